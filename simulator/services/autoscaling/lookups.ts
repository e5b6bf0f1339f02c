/** A group by its name. */
import { ProviderError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { findGroup } from "./entities";

export function getGroup(scope: Scope, args: ValueMap): ValueMap {
  const name = text(args, "name") ?? "";
  const found = findGroup(scope, name);
  if (found === undefined)
    throw new ProviderError(`reading Auto Scaling Group (${name}): couldn't find resource`);
  const { launchTemplate, mixedInstancesPolicy, warmPool, tags = [] } = found.properties;
  const asList = (value: ValueMap[string] | undefined): readonly ValueMap[string][] =>
    value === undefined ? [] : [value];
  return {
    ...found.properties,
    id: name,
    launchTemplates: asList(launchTemplate),
    mixedInstancesPolicies: asList(mixedInstancesPolicy),
    name,
    region: scope.region,
    tags,
    vpcZoneIdentifier: texts(found.properties, "vpcZoneIdentifiers").join(","),
    warmPools: asList(warmPool),
  };
}
