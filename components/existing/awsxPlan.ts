/** The tiers, zones and places of an `awsx.ec2.Vpc`, from the arguments it was given: plain, with all that is wrong. */
import * as pulumi from "@pulumi/pulumi";
import { layouts, parseCidrBlock, type Issue } from "../../net";
import { oneOf, SubnetType } from "../network";
import type { AwsxTier, AwsxVpcArgs } from "./awsxVpcArgs";

/** One tier in one zone. */
interface AwsxPlace {
  readonly tier: string;
  readonly zone: string;
  /** Which of awsx's subnets, and of its route tables, it is. */
  readonly index: number;
  /** Undefined where awsx's rules for it are not known here. */
  readonly cidrBlock: string | undefined;
}

export interface AwsxPlan {
  readonly issues: readonly Issue[];
  readonly cidrBlock: string;
  readonly subnetTypes: Record<string, SubnetType>;
  readonly places: readonly AwsxPlace[];
  /** Whether the block of every place is known. */
  readonly isLaidOut: boolean;
}

const CIDR_BLOCK = "10.0.0.0/16";
const DEFAULT_TIERS: readonly AwsxTier[] = [{ type: "Private" }, { type: "Public" }];
const TYPES: Readonly<Record<string, SubnetType>> = {
  Public: SubnetType.Public,
  Private: SubnetType.Private,
  Isolated: SubnetType.Isolated,
};
/** Kept free, with no subnet. */
const UNUSED = "Unused";
const ORDER: readonly string[] = Object.keys(TYPES);

export function planAwsx(args: AwsxVpcArgs): AwsxPlan {
  const { cidrBlock = CIDR_BLOCK } = args;
  const issues = refuseOutputs(args);
  if (issues.length === 0) issues.push(...refuseZones(args), ...refuseTiers(args));
  const none = { cidrBlock, subnetTypes: {}, places: [], isLaidOut: false };
  if (issues.length > 0) return { issues, ...none };
  // awsx's own order within a zone; tiers of one type stay as they are.
  const tiers = (args.subnetSpecs ?? DEFAULT_TIERS)
    .filter(({ type }) => type !== UNUSED)
    .sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
  const layout = layoutOf({ ...args, cidrBlock }, tiers);
  const zones = args.availabilityZoneNames;
  const places = zones.flatMap((zone, zoneIndex) =>
    tiers.map((tier, index) => ({
      tier: nameOf(tier),
      zone,
      index: zoneIndex * tiers.length + index,
      cidrBlock: layout?.[nameOf(tier)]?.[zone],
    })),
  );
  return {
    issues,
    cidrBlock,
    subnetTypes: Object.fromEntries(
      tiers.map((tier) => [nameOf(tier), TYPES[tier.type] ?? SubnetType.Isolated]),
    ),
    places,
    isLaidOut: places.every((place) => place.cidrBlock !== undefined),
  };
}

const nameOf = ({ name, type }: AwsxTier): string => name ?? type.toLowerCase();

const PLAIN = ["availabilityZoneNames", "cidrBlock", "subnetSpecs", "subnetStrategy"] as const;
const PLAIN_TOO = ["availabilityZoneCidrMask", "assignGeneratedIpv6CidrBlock", "region"] as const;

/** What awsx takes as an output may be one there, and not here. */
function refuseOutputs(args: AwsxVpcArgs): Issue[] {
  return [...PLAIN, ...PLAIN_TOO].flatMap((key) => {
    if (!pulumi.Output.isInstance(args[key])) return [];
    const reason = "must be a plain value, got an output; tiers and zones are told from it";
    return [{ propertyPath: key, reason }];
  });
}

