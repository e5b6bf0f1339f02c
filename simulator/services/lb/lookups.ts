/** Load balancers, target groups and listeners by ARN, name or tags. */
import { ProviderError } from "../../errors";
import type { ValueMap } from "../../protocol";
import type { Thing, ThingKind } from "../../resource/spec";
import { number, tagsOf, text } from "../../values";
import type { Scope } from "../../world/scope";
import {
  listenerKind,
  listenersOf,
  loadBalancerKind,
  loadBalancersOf,
  targetGroupKind,
} from "./entities";
import { loadBalancers } from "./loadBalancer";

const noun: Readonly<Record<string, string>> = {
  [loadBalancerKind.name]: "Load Balancer",
  [targetGroupKind.name]: "Target Group",
  [listenerKind.name]: "Listener",
};

/** @throws ProviderError as the provider words it, for none and for several */
function only(kind: ThingKind, found: readonly Thing[]): Thing {
  const [first] = found;
  const what = noun[kind.name] ?? kind.name;
  if (first === undefined) throw new ProviderError(`no matching ELBv2 ${what} found`);
  if (found.length > 1)
    throw new ProviderError(
      `multiple ELBv2 ${what}s matched; use additional constraints to reduce matches to a single ELBv2 ${what}`,
    );
  return first;
}

function named(scope: Scope, kind: ThingKind, args: ValueMap): Thing {
  const arn = text(args, "arn");
  const name = text(args, "name");
  const wanted = Object.entries(tagsOf(args, "tags"));
  const things =
    arn !== undefined
      ? [scope.get(kind, arn)].filter((one) => one !== undefined)
      : name !== undefined
        ? scope.find(kind, "name", name)
        : scope.all(kind);
  return only(
    kind,
    things.filter((one) => wanted.every(([key, value]) => one.tags?.[key] === value)),
  );
}

const shown = (scope: Scope, thing: Thing): ValueMap => ({
  ...thing.properties,
  id: thing.id,
  region: scope.region,
  tags: thing.tags ?? {},
});

export function getLoadBalancer(scope: Scope, args: ValueMap): ValueMap {
  const found = named(scope, loadBalancerKind, args);
  const [model] = loadBalancers;
  return {
    ...shown(scope, found),
    ...model?.read(scope, found.id, {}),
    tags: found.tags ?? {},
    connectionLogs: asList(found.properties.connectionLogs),
    healthCheckLogs: asList(found.properties.healthCheckLogs),
    ipamPools: asList(found.properties.ipamPools),
  };
}

const asList = (value: ValueMap[string] | undefined): readonly ValueMap[string][] =>
  value === undefined ? [] : [value];

export function getTargetGroup(scope: Scope, args: ValueMap): ValueMap {
  const found = named(scope, targetGroupKind, args);
  return { ...shown(scope, found), loadBalancerArns: loadBalancersOf(scope, found) };
}

export function getListener(scope: Scope, args: ValueMap): ValueMap {
  const arn = text(args, "arn");
  const port = number(args, "port");
  const found =
    arn !== undefined
      ? named(scope, listenerKind, args)
      : only(
          listenerKind,
          listenersOf(scope, text(args, "loadBalancerArn") ?? "").filter(
            (one) => port === undefined || number(one.properties, "port") === port,
          ),
        );
  return {
    ...shown(scope, found),
    mutualAuthentications: asList(found.properties.mutualAuthentication),
  };
}
