/** What is wrong with the arguments of `NatGateways`. */
import { parseAvailabilityZone, parseCidrBlock, type Issue } from "../../net";
import { refuseValue, SubnetType, tiersOfType, under } from "../network";
import { NatConnectivityType, NatGatewayStrategy, type NatGatewaysSpec } from "./natGatewaysArgs";
import type { NatGatewaysSite } from "./natGatewaysPlan";
import { refuseInstanceType } from "./natInstancesPlan";

interface Asked {
  readonly spec: NatGatewaysSpec;
  readonly site: NatGatewaysSite;
  readonly tier: string | undefined;
  readonly publicTiers: readonly string[];
  readonly isPrivate: boolean;
  readonly routeTableTiers: readonly string[];
  /** Those that addresses are given for. */
  readonly zones: readonly string[];
}

export function refuseNatGateways(asked: Asked): Issue[] {
  const { spec } = asked;
  const unknown = refuseValue("strategy", NatGatewayStrategy, spec.strategy);
  if (unknown.length > 0) return unknown;
  if (spec.strategy === NatGatewayStrategy.None) {
    return spec.keepElasticIps === true ? [...refuseTier(asked), ...refuseZone(asked)] : [];
  }
  return [
    ...refuseConnectivity(asked),
    ...refuseTier(asked),
    ...refuseZone(asked),
    ...refuseSharedTables(asked),
    ...refuseTables(asked),
    ...refuseDestinations(spec.destinationCidrBlocks),
    ...refuseAddresses(asked),
    ...refuseFurther(asked),
    ...refuseInstances(asked),
  ];
}

function refuseConnectivity({ spec, site, isPrivate }: Asked): Issue[] {
  const { connectivityType = NatConnectivityType.Public } = spec;
  const unknown = refuseValue("connectivityType", NatConnectivityType, connectivityType);
  if (unknown.length > 0) return unknown;
  if (!isPrivate) return [];
  const { Single, OnePerAz } = NatGatewayStrategy;
  const issues: Issue[] = [];
  if (spec.strategy !== Single && spec.strategy !== OnePerAz) {
    const reason = `must be "${NatConnectivityType.Public}" with strategy "${spec.strategy}", got "private"; private gateways are zonal: use "${Single}" or "${OnePerAz}"`;
    issues.push({ propertyPath: "connectivityType", reason });
  }
  if ((site.nat64Tiers ?? []).length > 0) {
    const reason = `must be "${NatConnectivityType.Public}" where tiers reach the internet by NAT64 (${(site.nat64Tiers ?? []).join(", ")}), got "private"`;
    issues.push({ propertyPath: "connectivityType", reason });
  }
  const addressed = ["elasticIpAllocationIds", "secondaryAllocationIds", "keepElasticIps"] as const;
  for (const propertyPath of addressed) {
    if (spec[propertyPath] === undefined || spec[propertyPath] === false) continue;
    const reason = `must be left out with connectivityType "private": a private gateway has no Elastic IP`;
    issues.push({ propertyPath, reason });
  }
  return issues;
}

function refuseTier({ spec, site, tier, publicTiers, isPrivate }: Asked): Issue[] {
  if (isPrivate) return refusePrivateTier(spec, site);
  if (tier !== undefined && publicTiers.includes(tier)) return [];
  if (spec.tier !== undefined) {
    const reason = `must be a public tier (${publicTiers.join(", ") || "there is none"}), got "${spec.tier}"`;
    return [{ propertyPath: "tier", reason }];
  }
  const { None, Regional } = NatGatewayStrategy;
  if (spec.strategy === None) {
    const reason =
      "must be left out in a network without a public tier, got true; addresses are named after the tier that gateways stand in";
    return [{ propertyPath: "keepElasticIps", reason }];
  }
  const standsNowhere = spec.strategy === Regional && spec.keepElasticIps !== true;
  if (standsNowhere && site.internetGatewayId !== undefined) return [];
  const remedy = standsNowhere
    ? "for an internet gateway, or name the network's (internetGatewayId)"
    : "for the gateway to stand in";
  const reason = `must be "${None}" in a network without a public tier, got "${spec.strategy}"; add a tier of type "${SubnetType.Public}" ${remedy}`;
  return [{ propertyPath: "strategy", reason }];
}

/** Traffic that leaves a private gateway goes by the table of its subnet, which must not lead back to it. */
function refusePrivateTier(spec: NatGatewaysSpec, site: NatGatewaysSite): Issue[] {
  const closed = Object.keys(site.subnetTypes).filter(
    (one) => site.subnetTypes[one] !== SubnetType.Public,
  );
  if (spec.tier !== undefined && closed.includes(spec.tier)) return [];
  const got = spec.tier === undefined ? "" : `, got "${spec.tier}"`;
  const reason = `must name the tier that the private gateways stand in, a private or isolated one (${closed.join(", ") || "there is none"})${got}`;
  return [{ propertyPath: "tier", reason }];
}

