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
  /** Empty for no private hosted zone. */
  readonly domain: string;
  readonly deletionProtection: boolean;
  readonly apiRequestsPerSecond: number;
  readonly apiAccountLogging: boolean;
  readonly notificationEmails: readonly string[];
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
  domain: "",
  deletionProtection: false,
  apiRequestsPerSecond: 50,
  apiAccountLogging: true,
  notificationEmails: [],
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
    ...readWorkload(config),
    environmentSuffix: environmentSuffix(config),
    region,
  };
}

/** What stands in the network. */
function readWorkload(config: pulumi.Config) {
  return {
    domain: config.get("domain") ?? DEFAULTS.domain,
    deletionProtection: config.getBoolean("deletionProtection") ?? DEFAULTS.deletionProtection,
    apiRequestsPerSecond: config.getNumber("apiRequestsPerSecond") ?? DEFAULTS.apiRequestsPerSecond,
    apiAccountLogging: config.getBoolean("apiAccountLogging") ?? DEFAULTS.apiAccountLogging,
    notificationEmails: readEmails(config),
  };
}

function readEmails(config: pulumi.Config): readonly string[] {
  const given = config.getObject<unknown>("notificationEmails") ?? DEFAULTS.notificationEmails;
  const isText = (one: unknown): one is string => typeof one === "string";
  if (Array.isArray(given) && given.every(isText)) return given;
  throw new pulumi.RunError(
    `serverless:notificationEmails must be a list of addresses such as ["a@example.com"], got ${JSON.stringify(given)}`,
  );
}

function readLetters(config: pulumi.Config): readonly string[] {
  const given = config.getObject<unknown>("availabilityZones") ?? DEFAULTS.availabilityZones;
  const isLetter = (one: unknown): one is string => typeof one === "string" && /^[a-z]$/.test(one);
  if (Array.isArray(given) && given.every(isLetter)) return given;
  throw new pulumi.RunError(
    `serverless:availabilityZones must be a list of letters such as ["a","b"], got ${JSON.stringify(given)}`,
  );
}
