import { expect } from "chai";
import fc from "fast-check";
import type { ValueMap } from "../../simulator";
import { faults } from "./networkInvariants";
import { beginnings, makers } from "./randomNetwork";
import type { Stack } from "./support";
import { type Made, newStack, types } from "./support";
import { runs } from "../support/propertyRuns";

/** Any sequence of requests, most of them nonsense: AWS takes some and refuses the others. */
interface Step {
  readonly does: "create" | "update" | "delete" | "wait";
  readonly type: string;
  /** Which of what there is the request names, and how it is varied. */
  readonly pick: number;
  readonly n: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  does: fc.oneof(
    { arbitrary: fc.constant("create" as const), weight: 12 },
    { arbitrary: fc.constantFrom("update" as const, "delete" as const), weight: 8 },
    { arbitrary: fc.constant("wait" as const), weight: 1 },
  ),
  type: fc.constantFrom(...Object.keys(makers)),
  pick: fc.nat(20),
  n: fc.nat(50),
});

/** A failure half-way leaves something that is known all the same. */
async function create(stack: Stack, pool: Made[], { type, pick, n }: Step, index: number) {
  const name = `${index}`;
  try {
    pool.push(await stack.create(type, name, makers[type]!({ pool, pick, n })));
  } catch (error) {
    const { partial } = error as { partial?: { id: string; properties: ValueMap } };
    const urn = `urn:pulumi:dev::net::${type}::${name}`;
    if (partial !== undefined) pool.push({ urn, type, name, inputs: {}, ...partial });
  }
}

/** Where a change makes another, the old one stays: an engine's replacement is two steps. */
async function update(stack: Stack, pool: Made[], { pick, n }: Step): Promise<void> {
  const at = pick % Math.max(pool.length, 1);
  const one = pool[at];
  if (one === undefined) return;
  const args = makers[one.type]!({ pool, pick: n, n: pick });
  try {
    if ((await stack.diff(one, args)).replaces.length > 0) return;
    pool[at] = await stack.update(one, args);
  } catch {
    // Refused: it is as it was.
  }
}

async function remove(stack: Stack, pool: Made[], index: number): Promise<boolean> {
  const one = pool[index];
  if (one === undefined) return false;
  try {
    await stack.delete(one);
    pool.splice(index, 1);
    return true;
  } catch {
    return false;
  }
}

async function take(stack: Stack, pool: Made[], one: Step, index: number): Promise<void> {
  if (one.does === "create") await create(stack, pool, one, index);
  else if (one.does === "update") await update(stack, pool, one);
  else if (one.does === "delete") await remove(stack, pool, one.pick % Math.max(pool.length, 1));
  else await stack.world.advance(one.n * 7200);
}

/** An engine deletes dependents first: here, again and again until nothing goes any more. */
async function destroy(stack: Stack, pool: Made[]): Promise<void> {
  for (let isGoing = true; isGoing;) {
    isGoing = false;
    for (let index = pool.length - 1; index >= 0; index--)
      if (await remove(stack, pool, index)) isGoing = true;
  }
}

const quotas = { vpcsPerRegion: 9, elasticIpsPerRegion: 9 };

/** Longer than AWS keeps anything that was deleted. */
const aWeekAndMore = 10 * 86_400;

describe("whatever is asked of the simulated AWS", () => {
  it("nothing overlaps, dangles or is owned twice, and deleting everything leaves nothing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 80 }), async (steps) => {
        const stack = await newStack({ quotas });
        const before = stack.world.fingerprint();
        const pool = await beginnings(stack);
        for (const [index, one] of steps.entries()) {
          await take(stack, pool, one, index);
          expect(faults([...stack.world.store.all()]), JSON.stringify(one)).to.deep.equal([]);
        }
        // Rules go with their group, routes with their table: what a refresh finds is itself, or gone.
        for (const one of pool) expect((await stack.refresh(one)).id).to.be.oneOf([one.id, ""]);
        await destroy(stack, pool);
        expect(pool).to.deep.equal([]);
        await stack.world.advance(aWeekAndMore);
        expect(stack.world.list()).to.deep.equal([]);
        expect(stack.world.fingerprint()).to.equal(before);
      }),
      { numRuns: runs(40) },
    );
  });

  it("the ids do not depend on the order", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6, maxLength: 6 }),
        async (order) => {
          const stack = await newStack();
          const vpc = await stack.create(types.vpc, "v", { cidrBlock: "10.0.0.0/16" });
          const ids: string[] = [];
          for (const n of order)
            ids[n] = (
              await stack.create(types.subnet, `s${n}`, {
                vpcId: vpc.id,
                cidrBlock: `10.0.${n}.0/24`,
              })
            ).id;
          const other = await newStack();
          const again = await other.create(types.vpc, "v", { cidrBlock: "10.0.0.0/16" });
          for (const n of [0, 1, 2, 3, 4, 5])
            expect(
              (
                await other.create(types.subnet, `s${n}`, {
                  vpcId: again.id,
                  cidrBlock: `10.0.${n}.0/24`,
                })
              ).id,
            ).to.equal(ids[n]);
        },
      ),
      { numRuns: runs(20) },
    );
  });
});
