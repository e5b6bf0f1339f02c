import { expect } from "chai";
import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { allocateSubnets, type AllocationRequest } from "../../net";

/** Zones a to f; tiers of mixed sizes, in a VPC that they fit. */
const LETTERS = ["a", "b", "c", "d", "e", "f"];
const TIERS = ["public", "private", "database", "cache", "intra"];

const zones = fc
  .subarray(LETTERS, { minLength: 1 })
  .chain((letters) => fc.shuffledSubarray(letters, { minLength: letters.length }))
  .map((letters) => letters.map((letter) => `us-east-1${letter}`));

const tiers = fc
  .array(fc.integer({ min: 22, max: 28 }), { minLength: 1, maxLength: TIERS.length })
  .map((masks) => masks.map((cidrMask, index) => ({ name: TIERS[index]!, cidrMask })));

const requests = fc
  .record({
    cidrBlock: fc.constantFrom("10.0.0.0/16", "172.31.0.0/16", "192.168.128.0/17"),
    availabilityZones: zones,
    subnetSpecs: tiers,
  })
  .map((request): AllocationRequest => ({
    ...request,
    availabilityZonesArgument: "availabilityZoneNames",
    reservedAvailabilityZones: LETTERS.length,
  }));

/** `tier zone` to block. */
function blocks(request: AllocationRequest): Map<string, string> {
  const { tiers: allocated, issues } = allocateSubnets(request);
  expect(issues).to.deep.equal([]);
  return new Map(
    allocated.flatMap((tier) =>
      tier.subnets.map(
        ({ zone, cidrBlock }) => [`${tier.name} ${zone.name}`, cidrBlock.toString()] as const,
      ),
    ),
  );
}

/** First and last address as numbers, by ipaddr.js alone. */
function ends(text: string): [number, number] {
  const number = (address: { octets: number[] }): number =>
    address.octets.reduce((value, octet) => value * 256 + octet, 0);
  return [
    number(ipaddr.IPv4.networkAddressFromCIDR(text)),
    number(ipaddr.IPv4.broadcastAddressFromCIDR(text)),
  ];
}

/** Every subnet of `before` that `after` has too is where it was. */
function expectNoneMoved(before: Map<string, string>, after: Map<string, string>): void {
  for (const [subnet, block] of after) {
    if (before.has(subnet))
      expect(`${subnet} ${block}`).to.equal(`${subnet} ${before.get(subnet)!}`);
  }
}

describe("subnet allocation, whatever is asked", () => {
  it("gives every tier and zone one subnet of the tier's size", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const wanted = request.subnetSpecs.flatMap(({ name, cidrMask }) =>
          request.availabilityZones.map((zone) => `${name} ${zone} /${cidrMask ?? 0}`),
        );
        const got = [...blocks(request)].map(
          ([subnet, block]) => `${subnet} /${block.split("/")[1] ?? ""}`,
        );
        expect(got.sort()).to.deep.equal(wanted.sort());
      }),
    );
  });

  it("keeps every subnet inside the VPC, aligned, and apart from all others", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const [vpcFirst, vpcLast] = ends(request.cidrBlock);
        const all = [...blocks(request).values()];
        for (const block of all) {
          const [first, last] = ends(block);
          expect(first >= vpcFirst && last <= vpcLast, `${block} inside`).to.equal(true);
          expect(block.split("/")[0]).to.equal(
            ipaddr.IPv4.networkAddressFromCIDR(block).toString(),
          );
          const touching = all.filter((other) => ends(other)[0] <= last && first <= ends(other)[1]);
          expect(touching).to.deep.equal([block]);
        }
      }),
    );
  });

  it("moves no subnet when zones are added, dropped or reordered", () => {
    fc.assert(
      fc.property(requests, zones, (request, other) => {
        expectNoneMoved(blocks(request), blocks({ ...request, availabilityZones: other }));
      }),
    );
  });

  it("moves no subnet when a tier is added at the end", () => {
    fc.assert(
      fc.property(requests, fc.integer({ min: 24, max: 28 }), (request, cidrMask) => {
        const subnetSpecs = [...request.subnetSpecs, { name: "added", cidrMask }];
        const before = blocks(request);
        const after = blocks({ ...request, subnetSpecs });
        expectNoneMoved(before, after);
        expect(after.size).to.equal(before.size + request.availabilityZones.length);
      }),
    );
  });

  it("moves no other subnet when one is given a block, and takes it back", () => {
    fc.assert(
      fc.property(requests, fc.nat(), (request, pick) => {
        const [first] = request.subnetSpecs;
        const zone = request.availabilityZones[pick % request.availabilityZones.length]!;
        const free = `${request.cidrBlock.split(".").slice(0, 2).join(".")}.255.240/28`;
        const given = { ...first!, cidrBlocks: { [zone]: free } };
        const before = blocks(request);
        const after = blocks({
          ...request,
          subnetSpecs: [given, ...request.subnetSpecs.slice(1)],
        });
        expect(after.get(`${first!.name} ${zone}`)).to.equal(free);
        after.set(`${first!.name} ${zone}`, before.get(`${first!.name} ${zone}`)!);
        expectNoneMoved(before, after);
      }),
    );
  });

  it("covers with the reserved blocks all subnets that any zones would have, and no other tier's", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const everywhere = blocks({
          ...request,
          availabilityZones: LETTERS.map((letter) => `us-east-1${letter}`),
        });
        for (const tier of allocateSubnets(request).tiers) {
          const size = (list: string[]) =>
            list.reduce((sum, block) => sum + ends(block)[1] - ends(block)[0] + 1, 0);
          const own = [...everywhere].filter(([key]) => key.startsWith(`${tier.name} `));
          const covers = tier.reserved.map(String);
          for (const [, block] of own) {
            const [first, last] = ends(block);
            expect(covers.some((one) => ends(one)[0] <= last && first <= ends(one)[1])).to.equal(
              true,
            );
          }
          expect(size(covers)).to.equal(size(own.map(([, block]) => block)));
        }
      }),
    );
  });
});
