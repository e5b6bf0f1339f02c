import { expect } from "chai";
import { openWorld, primeWorld } from "../../../simulator";
import { suites } from "../lifecycleCases";
import { type Made, Stack, newStack, refusalOf } from "../support";

const account = "123456789012";
const modules = /^aws:(iam|kms|s3|secretsmanager)\//;

/** As a stack's state has it. */
const stateOf = ({ urn, type, id, inputs, properties }: Made) => ({
  urn,
  type,
  id,
  custom: true,
  inputs,
  outputs: properties,
});

describe("taken over from a stack's state, in another world", () => {
  for (const suite of suites)
    for (const one of suite.cases.filter(({ type }) => modules.test(type)))
      it(`${one.type} is as it was`, async () => {
        const options = { account, seed: "another" };
        const before = await newStack(options);
        const { ids, made } = (await suite.surroundings?.(before)) ?? { ids: {}, made: [] };
        const thing = await before.create(one.type, "one", one.args(ids));
        const world = await openWorld({ account });
        const resources = [...made, thing].map(stateOf);
        const { standing } = await primeWorld(world, resources, { account, region: "us-east-1" });
        expect(standing).to.deep.equal([]);
        const stack = await Stack.open(world);
        const read = await stack.refresh(thing);
        expect(read.properties).to.deep.equal(thing.properties);
        expect((await stack.diff(read, one.args(ids))).diffs).to.deep.equal([]);
        await stack.delete(read);
      });

  it("objects whose id is their key alone, as older providers had it", async () => {
    const before = await newStack({ account });
    const bucket = await before.create("aws:s3/bucket:Bucket", "b", { bucket: "mine" });
    const args = { bucket: "mine", key: "k", content: "c" };
    const made = await before.create("aws:s3/bucketObjectv2:BucketObjectv2", "o", args);
    const object = { ...made, id: "k" };
    const world = await openWorld({ account });
    const resources = [bucket, object].map(stateOf);
    const { standing } = await primeWorld(world, resources, { account, region: "us-east-1" });
    expect(standing).to.deep.equal([]);
    const stack = await Stack.open(world);
    expect((await stack.refresh(object)).properties.key).to.equal("k");
    expect(await refusalOf(stack.delete(bucket))).to.equal("BucketNotEmpty");
    await stack.delete(object);
    expect(await refusalOf(stack.delete(bucket))).to.equal("none");
  });
});