function refuseZone({ spec, site }: Asked): Issue[] {
  const { availabilityZone: zone, strategy } = spec;
  const propertyPath = "availabilityZone";
  const listed = site.availabilityZones.join(", ");
  if (zone === undefined) {
    if (strategy !== NatGatewayStrategy.Single) return [];
    const reason = `must name the zone of the single NAT gateway, one of ${listed}`;
    return [{ propertyPath, reason }];
  }
  if (strategy === NatGatewayStrategy.OnePerAz) {
    const reason = `must be left out with strategy "${strategy}", which uses every zone, got "${zone}"`;
    return [{ propertyPath, reason }];
  }
  if (strategy === NatGatewayStrategy.Regional && spec.keepElasticIps !== true) {
    const reason = `must be left out with strategy "${strategy}", which uses every zone, got "${zone}"; with keepElasticIps it names the zone whose gateway's address is taken over`;
    return [{ propertyPath, reason }];
  }
  if (site.availabilityZones.includes(zone)) return [];
  return [{ propertyPath, reason: `must be one of ${listed}, got "${zone}"` }];
}

/** A table has one default route, so zones that share a table cannot each have a gateway. */
function refuseSharedTables({ spec, site, zones, routeTableTiers }: Asked): Issue[] {
  if (spec.strategy === NatGatewayStrategy.Regional || zones.length < 2) return [];
  const shared = routeTableTiers.filter((tier) =>
    (site.sharedRouteTableTiers ?? []).includes(tier),
  );
  if (shared.length === 0) return [];
  const apart = `give each zone a table of its own (routeTableStrategy "perAz")`;
  const tables = `where zones share a route table (${shared.join(", ")})`;
  if (spec.strategy === NatGatewayStrategy.Instance) {
    const reason = `must name the zone of the one NAT instance ${tables}; or ${apart}`;
    return [{ propertyPath: "availabilityZone", reason }];
  }
  const reason = `must be "${NatGatewayStrategy.Single}" ${tables}, got "${spec.strategy}"; or ${apart}`;
  return [{ propertyPath: "strategy", reason }];
}

function refuseTables({ spec, site, tier, isPrivate, routeTableTiers }: Asked): Issue[] {
  const privateTiers = tiersOfType(site.subnetTypes, SubnetType.Private);
  if (isPrivate && spec.routeTableTiers === undefined) {
    if (routeTableTiers.length > 0 || tier === undefined) return [];
    const reason = `must leave another private tier to lead to it, got "${tier}"; add one, or stand the gateways in another`;
    return [{ propertyPath: "tier", reason }];
  }
  return (spec.routeTableTiers ?? []).flatMap((one, index) => {
    const propertyPath = `routeTableTiers[${index}]`;
    if (isPrivate && one === tier) {
      const reason = `must be another tier than the gateways stand in, got "${one}"; their own traffic would come back to them`;
      return [{ propertyPath, reason }];
    }
    if (privateTiers.includes(one)) return [];
    const reason = `must be a private tier (${privateTiers.join(", ") || "there is none"}), got "${one}"`;
    return [{ propertyPath, reason }];
  });
}

function refuseDestinations(blocks: readonly string[] = []): Issue[] {
  return blocks.flatMap((text, index) => {
    const propertyPath = `destinationCidrBlocks[${index}]`;
    const parsed = parseCidrBlock(text);
    if (!parsed.ok) return [{ propertyPath, reason: parsed.reason }];
    if (parsed.value.family === 6) {
      const reason = `must be an IPv4 block, got "${text}"; NAT64 follows from the network (nat64Tiers)`;
      return [{ propertyPath, reason }];
    }
    if (blocks.indexOf(text) === index) return [];
    return [{ propertyPath, reason: `must be given once, got "${text}" again` }];
  });
}

/** Every gateway or none brings its address: half of them would hide a forgotten one. */
function refuseAddresses({ spec, zones, isPrivate }: Asked): Issue[] {
  if (spec.elasticIpAllocationIds === undefined || isPrivate) return [];
  const given = Object.keys(spec.elasticIpAllocationIds);
  const missing = zones.filter((zone) => !given.includes(zone));
  const kept = spec.keepElasticIps === true;
  const reason = "must be left out with elasticIpAllocationIds: addresses of your own are kept";
  return [
    ...(kept ? [{ propertyPath: "keepElasticIps", reason }] : []),
    ...missing.map((zone) => ({
      propertyPath: `elasticIpAllocationIds["${zone}"]`,
      reason: "must be given too, or none for any zone",
    })),
    ...strangers("elasticIpAllocationIds", given, zones),
  ];
}

