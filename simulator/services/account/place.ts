/** Where a program is: zones, region, account, partition. */
import { ProviderError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { findRegion, type AvailabilityZone } from "../../regions";
import { maps, text, texts } from "../../values";
import type { Scope } from "../../world/scope";

export function getAvailabilityZones(scope: Scope, args: ValueMap): ValueMap {
  const excludeNames = texts(args, "excludeNames");
  const excludeZoneIds = texts(args, "excludeZoneIds");
  const filters = maps(args, "filters");
  const zones = scope.availabilityZones.filter(
    (zone) =>
      !excludeNames.includes(zone.name) &&
      !excludeZoneIds.includes(zone.id) &&
      filters.every((filter) => passes(scope, zone, filter)) &&
      // Every zone of the model is available.
      (text(args, "state") ?? "available") === "available",
  );
  return {
    ...args,
    id: scope.region,
    region: scope.region,
    names: zones.map((zone) => zone.name),
    zoneIds: zones.map((zone) => zone.id),
    groupNames: zones.length === 0 ? [] : [scope.region],
  };
}

function passes(scope: Scope, zone: AvailabilityZone, filter: ValueMap): boolean {
  const name = text(filter, "name") ?? "";
  const facts: Readonly<Record<string, string>> = {
    "group-name": scope.region,
    "opt-in-status": "opt-in-not-required",
    "region-name": scope.region,
    state: "available",
    "zone-id": zone.id,
    "zone-name": zone.name,
    "zone-type": "availability-zone",
  };
  const fact = facts[name];
  if (fact === undefined)
    throw new ProviderError(
      `the simulated AWS cannot filter availability zones by ${name}; it can by ${Object.keys(facts).join(", ")}`,
    );
  return texts(filter, "values").includes(fact);
}

export function getRegion(scope: Scope, args: ValueMap): ValueMap {
  const name = text(args, "region") ?? text(args, "name") ?? scope.region;
  const region = findRegion(name);
  if (region === undefined) throw new ProviderError(`region not found for name "${name}"`);
  const endpoint = `ec2.${name}.${scope.partition.dnsSuffix}`;
  return { description: region.description, endpoint, id: name, name, region: name };
}

export function getCallerIdentity(scope: Scope): ValueMap {
  const { account, partition } = scope;
  return {
    accountId: account,
    arn: `arn:${partition.name}:iam::${account}:user/simulated`,
    id: account,
    userId: "AIDA0000SIMULATED",
  };
}

export function getPartition(scope: Scope): ValueMap {
  const { name, dnsSuffix, reverseDnsPrefix } = scope.partition;
  return { dnsSuffix, id: name, partition: name, reverseDnsPrefix };
}
