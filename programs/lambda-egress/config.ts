/** The settings of `lambda-egress`; `Pulumi.yaml` documents them and gives the same defaults. */
import * as pulumi from "@pulumi/pulumi";
import { DatabaseAvailability, NatGatewayStrategy } from "pulumi-aws-network";
import { environmentSuffix, oneOfValues, refuseUnknownKeys } from "../settings/projectConfig";

export interface LambdaEgressConfig {
  /** `create`, `default`, or a VPC's id. */
  readonly vpc: string;
  readonly cidrBlock: string;
  readonly startAddress: string;
  /** Zone names: the region and each letter. */
  readonly availabilityZoneNames: string[];
  readonly natGatewayStrategy: NatGatewayStrategy;
  readonly natGatewayZone: string;
  readonly mailDomain: string;
  readonly mailEndpoint: boolean;
  readonly databaseAvailability: DatabaseAvailability;
  readonly databaseInstanceClass: string;
  readonly databaseProtection: boolean;
  readonly backupRetentionInDays: number;
  readonly flowLogRetentionInDays: number;
  readonly environmentSuffix: string;
  readonly region: string;
}

const DEFAULTS = {
  vpc: "create",
  cidrBlock: "10.0.0.0/16",
  startAddress: "172.31.128.0",
  availabilityZones: ["a", "b"],
  natGatewayStrategy: NatGatewayStrategy.Single,
  natGatewayAvailabilityZone: "a",
  mailDomain: "example.com",
  mailEndpoint: false,
  databaseAvailability: DatabaseAvailability.SingleInstance,
  databaseInstanceClass: "db.t4g.micro",
  databaseProtection: true,
  backupRetentionInDays: 7,
  flowLogRetentionInDays: 30,
} as const;

/** The functions have to get out, and the routes to move without a gap. */
const { Single, OnePerAz, Regional } = NatGatewayStrategy;
const STRATEGIES = { Single, OnePerAz, Regional };

export function readConfig(): LambdaEgressConfig {
  const config = new pulumi.Config("lambda-egress");
  refuseUnknownKeys("lambda-egress", [...Object.keys(DEFAULTS), "environmentSuffix"]);
  const region = new pulumi.Config("aws").require("region");
  const text = (key: keyof typeof DEFAULTS): string => config.get(key) ?? String(DEFAULTS[key]);
  const count = (key: "backupRetentionInDays" | "flowLogRetentionInDays"): number =>
    config.getNumber(key) ?? DEFAULTS[key];
  return {
    vpc: readVpc(text("vpc")),
    cidrBlock: text("cidrBlock"),
    startAddress: text("startAddress"),
    availabilityZoneNames: readLetters(config).map((letter) => `${region}${letter}`),
    natGatewayStrategy:
      oneOfValues(config, "natGatewayStrategy", STRATEGIES) ?? DEFAULTS.natGatewayStrategy,
    natGatewayZone: `${region}${text("natGatewayAvailabilityZone")}`,
    mailDomain: text("mailDomain"),
    mailEndpoint: config.getBoolean("mailEndpoint") ?? DEFAULTS.mailEndpoint,
    databaseAvailability:
      oneOfValues(config, "databaseAvailability", DatabaseAvailability) ??
      DEFAULTS.databaseAvailability,
    databaseInstanceClass: text("databaseInstanceClass"),
    databaseProtection: config.getBoolean("databaseProtection") ?? DEFAULTS.databaseProtection,
    backupRetentionInDays: count("backupRetentionInDays"),
    flowLogRetentionInDays: count("flowLogRetentionInDays"),
    environmentSuffix: environmentSuffix(config),
    region,
  };
}

function readVpc(given: string): string {
  if (given === "create" || given === "default" || /^vpc-[0-9a-f]+$/.test(given)) return given;
  throw new pulumi.RunError(
    `lambda-egress:vpc must be "create", "default" or the id of a VPC such as vpc-0123456789abcdef0, got "${given}"`,
  );
}

function readLetters(config: pulumi.Config): readonly string[] {
  const given = config.getObject<unknown>("availabilityZones") ?? DEFAULTS.availabilityZones;
  const isLetter = (one: unknown): one is string => typeof one === "string" && /^[a-z]$/.test(one);
  if (Array.isArray(given) && given.every(isLetter)) return given;
  throw new pulumi.RunError(
    `lambda-egress:availabilityZones must be a list of letters such as ["a","b"], got ${JSON.stringify(given)}`,
  );
}
