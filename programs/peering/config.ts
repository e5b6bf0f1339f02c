/** The settings of `peering`; `Pulumi.yaml` documents them and gives the same defaults. */
import * as pulumi from "@pulumi/pulumi";
import { NatGatewayStrategy } from "pulumi-aws-network";
import { environmentSuffix, oneOfValues, refuseUnknownKeys } from "../settings/projectConfig";

const PROJECT = "peering";

/** One of the two networks. */
export interface SideConfig {
  readonly name: "analytics" | "payment";
  readonly cidrBlock: string;
  readonly region: string;
  /** Undefined for the deployer's own rights. */
  readonly roleArn: string | undefined;
  /** Of the role; undefined for the deployer's own. */
  readonly accountId: string | undefined;
  /** Zone names: the region and each letter. */
  readonly availabilityZoneNames: string[];
  readonly zoneName: string;
}

export interface PeeringConfig {
  readonly payment: SideConfig;
  readonly analytics: SideConfig;
  readonly natGatewayStrategy: NatGatewayStrategy;
  /** As flows and intents write them: `tcp/443`. */
  readonly ports: string[];
  readonly flowLogRetentionInDays: number;
  readonly deleteFlowLogs: boolean;
  readonly environmentSuffix: string;
}

const DEFAULTS = {
  paymentCidrBlock: "10.0.0.0/16",
  analyticsCidrBlock: "10.1.0.0/16",
  paymentRegion: "",
  analyticsRegion: "",
  paymentRoleArn: "",
  analyticsRoleArn: "",
  paymentAvailabilityZones: ["a", "b", "c"],
  analyticsAvailabilityZones: ["a", "b", "c"],
  natGatewayStrategy: NatGatewayStrategy.OnePerAz,
  ports: [443, 5432, 22],
  paymentZoneName: "payment.internal",
  analyticsZoneName: "analytics.internal",
  flowLogRetentionInDays: 90,
  deleteFlowLogs: false,
} as const;

const { Single, OnePerAz } = NatGatewayStrategy;
const STRATEGIES = { Single, OnePerAz };

export function readConfig(): PeeringConfig {
  const config = new pulumi.Config(PROJECT);
  refuseUnknownKeys(PROJECT, [...Object.keys(DEFAULTS), "environmentSuffix"]);
  const payment = readSide(config, "payment");
  const analytics = readSide(config, "analytics");
  if (payment.zoneName === analytics.zoneName)
    refuse("analyticsZoneName", "be another than paymentZoneName", analytics.zoneName);
  return {
    payment,
    analytics,
    natGatewayStrategy:
      oneOfValues(config, "natGatewayStrategy", STRATEGIES) ?? DEFAULTS.natGatewayStrategy,
    ports: readPorts(config),
    flowLogRetentionInDays:
      config.getNumber("flowLogRetentionInDays") ?? DEFAULTS.flowLogRetentionInDays,
    deleteFlowLogs: config.getBoolean("deleteFlowLogs") ?? DEFAULTS.deleteFlowLogs,
    environmentSuffix: environmentSuffix(config),
  };
}

function readSide(config: pulumi.Config, name: SideConfig["name"]): SideConfig {
  const text = (key: `${typeof name}${"CidrBlock" | "Region" | "RoleArn" | "ZoneName"}`): string =>
    config.get(key) ?? DEFAULTS[key];
  const region = text(`${name}Region`) || new pulumi.Config("aws").require("region");
  const letters = readLetters(config, `${name}AvailabilityZones`);
  return {
    name,
    cidrBlock: text(`${name}CidrBlock`),
    region,
    ...readRole(`${name}RoleArn`, text(`${name}RoleArn`)),
    availabilityZoneNames: letters.map((letter) => `${region}${letter}`),
    zoneName: text(`${name}ZoneName`),
  };
}

function readRole(key: string, roleArn: string): Pick<SideConfig, "accountId" | "roleArn"> {
  if (roleArn === "") return { roleArn: undefined, accountId: undefined };
  const accountId = /^arn:aws[a-z-]*:iam::(\d{12}):role\/.+$/.exec(roleArn)?.[1];
  if (accountId === undefined)
    refuse(key, "be a role's ARN such as arn:aws:iam::123456789012:role/deploy", roleArn);
  return { roleArn, accountId };
}

/** Four slots of zones are reserved, so that a tier is one block: see `network.ts`. */
function readLetters(
  config: pulumi.Config,
  key: "analyticsAvailabilityZones" | "paymentAvailabilityZones",
): readonly string[] {
  const given = config.getObject<unknown>(key) ?? DEFAULTS[key];
  const isLetter = (one: unknown): one is string => typeof one === "string" && /^[a-d]$/.test(one);
  if (Array.isArray(given) && given.length > 0 && given.every(isLetter)) return given;
  return refuse(key, 'be a list of letters from a to d such as ["a","b"]', given);
}

function readPorts(config: pulumi.Config): string[] {
  const given = config.getObject<unknown>("ports") ?? DEFAULTS.ports;
  const isPort = (one: unknown): one is number =>
    Number.isInteger(one) && Number(one) >= 1 && Number(one) <= 65535;
  const areDistinct = (all: readonly unknown[]) => new Set(all).size === all.length;
  if (Array.isArray(given) && given.length > 0 && given.every(isPort) && areDistinct(given))
    return given.map((port) => `tcp/${port}`);
  return refuse("ports", "be a list of ports from 1 to 65535, each once, such as [443]", given);
}

function refuse(key: string, rule: string, given: unknown): never {
  const shown = JSON.stringify(given);
  throw new pulumi.RunError(`${PROJECT}:${key} must ${rule}, got ${shown}`);
}
