/** The settings of `three-tier`; `Pulumi.yaml` documents them and gives the same defaults. */
import * as pulumi from "@pulumi/pulumi";
import { CacheEngine, DatabaseAvailability, NatGatewayStrategy } from "pulumi-aws-network";
import { environmentSuffix, oneOfValues, refuseUnknownKeys } from "../settings/projectConfig";
import { readSettings } from "../settings/typedSettings";
import { refuseSettings } from "./refusals";
import { DEFAULTS, type Settings } from "./settings";

const PROJECT = "three-tier";

/** Every zone's tasks have a way out: a network without NAT gateways is another program. */
const STRATEGIES = { single: NatGatewayStrategy.Single, onePerAz: NatGatewayStrategy.OnePerAz };

export interface TiersConfig extends Settings {
  readonly region: string;
  /** Zone names: the region and each letter. */
  readonly availabilityZoneNames: string[];
  readonly environmentSuffix: string;
}

export function readConfig(): TiersConfig {
  const config = new pulumi.Config(PROJECT);
  refuseUnknownKeys(PROJECT, [...Object.keys(DEFAULTS), "environmentSuffix"]);
  const region = new pulumi.Config("aws").require("region");
  const settings: Settings = {
    ...readSettings(config, DEFAULTS),
    natGatewayStrategy:
      oneOfValues(config, "natGatewayStrategy", STRATEGIES) ?? DEFAULTS.natGatewayStrategy,
    databaseAvailability:
      oneOfValues(config, "databaseAvailability", DatabaseAvailability) ??
      DEFAULTS.databaseAvailability,
    cacheEngine: oneOfValues(config, "cacheEngine", CacheEngine) ?? DEFAULTS.cacheEngine,
  };
  refuseSettings(PROJECT, settings);
  return {
    ...settings,
    region,
    availabilityZoneNames: settings.availabilityZones.map((letter) => `${region}${letter}`),
    environmentSuffix: environmentSuffix(config),
  };
}
