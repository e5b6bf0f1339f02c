/**
 * The layouts of `awsx.ec2.Vpc` (3.x), written anew from what they do: `Auto`, and `Legacy`, which is
 * the default there. Both cut the VPC into as many equal parts as zones, rounded up to a power of two;
 * a zone's part is that of its place in the list, and its subnets follow one another in it.
 * https://www.pulumi.com/registry/packages/awsx/api-docs/ec2/vpc/
 */
import { CidrBlock } from "../cidrBlock";
import {
  blockAfter,
  blockAround,
  readBlock,
  type PublishedLayoutArgs,
  type TierLayout,
} from "./layout";

/** A tier as awsx has it. */
export interface AwsxSubnetSpec {
  type: "Public" | "Private" | "Isolated";
  /** @default - the type in lower case */
  name?: string;
  cidrMask?: number;
}

export interface AwsxLayoutArgs extends PublishedLayoutArgs {
  /** @default - one private and one public tier */
  subnetSpecs?: AwsxSubnetSpec[];
  /** awsx's `availabilityZoneCidrMask`. */
  availabilityZoneCidrMask?: number;
}

type LayoutByTier = Record<string, TierLayout>;

/** A size, and where it is counted from. */
interface Zone {
  readonly name: string;
  readonly part: CidrBlock;
}

/** Blocks by tier and zone, as `subnetStrategy: "Auto"` gives them. */
export function awsxAuto(args: AwsxLayoutArgs): LayoutByTier {
  const zones = partsOf(args);
  const zoneMask = maskOfPart(args);
  const specs = args.subnetSpecs ?? autoDefaults(zoneMask);
  const mask = zoneMask + bitsFor(specs.length);
  return collect(
    zones.flatMap(({ name, part }) => {
      let previous: CidrBlock | undefined;
      return specs.map((spec): Placed => {
        const length = spec.cidrMask ?? mask;
        const block = previous ? blockAfter(previous, length) : blockAround(part.first, length);
        previous = block;
        return [tierOf(spec), name, block.toString()];
      });
    }),
  );
}

/** Blocks by tier and zone, as `subnetStrategy: "Legacy"` gives them. */
export function awsxLegacy(args: AwsxLayoutArgs): LayoutByTier {
  const zones = partsOf(args);
  const { subnetSpecs } = args;
  if (subnetSpecs === undefined) return collect(zones.flatMap(legacyDefaults));
  // One tier alone has the whole part.
  const least = maskOfPart(args) + (subnetSpecs.length === 1 ? 0 : 1);
  return collect(
    zones.flatMap(({ name, part }) => {
      // The address before the part: nothing overlaps it.
      let current = new CidrBlock(4, part.first - 1n, 32);
      // Where the tiers of one type are counted from: after the last one of the type before.
      let base = part.first;
      return LEGACY_ORDER.flatMap(({ type, mask }) => {
        const placed = subnetSpecs
          .filter((spec) => spec.type === type)
          .map((spec, index): Placed => {
            const length = spec.cidrMask ?? Math.max(least, mask);
            const { size } = new CidrBlock(4, 0n, length);
            const counted = blockAround(base + size * BigInt(index), length);
            current = counted.overlaps(current) ? blockAfter(current, length) : counted;
            return [tierOf(spec), name, current.toString()];
          });
        if (placed.length > 0) base = current.last + 1n;
        return placed;
      });
    }),
  );
}

/** The order that `Legacy` places types in, and the size of each where none is asked for. */
const LEGACY_ORDER: readonly { type: AwsxSubnetSpec["type"]; mask: number }[] = [
  { type: "Private", mask: 19 },
  { type: "Public", mask: 20 },
  { type: "Isolated", mask: 24 },
];

type Placed = readonly [tier: string, zone: string, block: string];

/** The first half of the part, and the first half of the rest. */
function legacyDefaults({ name, part }: Zone): Placed[] {
  const half = blockAround(part.first, part.prefixLength + 1);
  const quarter = blockAfter(half, part.prefixLength + 2);
  return [
    ["private", name, half.toString()],
    ["public", name, quarter.toString()],
  ];
}

/** Half of the part, or of a /16 where that is smaller, and half of that. */
function autoDefaults(zoneMask: number): AwsxSubnetSpec[] {
  const largest = Math.max(zoneMask, 16);
  return [
    { type: "Private", cidrMask: largest + 1 },
    { type: "Public", cidrMask: largest + 2 },
  ];
}

function partsOf(args: AwsxLayoutArgs): Zone[] {
  const vpc = readBlock(args.cidrBlock);
  const mask = maskOfPart(args);
  return args.availabilityZoneNames.map((name, index) => ({
    name,
    part: vpc.part(mask, index),
  }));
}

function maskOfPart(args: AwsxLayoutArgs): number {
  return (
    args.availabilityZoneCidrMask ??
    readBlock(args.cidrBlock).prefixLength + bitsFor(args.availabilityZoneNames.length)
  );
}

/** How many bits it takes to count to a number. */
function bitsFor(count: number): number {
  return count === 0 ? 0 : Math.ceil(Math.log2(count));
}

function tierOf({ name, type }: AwsxSubnetSpec): string {
  return name ?? type.toLowerCase();
}

function collect(placed: readonly Placed[]): LayoutByTier {
  const layout: LayoutByTier = {};
  for (const [tier, zone, block] of placed) (layout[tier] ??= {})[zone] = block;
  return layout;
}
