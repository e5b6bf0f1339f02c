/** The settings of `ec2-platform`; `Pulumi.yaml` documents them and gives the same defaults. */
import * as pulumi from "@pulumi/pulumi";
import { NatGatewayStrategy, OperatingSystem } from "pulumi-aws-network";
import { environmentSuffix, oneOfValues, refuseUnknownKeys } from "../settings/projectConfig";
import { refuseSettings } from "./refusals";
import { DEFAULTS, Deployment, Environment, type Settings } from "./settings";

const PROJECT = "ec2-platform";

export interface PlatformConfig extends Settings {
  readonly region: string;
  /** Zone names: the region and each letter. */
  readonly availabilityZoneNames: string[];
  readonly environmentSuffix: string;
  /** What CloudFront shows the load balancer. */
  readonly originSecret: pulumi.Output<string> | undefined;
}

export function readConfig(): PlatformConfig {
  const config = new pulumi.Config(PROJECT);
  refuseUnknownKeys(PROJECT, [...Object.keys(DEFAULTS), "environmentSuffix", "originSecret"]);
  const region = new pulumi.Config("aws").require("region");
  const settings = readSettings(config);
  const originSecret = config.getSecret("originSecret");
  refuseSettings(PROJECT, settings, originSecret !== undefined);
  return {
    ...settings,
    region,
    availabilityZoneNames: settings.availabilityZones.map((letter) => `${region}${letter}`),
    environmentSuffix: environmentSuffix(config),
    originSecret,
  };
}

/** Each as its default has it: text, number, truth or a list of text. */
function readSettings(config: pulumi.Config): Settings {
  const read = Object.entries(DEFAULTS).map(([key, standard]): [string, unknown] => {
    const given =
      typeof standard === "number"
        ? config.getNumber(key)
        : typeof standard === "boolean"
          ? config.getBoolean(key)
          : typeof standard === "string"
            ? config.get(key)
            : readTexts(config, key);
    return [key, given ?? standard];
  });
  return {
    ...(Object.fromEntries(read) as Settings),
    environment: oneOfValues(config, "environment", Environment) ?? DEFAULTS.environment,
    natGatewayStrategy:
      oneOfValues(config, "natGatewayStrategy", {
        single: NatGatewayStrategy.Single,
        onePerAz: NatGatewayStrategy.OnePerAz,
      }) ?? DEFAULTS.natGatewayStrategy,
    operatingSystem:
      oneOfValues(config, "operatingSystem", OperatingSystem) ?? DEFAULTS.operatingSystem,
    deployment: oneOfValues(config, "deployment", Deployment) ?? DEFAULTS.deployment,
  };
}

function readTexts(config: pulumi.Config, key: string): readonly string[] | undefined {
  const given = config.getObject<unknown>(key);
  const isText = (one: unknown): one is string => typeof one === "string";
  if (given === undefined || (Array.isArray(given) && given.every(isText))) return given;
  throw new pulumi.RunError(
    `${config.name}:${key} must be a list of text, got ${JSON.stringify(given)}`,
  );
}
