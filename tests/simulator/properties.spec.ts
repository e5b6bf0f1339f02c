import { expect } from "chai";
import fc from "fast-check";
import type { Entity, ValueMap } from "../../simulator";
import { Address4 } from "ip-address";
import type { Stack } from "./support";
import { type Made, newStack, types } from "./support";
import { runs } from "../support/propertyRuns";

/** Any sequence of requests, most of them nonsense: AWS takes some and refuses the others. */
interface Step {
  readonly make: keyof typeof makers;
  /** Which of what there is the request names, and how it is varied. */
  readonly pick: number;
  readonly variant: number;
  readonly remove: boolean;
}

type Pool = readonly Made[];
const pickId = (pool: Pool, type: string, pick: number): string => {
  const found = pool.filter((one) => one.type === type);
  return found[pick % Math.max(found.length, 1)]?.id ?? "nothing-0";
};

const makers = {
  vpc: (_pool: Pool, _pick: number, n: number) => ({ cidrBlock: `10.${n % 3}.0.0/16` }),
  subnet: (pool: Pool, pick: number, n: number) => ({
    vpcId: pickId(pool, types.vpc, pick),
    cidrBlock: `10.${n % 3}.${(n % 4) * 16}.0/${20 + (n % 3)}`,
    availabilityZone: `us-east-1${"abz"[n % 3]!}`,
  }),
  internetGateway: (pool: Pool, pick: number) => ({ vpcId: pickId(pool, types.vpc, pick) }),
  eip: () => ({}),
  nat: (pool: Pool, pick: number, n: number) => ({
    subnetId: pickId(pool, types.subnet, pick),
    allocationId: pickId(pool, types.eip, n),
  }),
  routeTable: (pool: Pool, pick: number) => ({ vpcId: pickId(pool, types.vpc, pick) }),
  route: (pool: Pool, pick: number, n: number) => ({
    routeTableId: pickId(pool, types.routeTable, pick),
    destinationCidrBlock: `${8 + (n % 2)}.0.0.0/8`,
    ...(n % 2 === 0
      ? { natGatewayId: pickId(pool, types.nat, n) }
      : { gatewayId: pickId(pool, types.internetGateway, n) }),
  }),
  association: (pool: Pool, pick: number, n: number) => ({
    routeTableId: pickId(pool, types.routeTable, pick),
    subnetId: pickId(pool, types.subnet, n),
  }),
  group: (pool: Pool, pick: number) => ({ vpcId: pickId(pool, types.vpc, pick) }),
  ingress: (pool: Pool, pick: number, n: number) => ({
    securityGroupId: pickId(pool, types.group, pick),
    referencedSecurityGroupId: pickId(pool, types.group, n),
    ipProtocol: "-1",
  }),
  acl: (pool: Pool, pick: number) => ({ vpcId: pickId(pool, types.vpc, pick) }),
  aclAssociation: (pool: Pool, pick: number, n: number) => ({
    networkAclId: pickId(pool, types.acl, pick),
    subnetId: pickId(pool, types.subnet, n),
  }),
  endpoint: (pool: Pool, pick: number, n: number) => ({
    vpcId: pickId(pool, types.vpc, pick),
    serviceName: "com.amazonaws.us-east-1.sqs",
    vpcEndpointType: "Interface",
    subnetIds: [pickId(pool, types.subnet, n)],
    securityGroupIds: [pickId(pool, types.group, n)],
  }),
} satisfies Record<string, (pool: Pool, pick: number, n: number) => ValueMap>;

const step: fc.Arbitrary<Step> = fc.record({
  make: fc.constantFrom(...(Object.keys(makers) as (keyof typeof makers)[])),
  pick: fc.nat(20),
  variant: fc.nat(50),
  remove: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
});

/** A failure half-way leaves something that is known all the same. */
async function take(stack: Stack, pool: Made[], { make, pick, variant }: Step, n: number) {
  const args = makers[make](pool, pick, variant);
  try {
    pool.push(await stack.create(types[make], `${make}${n}`, args));
  } catch (error) {
    const { partial } = error as { partial?: { id: string; properties: ValueMap } };
    const name = `${make}${n}`;
    const urn = `urn:pulumi:dev::net::${types[make]}::${name}`;
    if (partial !== undefined) pool.push({ urn, type: types[make], name, inputs: {}, ...partial });
  }
}

async function removeOne(stack: Stack, pool: Made[], index: number): Promise<boolean> {
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

const fields = (one: Entity): Record<string, unknown> => one as unknown as Record<string, unknown>;

/** What must hold whatever was asked. Written apart from the rules that see to it. */
function faults(entities: readonly Entity[]): string[] {
  const found: string[] = [];
  const ids = new Set(entities.map((one) => one.id));
  const references = [
    "vpcId",
    "subnetId",
    "routeTableId",
    "securityGroupId",
    "networkAclId",
    "networkInterfaceId",
  ];
  for (const one of entities)
    for (const reference of references) {
      const id = fields(one)[reference];
      const isHeld = one.kind !== "nat-gateway" || fields(one).state !== "failed";
      if (typeof id === "string" && isHeld && !ids.has(id)) found.push(`${one.id} names ${id}`);
    }
  return [...found, ...overlaps(entities), ...owners(entities)];
}

function overlaps(entities: readonly Entity[]): string[] {
  const found: string[] = [];
  const subnets = entities.filter((one) => one.kind === "subnet").map(fields);
  const range = (cidr: unknown): [bigint, bigint] => {
    const block = new Address4(String(cidr));
    return [block.startAddress().bigInt(), block.endAddress().bigInt()];
  };
  for (const a of subnets)
    for (const b of subnets) {
      if (a.id === b.id || a.vpcId !== b.vpcId) continue;
      const [[low, high], [otherLow, otherHigh]] = [range(a.cidrBlock), range(b.cidrBlock)];
      if (low <= otherHigh && otherLow <= high) found.push(`${String(a.id)} overlaps`);
    }
  return found;
}

function owners(entities: readonly Entity[]): string[] {
  const found: string[] = [];
  for (const key of ["publicIp", "privateIp"]) {
    const owned = entities
      .filter((one) => one.kind === (key === "publicIp" ? "elastic-ip" : "network-interface"))
      .map((one) => JSON.stringify([fields(one).subnetId, fields(one)[key]]));
    if (new Set(owned).size !== owned.length) found.push(`an address is owned twice (${key})`);
  }
  return found;
}

describe("whatever is asked of the simulated AWS", () => {
  it("nothing overlaps, dangles or is owned twice, and deleting everything leaves nothing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 80 }), async (steps) => {
        const stack = await newStack();
        const before = stack.world.fingerprint();
        const pool: Made[] = [];
        for (const [n, one] of steps.entries()) {
          if (one.remove) await removeOne(stack, pool, one.pick % Math.max(pool.length, 1));
          else await take(stack, pool, one, n);
        }
        const entities = stack.world.list().flatMap(({ id }) => stack.world.show(id));
        expect(faults(entities)).to.deep.equal([]);
        // Rules go with their group, routes with their table: what a refresh finds is itself, or gone.
        for (const one of pool) expect((await stack.refresh(one)).id).to.be.oneOf([one.id, ""]);
        // An engine deletes dependents first: here, again and again until nothing goes any more.
        for (let gone = true; gone;) {
          gone = false;
          for (let index = pool.length - 1; index >= 0; index--)
            if (await removeOne(stack, pool, index)) gone = true;
        }
        expect(pool).to.deep.equal([]);
        expect(stack.world.fingerprint()).to.equal(before);
      }),
      { numRuns: runs(150) },
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
