/** Random networks and random edits of them: everything but the block, a mask and the reserved slots. */
import fc from "fast-check";
import * as net from "../../../components";

const LETTERS = ["a", "b", "c", "d", "e", "f"];
const NAMES = ["public", "private", "database", "cache", "pods", "build"];
const TYPES = Object.values(net.SubnetType);
/** Each has room for six slots of /24, and is a /64 slot of its own. */
const PLACES = Array.from({ length: 12 }, (_, index) => index);

const placeOf = (place: number) => ({ startAddress: `10.0.${place * 16}.0`, ipv6Slot: place });

const zones = fc
  .shuffledSubarray(LETTERS, { minLength: 1 })
  .map((letters) => letters.map((letter) => `us-east-1${letter}`));

/** Tiers that all have places of their own. */
export const placed: fc.Arbitrary<net.VpcArgs> = fc
  .record({
    availabilityZoneNames: zones,
    names: fc.shuffledSubarray(NAMES, { minLength: 1, maxLength: 5 }),
    places: fc.shuffledSubarray(PLACES, { minLength: 5, maxLength: 5 }),
    types: fc.array(fc.constantFrom(...TYPES), { minLength: 5, maxLength: 5 }),
    masks: fc.array(fc.integer({ min: 24, max: 27 }), { minLength: 5, maxLength: 5 }),
    ipv6: fc.boolean(),
  })
  .map(({ availabilityZoneNames, names, places, types, masks, ipv6 }) => ({
    cidrBlock: "10.0.0.0/16",
    reservedAvailabilityZones: 6,
    ipv6,
    availabilityZoneNames,
    subnetSpecs: names.map((name, index) => ({
      name,
      type: types[index]!,
      cidrMask: masks[index]!,
      ...placeOf(places[index]!),
    })),
  }));

/** The same without places: the list decides. */
export const listed: fc.Arbitrary<net.VpcArgs> = placed.map((args) => ({
  ...args,
  subnetSpecs: args.subnetSpecs.map(({ startAddress: _, ipv6Slot: __, ...spec }) => spec),
}));

interface Edit {
  readonly name: string;
  readonly make: (args: net.VpcArgs) => net.VpcArgs;
}

const edit = <T>(
  name: string,
  drawn: fc.Arbitrary<T>,
  make: (args: net.VpcArgs, value: T) => net.VpcArgs,
): fc.Arbitrary<Edit> =>
  drawn.map((value) => ({ name, make: (args: net.VpcArgs) => make(args, value) }));

const withTiers = (
  args: net.VpcArgs,
  change: (specs: net.SubnetSpec[]) => net.SubnetSpec[],
): net.VpcArgs => ({ ...args, subnetSpecs: change(args.subnetSpecs) });

/** A tier by a number that may be larger than the list is long. */
const changed = (
  specs: readonly net.SubnetSpec[],
  pick: number,
  change: (spec: net.SubnetSpec) => net.SubnetSpec,
): net.SubnetSpec[] =>
  specs.map((spec, index) => (index === pick % specs.length ? change(spec) : spec));

const without = (args: net.VpcArgs, key: keyof net.VpcArgs): net.VpcArgs =>
  Object.fromEntries(
    Object.entries(args).filter(([name]) => name !== key),
  ) as unknown as net.VpcArgs;

/** Edits after which no subnet moves, whether or not the tiers have places. */
export const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  edit("other zones, in another order", zones, (args, availabilityZoneNames) => ({
    ...args,
    availabilityZoneNames,
  })),
  edit("a tier reserved", fc.nat(), (args, pick) =>
    withTiers(args, (specs) => changed(specs, pick, (spec) => ({ ...spec, reserved: true }))),
  ),
  edit("a tier in its first zone only", fc.nat(), (args, pick) =>
    withTiers(args, (specs) =>
      changed(specs, pick, (spec) => ({
        ...spec,
        availabilityZones: args.availabilityZoneNames!.slice(0, 1),
      })),
    ),
  ),
  edit("another type", fc.tuple(fc.nat(), fc.constantFrom(...TYPES)), (args, [pick, type]) =>
    withTiers(args, (specs) => changed(specs, pick, (spec) => ({ ...spec, type }))),
  ),
  edit("tags", fc.nat(), (args, pick) =>
    withTiers(args, (specs) => changed(specs, pick, (spec) => ({ ...spec, tags: { Team: "a" } }))),
  ),
  edit("a block by hand", fc.nat(), (args, pick) =>
    withTiers(args, (specs) =>
      changed(specs, pick, (spec) => ({
        ...spec,
        cidrBlocks: { [args.availabilityZoneNames![0]!]: "10.0.255.240/28" },
      })),
    ),
  ),
  edit("IPv6 or none", fc.boolean(), (args, ipv6) => ({ ...args, ipv6 })),
  edit("a secondary block with a tier", fc.constant(15), (args, ipv6Slot) => ({
    ...args,
    secondaryCidrBlocks: ["100.64.0.0/16"],
    subnetSpecs: [
      ...args.subnetSpecs,
      {
        name: "secondary",
        type: net.SubnetType.Private,
        vpcCidrBlock: "100.64.0.0/16",
        startAddress: "100.64.0.0",
        ipv6Slot,
        remaining: true,
      },
    ],
  })),
  edit("occupied space", fc.constant("10.0.254.0/24"), (args, block) => ({
    ...args,
    occupiedCidrBlocks: [block],
  })),
  edit("another region and tags", fc.constant("us-east-1"), (args, region) => ({
    ...args,
    region,
    tags: { Region: region },
  })),
  edit(
    "tables by tier",
    fc.constantFrom(...Object.values(net.RouteTableStrategy)),
    (args, one) => ({
      ...args,
      routeTableStrategy: one,
    }),
  ),
  edit("no region", fc.constant("region" as const), (args, key) => without(args, key)),
);

/** A tier more, at the end of the list. */
export const tierAtTheEnd: fc.Arbitrary<Edit> = edit(
  "a tier at the end",
  fc.constantFrom(...TYPES),
  (args, type) => withTiers(args, (specs) => [...specs, { name: "added", type, cidrMask: 26 }]),
);

/** What moves no subnet where tiers have places. */
export const placedEdit: fc.Arbitrary<Edit> = fc.oneof(
  anyEdit,
  edit("a tier dropped", fc.nat(), (args, pick) =>
    withTiers(args, (specs) =>
      specs.length === 1 ? specs : specs.filter((_, index) => index !== pick % specs.length),
    ),
  ),
  edit("tiers reordered", fc.nat(), (args, pick) =>
    withTiers(args, (specs) => [
      ...specs.slice(pick % specs.length),
      ...specs.slice(0, pick % specs.length).reverse(),
    ]),
  ),
  edit("a tier in front", fc.nat(), (args, pick) =>
    withTiers(args, (specs) => {
      const free = PLACES.filter((place) => specs.every(({ ipv6Slot }) => ipv6Slot !== place));
      const place = free[pick % free.length]!;
      return [
        { name: "added", type: net.SubnetType.Private, cidrMask: 25, ...placeOf(place) },
        ...specs,
      ];
    }),
  ),
  // What is left is shared by all slots: the one kind of tier with a place that more of them move.
  edit("more reserved slots", fc.integer({ min: 6, max: 16 }), (args, slots) =>
    args.subnetSpecs.some(({ remaining }) => remaining === true)
      ? args
      : { ...args, reservedAvailabilityZones: slots },
  ),
);