function refuseZones({ availabilityZoneNames: zones, cidrBlock, subnetStrategy }: AwsxVpcArgs) {
  const issues: Issue[] = [];
  const add = (propertyPath: string, reason: string) => issues.push({ propertyPath, reason });
  if (zones.length === 0)
    add("availabilityZoneNames", "must name the zones that awsx was given, got none");
  for (const [index, zone] of zones.entries())
    if (zones.indexOf(zone) !== index)
      add(`availabilityZoneNames[${index}]`, `must be a zone of its own, got "${zone}" again`);
  const block = parseCidrBlock(cidrBlock ?? CIDR_BLOCK);
  if (!block.ok) add("cidrBlock", block.reason);
  if (subnetStrategy === "AutoMerge")
    add(
      "subnetStrategy",
      'must be "Legacy", "Auto" or "Exact", got "AutoMerge", whose tiers are not all among its arguments; give the attributes by hand',
    );
  return issues;
}

function refuseTiers({ subnetSpecs = [], availabilityZoneNames: zones }: AwsxVpcArgs): Issue[] {
  return subnetSpecs.flatMap((tier, index) => {
    const { type, cidrBlocks } = tier;
    const at = `subnetSpecs[${index}]`;
    const types = { ...Object.fromEntries(ORDER.map((one) => [one, one])), [UNUSED]: UNUSED };
    if (!(type in types))
      return [{ propertyPath: `${at}.type`, reason: `must be ${oneOf(types)}, got "${type}"` }];
    if (type === UNUSED) return [];
    const first = subnetSpecs.findIndex(
      (one) => one.type !== UNUSED && nameOf(one) === nameOf(tier),
    );
    const twice = `must be a name of its own, got "${nameOf(tier)}", which is that of subnetSpecs[${first}]`;
    const many = `must have a block for each of the ${zones.length} zones, got ${cidrBlocks?.length ?? 0}`;
    return [
      ...(first === index ? [] : [{ propertyPath: `${at}.name`, reason: twice }]),
      ...(cidrBlocks === undefined || cidrBlocks.length === zones.length
        ? []
        : [{ propertyPath: `${at}.cidrBlocks`, reason: many }]),
    ];
  });
}

type Layout = Record<string, Record<string, string>>;

/** By awsx's published rules, where they are known; its own blocks where it was given them. */
function layoutOf(
  args: AwsxVpcArgs & { readonly cidrBlock: string },
  tiers: readonly AwsxTier[],
): Layout | undefined {
  const { subnetSpecs, availabilityZoneNames: zones, subnetStrategy = "Legacy" } = args;
  if (tiers.some(({ cidrBlocks }) => cidrBlocks !== undefined))
    return Object.fromEntries(
      tiers.map((tier) => [
        nameOf(tier),
        Object.fromEntries(zones.map((zone, index) => [zone, tier.cidrBlocks?.[index] ?? ""])),
      ]),
    );
  const isSized = (subnetSpecs ?? []).some(
    ({ type, size }) => type === UNUSED || size !== undefined,
  );
  if (isSized || subnetStrategy === "Exact") return undefined;
  const published = subnetStrategy === "Auto" ? layouts.awsxAuto : layouts.awsxLegacy;
  type Published = Parameters<typeof layouts.awsxAuto>[0];
  return published({ ...args, subnetSpecs: subnetSpecs as Published["subnetSpecs"] });
}

/** What tells a network from the one that its arguments make; undefined where nothing does. */
export function unlikeCount(expected: number, found: number): string | undefined {
  if (found === expected) return undefined;
  return unlike(`it has ${found} subnets, and its arguments make ${expected}`);
}

/** The same of one subnet, by where it is and its block. */
export function unlikePlace(
  { tier, zone, cidrBlock }: Pick<AwsxPlace, "tier" | "zone" | "cidrBlock">,
  foundZone: string | undefined,
  foundBlock: string | undefined,
): string | undefined {
  const isAlike = foundZone === zone && (cidrBlock === undefined || cidrBlock === foundBlock);
  if (isAlike) return undefined;
  const expected = cidrBlock === undefined ? zone : `${cidrBlock} in ${zone}`;
  return unlike(
    `its subnet of "${tier}" is ${foundBlock ?? "without IPv4"} in ${foundZone ?? "no zone"}, and by its arguments ${expected}`,
  );
}

const unlike = (what: string): string =>
  `Vpc.fromAwsx was given other arguments than the network: ${what}; give both the same object`;
