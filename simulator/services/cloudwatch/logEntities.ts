/** What CloudWatch Logs keeps, and how others name a log group. */
import type { Form } from "../../model";
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import type { Reference, Thing } from "../../resource/spec";
import { text } from "../../values";
import { defineKind } from "../../world/entity";
import type { Scope } from "../../world/scope";

/** Its id is its name. */
export const logGroupKind = defineKind<Thing>("log-group", { name: (one) => one.names });

/** What stands in a log group and goes with it. Ids are `group:name`. */
const inGroup = { group: (one: Thing) => one.id.slice(0, one.id.indexOf(":")) };
export const logStreamKind = defineKind<Thing>("log-stream", inGroup);
export const metricFilterKind = defineKind<Thing>("log-metric-filter", inGroup);
export const subscriptionFilterKind = defineKind<Thing>("log-subscription-filter", inGroup);

/** Its id is its name. */
export const resourcePolicyKind = defineKind<Thing>("log-resource-policy", {
  name: (one) => one.names,
});

/** `arn:aws:logs:us-east-1:…:log-group:/name`, with `:*` or without. */
export function logGroupOfArn(scope: Scope, arn: string): Thing | undefined {
  const [, name] = /:log-group:([^:]+)(?::\*)?$/.exec(arn) ?? [];
  return name === undefined ? undefined : scope.ofArn(arn).get(logGroupKind, name);
}

/** Whether a policy of the region lets a service write. */
export const mayWriteLogs = (scope: Scope, service: string): boolean =>
  scope
    .all(resourcePolicyKind)
    .some((one) => (text(one.properties, "policyDocument") ?? "").includes(service));

export const groupReference = (property: string): Reference => ({
  property,
  find: (scope, name) => scope.get(logGroupKind, name),
  missing: () =>
    new AwsError("ResourceNotFoundException", "The specified log group does not exist."),
});

/** `group:name`, from inputs. */
export const idInGroup = (inputs: ValueMap, group: string): string =>
  `${text(inputs, group) ?? ""}:${text(inputs, "name") ?? ""}`;

/** By what the state knows; an import gives `group:name`. */
export function findInGroup(
  scope: Scope,
  kind: typeof logStreamKind,
  { id, known, group }: { readonly id: string; readonly known: ValueMap; readonly group: string },
): Thing | undefined {
  return scope.get(kind, text(known, group) === undefined ? id : idInGroup(known, group));
}

/** @param most a prefix is shorter: digits follow it */
export const groupNameForm =
  (most = 512): Form =>
  (value, at) => {
    const name = String(value);
    if (name.length > most) return `"${at}" cannot be longer than ${most} characters: "${name}"`;
    return /^[.\-_/#A-Za-z0-9]+$/.test(name)
      ? undefined
      : `"${at}" isn't a valid log group name (alphanumeric characters, underscores, hyphens, slashes, hash signs and dots are allowed): "${name}"`;
  };
