/** Where a program is: zones, region, account, partition. */
import { ProviderError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { findRegion, partitionOf, regionNames, type AvailabilityZone } from "../../regions";
import { maps, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import type { Lookup } from "../service";

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
  const facts: Readonly<Record<string, string>> = {
    "group-name": scope.region,
    "opt-in-status": "opt-in-not-required",
    "region-name": scope.region,
    state: "available",
    "zone-id": zone.id,
    "zone-name": zone.name,
    "zone-type": "availability-zone",
  };
  return matches("availability zones", facts, filter);
}

function matches(what: string, facts: Readonly<Record<string, string>>, filter: ValueMap): boolean {
  const name = text(filter, "name") ?? "";
  const fact = facts[name];
  if (fact === undefined)
    throw new ProviderError(
      `the simulated AWS cannot filter ${what} by ${name}; it can by ${Object.keys(facts).join(", ")}`,
    );
  return texts(filter, "values").includes(fact);
}

/** One, by its name, id or whatever else there is only one of. */
export function getAvailabilityZone(scope: Scope, args: ValueMap): ValueMap {
  const name = text(args, "name");
  const zoneId = text(args, "zoneId");
  const filters = maps(args, "filters");
  const [zone, ...others] = scope.availabilityZones.filter(
    (one) =>
      (name === undefined || one.name === name) &&
      (zoneId === undefined || one.id === zoneId) &&
      filters.every((filter) => passes(scope, one, filter)) &&
      (text(args, "state") ?? "available") === "available",
  );
  if (zone === undefined)
    throw new ProviderError("no matching EC2 Availability Zone found in the region");
  if (others.length > 0)
    throw new ProviderError(
      "multiple EC2 Availability Zones matched; use additional constraints to reduce matches to a single EC2 Availability Zone",
    );
  return {
    ...args,
    groupLongName: findRegion(scope.region)?.description ?? "",
    groupName: scope.region,
    id: zone.name,
    name: zone.name,
    nameSuffix: zone.name.slice(scope.region.length),
    networkBorderGroup: scope.region,
    optInStatus: "opt-in-not-required",
    parentZoneId: "",
    parentZoneName: "",
    region: scope.region,
    state: "available",
    zoneId: zone.id,
    zoneType: "availability-zone",
  };
}

/** Of the model's regions, those that an account has without asking for them. */
const toBeAskedFor: ReadonlySet<string> = new Set(["eu-south-1"]);

export function getRegions(scope: Scope, args: ValueMap): ValueMap {
  const { name: partition, dnsSuffix } = scope.partition;
  const isAll = args.allRegions === true;
  const filters = maps(args, "filters");
  const names = regionNames
    .filter((name) => partitionOf(name).name === partition && (isAll || !toBeAskedFor.has(name)))
    .filter((name) => {
      const facts: Readonly<Record<string, string>> = {
        endpoint: `ec2.${name}.${dnsSuffix}`,
        "opt-in-status": toBeAskedFor.has(name) ? "not-opted-in" : "opt-in-not-required",
        "region-name": name,
      };
      return filters.every((filter) => matches("regions", facts, filter));
    });
  return { ...args, id: partition, names };
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

/** The provider's own, which it adds to everything. */
export const getDefaultTags: Lookup = (scope, _args, { defaultTags }) => ({
  id: scope.partition.name,
  tags: defaultTags,
});
