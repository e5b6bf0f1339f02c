/** The settings of `ec2-platform`; `Pulumi.yaml` documents them and gives the same defaults. */
import * as pulumi from "@pulumi/pulumi";
import { NatGatewayStrategy, OperatingSystem } from "pulumi-aws-network";
import { environmentSuffix, oneOfValues, refuseUnknownKeys } from "../settings/projectConfig";
import { readSettings } from "../settings/typedSettings";
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
  const settings = readWords(config);
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

/** Each as its default has it, and of the words only those that there are. */
function readWords(config: pulumi.Config): Settings {
  return {
    ...readSettings(config, DEFAULTS),
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
