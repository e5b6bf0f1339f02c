/** The settings of `serverless`; `Pulumi.yaml` documents them and gives the same defaults. */
import * as pulumi from "@pulumi/pulumi";
import { NatGatewayStrategy } from "pulumi-aws-network";
import { environmentSuffix, oneOfValues, refuseUnknownKeys } from "../settings/projectConfig";

export interface ServerlessConfig {
  readonly cidrBlock: string;
  /** Zone names: the region and each letter. */
  readonly availabilityZoneNames: string[];
  readonly reservedAvailabilityZones: number;
  readonly natGatewayStrategy: NatGatewayStrategy;
  readonly natGatewayZone: string;
  readonly flowLogRetentionInDays: number;
  readonly environmentSuffix: string;
  readonly region: string;
}

const DEFAULTS = {
  cidrBlock: "10.0.0.0/16",
  availabilityZones: ["a", "b"],
  reservedAvailabilityZones: 3,
  natGatewayStrategy: NatGatewayStrategy.Single,
  natGatewayAvailabilityZone: "a",
  flowLogRetentionInDays: 30,
} as const;

export function readConfig(): ServerlessConfig {
  const config = new pulumi.Config("serverless");
  refuseUnknownKeys("serverless", [...Object.keys(DEFAULTS), "environmentSuffix"]);
  const region = new pulumi.Config("aws").require("region");
  const letters = readLetters(config);
  const natLetter = config.get("natGatewayAvailabilityZone") ?? DEFAULTS.natGatewayAvailabilityZone;
  return {
    cidrBlock: config.get("cidrBlock") ?? DEFAULTS.cidrBlock,
    availabilityZoneNames: letters.map((letter) => `${region}${letter}`),
    reservedAvailabilityZones:
      config.getNumber("reservedAvailabilityZones") ?? DEFAULTS.reservedAvailabilityZones,
    natGatewayStrategy:
      oneOfValues(config, "natGatewayStrategy", NatGatewayStrategy) ?? DEFAULTS.natGatewayStrategy,
    natGatewayZone: `${region}${natLetter}`,
    flowLogRetentionInDays:
      config.getNumber("flowLogRetentionInDays") ?? DEFAULTS.flowLogRetentionInDays,
    environmentSuffix: environmentSuffix(config),
    region,
  };
}

function readLetters(config: pulumi.Config): readonly string[] {
  const given = config.getObject<unknown>("availabilityZones") ?? DEFAULTS.availabilityZones;
  const isLetter = (one: unknown): one is string => typeof one === "string" && /^[a-z]$/.test(one);
  if (Array.isArray(given) && given.every(isLetter)) return given;
  throw new pulumi.RunError(
    `serverless:availabilityZones must be a list of letters such as ["a","b"], got ${JSON.stringify(given)}`,
  );
}
