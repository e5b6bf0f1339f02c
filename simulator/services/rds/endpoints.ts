/** Names under which databases answer, in zones of AWS's. https://docs.aws.amazon.com/general/latest/gr/rds-service.html */
import type { Scope } from "../../world/scope";

/** Where the names are, for alias records. */
const zones: Readonly<Record<string, string>> = {
  "us-east-1": "Z2R2ITUGPM61AM",
  "us-east-2": "Z2XHWR1WZ565X2",
  "us-west-1": "Z10WI91S59XXQN",
  "us-west-2": "Z1PVIF0B656C1W",
  "eu-west-1": "Z29XKXDKYMONMX",
  "eu-central-1": "Z1RLNUO7B9Q6NB",
  "ap-southeast-2": "Z32T0VRHXEXS0V",
};

export const zoneFor = (scope: Scope): string =>
  zones[scope.region] ?? `Z00000${scope.hash("rds zone").slice(0, 8).toUpperCase()}`;

/** `name.c00000….us-east-1.rds.amazonaws.com`: the label in the middle is the account's, in the region. */
export function addressOf(scope: Scope, name: string, kind = ""): string {
  const label = `c00000${scope.hash("rds endpoints").slice(0, 6)}`;
  const suffix = scope.region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return `${name}.${kind}${label}.${scope.region}.rds.${suffix}`;
}
