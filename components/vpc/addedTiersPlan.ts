/** What `AddedTiers` will make, decided from plain values alone: a network's plan, in the room that others leave. */
import { parseAvailabilityZone, type Issue } from "../../net";
import type { VpcAttributes } from "../network";
import type { AddedTiersArgs } from "./addedTiersArgs";
import type { SubnetSpec } from "./subnetSpec";
import type { VpcArgs } from "./vpcArgs";
import { planVpc, type VpcPlan } from "./vpcPlan";

export interface AddedTiersPlan extends VpcPlan {
  /** The arguments of a network that would have these tiers alone. */
  readonly vpcArgs: VpcArgs;
}

export function planAddedTiers(args: AddedTiersArgs): AddedTiersPlan {
  const { vpc } = args;
  const [cidrBlock = "", ...secondaryCidrBlocks] = vpc.cidrBlocks;
  const vpcArgs: VpcArgs = {
    cidrBlock,
    secondaryCidrBlocks,
    occupiedCidrBlocks: args.occupiedCidrBlocks,
    ...zonesOf(args),
    reservedAvailabilityZones: args.reservedAvailabilityZones,
    subnetSpecs: args.subnetSpecs,
    routeTableStrategy: args.routeTableStrategy,
    region: vpc.region,
    naming: args.naming,
    tags: args.tags,
  };
  const plan = planVpc(vpcArgs);
  const issues = [
    ...plan.issues.map(inOwnWords),
    ...args.subnetSpecs.flatMap((spec, index) =>
      refuseSpec(vpc, args.subnetSpecs, { spec, index }),
    ),
  ];
  return { ...plan, vpcArgs, issues };
}

function zonesOf({ vpc, availabilityZones }: AddedTiersArgs): Partial<VpcArgs> {
  const zones = availabilityZones ?? vpc.availabilityZones;
  const [first = ""] = vpc.availabilityZones.length > 0 ? vpc.availabilityZones : zones;
  return parseAvailabilityZone(first)?.kind === "id"
    ? { availabilityZoneIds: zones }
    : { availabilityZoneNames: zones };
}

/** What `Vpc` takes as arguments of its own is here the network's, or has another name. */
function inOwnWords({ propertyPath, reason }: Issue): Issue {
  const path = propertyPath
    .replace(/^cidrBlock$/, "vpc.cidrBlocks[0]")
    .replace(/^secondaryCidrBlocks\[(\d+)\]/, (_, index) => `vpc.cidrBlocks[${Number(index) + 1}]`)
    .replace(/^availabilityZone(?:Name|Id)s/, "availabilityZones");
  const own = reason
    .replace(/; (name|id)s go into availabilityZone(?:Name|Id)s$/, "; the network's own are no $1s")
    .replace(
      "in a network without IPv6; or give it some (ipv6: true)",
      "here; tiers added to a network have IPv4 alone",
    );
  return { propertyPath: path, reason: own };
}

interface Given {
  readonly spec: SubnetSpec;
  readonly index: number;
}

function refuseSpec(vpc: VpcAttributes, specs: readonly SubnetSpec[], given: Given): Issue[] {
  const { spec, index } = given;
  const path = `subnetSpecs[${index}]`;
  const issues: Issue[] = [];
  if (Object.hasOwn(vpc.subnetTypes, spec.name)) {
    const own = Object.keys(vpc.subnetTypes).join(", ");
    const reason = `must be another name than those of the network's own tiers (${own}), got "${spec.name}"`;
    issues.push({ propertyPath: `${path}.name`, reason });
  }
  // From the block's start it would lie where others are, as a rule, and move with what they do.
  const first = specs.findIndex((one) => blockOf(vpc, one) === blockOf(vpc, spec));
  if (first === index && spec.startAddress === undefined && spec.cidrBlocks === undefined) {
    const reason = `must be given for the first tier in ${blockOf(vpc, spec)}, got nothing; it keeps the tier where it is, whatever others add`;
    issues.push({ propertyPath: `${path}.startAddress`, reason });
  }
  return issues;
}

const blockOf = ({ cidrBlocks }: VpcAttributes, { vpcCidrBlock }: SubnetSpec): string =>
  vpcCidrBlock ?? cidrBlocks[0] ?? "";
