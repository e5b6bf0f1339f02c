/**
 * After any edit but of the block, a mask or the reserved slots, a subnet that is still there has its
 * URN, its block and all inputs that a change of would replace it. `bench/stability` counts what the
 * same kinds of edit move elsewhere.
 */
import { expect } from "chai";
import fc from "fast-check";
import type * as net from "../../components";
import { Vpc } from "../../components";
import { planVpc } from "../../components/vpc/vpcPlan";
import { runs } from "../support/propertyRuns";
import { inventory, ofTypes, record } from "./recordedMocks";
import { anyEdit, listed, placed, placedEdit, tierAtTheEnd } from "./stability/networks";

/** What decides where a subnet is, by what its URN is made of; undefined where the edit is refused. */
function subnets(args: net.VpcArgs): Map<string, string> | undefined {
  const plan = planVpc(args);
  if (plan.issues.length > 0) return undefined;
  return new Map(
    plan.tiers.flatMap(({ spec, subnets: own }) =>
      own.map(({ availabilityZone, cidrBlock, ipv6Index }) => [
        `${spec.name} ${availabilityZone}`,
        `${cidrBlock ?? ""} ${args.ipv6 === true ? (ipv6Index ?? "none") : "-"}`,
      ]),
    ),
  );
}

/** What a program writes by hand may differ: only what it does not write must not. */
function writtenByHand(args: net.VpcArgs): Set<string> {
  return new Set(
    args.subnetSpecs.flatMap(({ name, cidrBlocks }) =>
      Object.keys(cidrBlocks ?? {}).map((zone) => `${name} ${zone}`),
    ),
  );
}

interface Counts {
  edits: number;
  refused: number;
  kept: number;
}

/** Follows a network through edits; each that is accepted is the start of the next. */
function follow(
  first: net.VpcArgs,
  edits: readonly { name: string; make: (args: net.VpcArgs) => net.VpcArgs }[],
  counts: Counts,
): void {
  let [args, before] = [first, subnets(first)];
  expect(before, JSON.stringify(planVpc(first).issues)).to.not.equal(undefined);
  for (const { name, make } of edits) {
    const next = make(args);
    const after = subnets(next);
    counts.edits += 1;
    if (after === undefined) {
      counts.refused += 1;
      continue;
    }
    const byHand = new Set([...writtenByHand(args), ...writtenByHand(next)]);
    const withIpv6 = args.ipv6 === true && next.ipv6 === true;
    for (const [key, place] of before ?? []) {
      const now = after.get(key);
      if (now === undefined || byHand.has(key)) continue;
      const compare = (text: string) => (withIpv6 ? text : text.split(" ")[0]);
      expect(compare(now), `${key} after ${name}`).to.equal(compare(place));
      counts.kept += 1;
    }
    [args, before] = [next, after];
  }
}

describe("the subnets of a network", () => {
  it("stay where they are through thousands of edits, where the tiers have places", () => {
    const counts = { edits: 0, refused: 0, kept: 0 };
    fc.assert(
      fc.property(placed, fc.array(placedEdit, { minLength: 1, maxLength: 6 }), (args, edits) => {
        follow(args, edits, counts);
      }),
      { numRuns: runs(2000) },
    );
    // Refusing everything would move nothing either.
    expect(counts.refused / counts.edits).to.be.lessThan(0.2);
    expect(counts.kept).to.be.greaterThan(10 * runs(2000));
  });

  it("stay where they are where the list decides, and tiers come at the end and go by being reserved", () => {
    const counts = { edits: 0, refused: 0, kept: 0 };
    const edits = fc
      .tuple(fc.array(anyEdit, { maxLength: 5 }), fc.option(tierAtTheEnd, { nil: undefined }))
      .map(([some, last]) => (last ? [...some, last] : some));
    fc.assert(
      fc.property(listed, edits, (args, all) => {
        follow(args, all, counts);
      }),
      { numRuns: runs(2000) },
    );
    expect(counts.refused / counts.edits).to.be.lessThan(0.2);
    expect(counts.kept).to.be.greaterThan(10 * runs(2000));
  });

  it("keep their URNs and every input that a change of would replace them", async function () {
    this.timeout(120_000);
    const REPLACING = [
      ...["availabilityZone", "availabilityZoneId", "cidrBlock", "vpcId", "ipv6Native"],
      ...["outpostArn", "ipv6CidrBlock"],
    ];
    const made = async (args: net.VpcArgs) => {
      const recording = await record(() => new Vpc("main", args));
      const all = Object.entries(ofTypes(inventory(recording), "Subnet"));
      const urns = recording.urns.filter((urn) => urn.includes("ec2/subnet:Subnet"));
      const places = all.map(([key, inputs]) => [
        key,
        JSON.stringify(REPLACING.map((name) => inputs[name])),
      ]);
      return { urns, places: new Map(places as [string, string][]) };
    };
    const sameIpv6 = placedEdit.filter(({ name }) => !["IPv6 or none", "a block by hand"].includes(name)); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(placed, sameIpv6, async (args, { name, make }) => {
        const next = make(args);
        if (planVpc(next).issues.length > 0) return;
        const [before, after] = [await made(args), await made(next)];
        for (const [key, place] of before.places) {
          if (after.places.has(key))
            expect(after.places.get(key), `${key} ${name}`).to.equal(place);
        }
        const kept = [...before.places.keys()].filter((key) => after.places.has(key));
        const shared = before.urns.filter((urn) => after.urns.includes(urn));
        expect(shared).to.have.length(kept.length);
      }),
      { numRuns: runs(10) },
    );
  });
});
