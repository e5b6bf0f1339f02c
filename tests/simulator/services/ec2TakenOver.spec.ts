import { expect } from "chai";
import { openWorld, primeWorld } from "../../../simulator";
import { suites } from "../lifecycleCases";
import { type Made, Stack, newStack } from "../support";

const account = "123456789012";
const modules =
  /^aws:(ec2transitgateway|vpc|ec2\/(?!instance|launchTemplate|keyPair|placementGroup|volume))/;

/** Of what another account has, and no state of this one: taken as it stands, unchecked. */
const foreign = "aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter";

/** As a stack's state has it. */
const stateOf = ({ urn, type, id, inputs, properties }: Made) => ({
  urn,
  type,
  id,
  custom: true,
  inputs,
  outputs: properties,
});

describe("a network taken over from a stack's state, in another world", () => {
  for (const suite of suites)
    for (const one of suite.cases.filter(({ type }) => modules.test(type) && type !== foreign))
      it(`${one.type} is as it was`, async () => {
        const before = await newStack({ account, seed: "another" });
        const { ids, made } = (await suite.surroundings?.(before)) ?? { ids: {}, made: [] };
        const thing = await before.create(one.type, "one", one.args(ids));
        const world = await openWorld({ account });
        const refreshed: Made[] = [];
        for (const each of [...made, thing]) refreshed.push(await before.refresh(each));
        const resources = refreshed.map(stateOf);
        const { standing } = await primeWorld(world, resources, { account, region: "us-east-1" });
        expect(standing).to.deep.equal([]);
        const stack = await Stack.open(world);
        const was = refreshed.at(-1)!;
        const read = await stack.refresh(was);
        expect(read.properties).to.deep.equal(was.properties);
        expect((await stack.diff(read, one.args(ids))).diffs).to.deep.equal([]);
        await stack.delete(read);
      });
});
