import { expect } from "chai";
import fc from "fast-check";
import { readNetwork, type ResourceRecord } from "../../../analysis/model";
import { runs } from "../../support/propertyRuns";
import { resources } from "./support/describedResources";
import { unknown, type Values } from "./support/stack";

/** What a property never should be, and what nobody knows yet. */
const junk = fc.oneof(
  fc.constantFrom(
    null,
    unknown,
    "",
    "-1",
    0,
    -7,
    true,
    [],
    {},
    [unknown],
    [null],
    [[]],
    "sg-",
    "::/129",
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

interface Damage {
  readonly record: number;
  readonly property: number;
  readonly value: unknown;
  readonly isPlanned: boolean;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  record: fc.nat(resources.length - 1),
  property: fc.nat(12),
  value: junk,
  isPlanned: fc.boolean(),
});

function damaged(record: ResourceRecord, { property, value, isPlanned }: Damage): ResourceRecord {
  const names = Object.keys(record.outputs);
  const name = names[property % names.length] ?? "vpcId";
  const change = (values: Values): Values => ({ ...values, [name]: value });
  const outputs = change(record.outputs);
  return isPlanned
    ? { ...record, id: undefined, inputs: change(record.inputs), outputs: {} }
    : { ...record, inputs: change(record.inputs), outputs };
}

describe("analysis model: whatever the resources say", () => {
  it("is read without an exception, and each part is there", () => {
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 8 }), (all) => {
        const records = [...resources];
        for (const one of all) {
          const record = records[one.record];
          if (record !== undefined) records[one.record] = damaged(record, one);
        }
        const network = readNetwork(records);
        expect(network.vpcs).to.have.length(2);
        expect(network.subnets).to.have.length(2);
        expect(network.vpcEndpoints).to.have.length(2);
        expect(JSON.parse(JSON.stringify(network))).to.be.an("object");
      }),
      { numRuns: runs(200) },
    );
  });
});