function strangers(argument: string, given: readonly string[], zones: readonly string[]): Issue[] {
  return given
    .filter((zone) => !zones.includes(zone))
    .map((zone) => ({
      propertyPath: `${argument}["${zone}"]`,
      reason: `must be for a zone with a NAT gateway (${zones.join(", ")}), got "${zone}"`,
    }));
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html */
const MOST_FURTHER = { public: 7, private: 31 };

function refuseFurther(asked: Asked): Issue[] {
  return [...refuseFurtherEips(asked), ...refuseFurtherIps(asked)];
}

function refuseFurtherEips({ spec, zones, isPrivate }: Asked): Issue[] {
  const { Regional, Instance } = NatGatewayStrategy;
  const propertyPath = "secondaryAllocationIds";
  const given = spec.secondaryAllocationIds;
  if (given === undefined || isPrivate) return [];
  if (spec.strategy === Instance) {
    const reason = `must be left out with strategy "${Instance}": a NAT instance has one address`;
    return [{ propertyPath, reason }];
  }
  if (spec.strategy === Regional && !ownsAddresses(spec)) {
    const reason = `must be left out with strategy "${Regional}", whose addresses AWS brings; or give it all of them (elasticIpAllocationIds, keepElasticIps)`;
    return [{ propertyPath, reason }];
  }
  const isZonal = spec.strategy !== Regional;
  return [
    ...strangers(propertyPath, Object.keys(given), zones),
    ...(isZonal ? refuseMany(propertyPath, given, MOST_FURTHER.public) : []),
  ];
}

function refuseFurtherIps({ spec, zones, isPrivate }: Asked): Issue[] {
  const { Regional, Instance } = NatGatewayStrategy;
  const propertyPath = "secondaryPrivateIpAddresses";
  const given = spec.secondaryPrivateIpAddresses;
  if (given === undefined) return [];
  if (spec.strategy === Instance || spec.strategy === Regional) {
    const reason = `must be left out with strategy "${spec.strategy}", which has no addresses of a subnet to add`;
    return [{ propertyPath, reason }];
  }
  return [
    ...strangers(propertyPath, Object.keys(given), zones),
    ...(isPrivate
      ? refuseMany(propertyPath, given, MOST_FURTHER.private)
      : refuseUnpaired(given, spec.secondaryAllocationIds ?? {})),
  ];
}

const ownsAddresses = (spec: NatGatewaysSpec): boolean =>
  spec.elasticIpAllocationIds !== undefined || spec.keepElasticIps === true;

type ByZone = Readonly<Record<string, readonly unknown[]>>;

function refuseUnpaired(ips: ByZone, eips: ByZone): Issue[] {
  return Object.entries(ips).flatMap(([zone, list]) => {
    const wanted = eips[zone]?.length ?? 0;
    if (list.length === wanted) return [];
    const reason = `must be as many as secondaryAllocationIds has for the zone (${wanted}), got ${list.length}; each Elastic IP is bound to one`;
    return [{ propertyPath: `secondaryPrivateIpAddresses["${zone}"]`, reason }];
  });
}

function refuseMany(argument: string, lists: ByZone, most: number): Issue[] {
  return Object.entries(lists).flatMap(([zone, { length }]) => {
    if (length <= most) return [];
    const reason = `must be at most ${most}, got ${length}; AWS allows a gateway no more beside its first`;
    return [{ propertyPath: `${argument}["${zone}"]`, reason }];
  });
}

function refuseInstances({ spec, site }: Asked): Issue[] {
  if (spec.strategy !== NatGatewayStrategy.Instance) return [];
  const issues = under("instances", refuseInstanceType(spec.instances ?? {}));
  const byId = site.availabilityZones.find((zone) => parseAvailabilityZone(zone)?.kind === "id");
  if (byId !== undefined) {
    const reason = `must be another than "${spec.strategy}" in a network whose zones are given by id (${byId}); an Auto Scaling group takes the names of zones only`;
    issues.push({ propertyPath: "strategy", reason });
  }
  if ((site.nat64Tiers ?? []).length > 0) {
    const reason = `must be another than "${spec.strategy}" where tiers reach the internet by NAT64 (${(site.nat64Tiers ?? []).join(", ")}); NAT instances translate no IPv6`;
    issues.push({ propertyPath: "strategy", reason });
  }
  return issues;
}
