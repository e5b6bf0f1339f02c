/** The properties of every modelled type beside the real provider's own schema. */
import { expect } from "chai";
import { modelledTypes } from "../../../simulator";
import { findModel } from "../../../simulator/services/registry";
import { compareDeclared } from "./declared";
import { expectFound, expectListed } from "./differences";
import { foundOrSkipped, schemaOf } from "./judge";
import { terraformType } from "./names";
import type { ProviderSchema } from "./schema";

describe("the schema of Terraform's AWS provider", () => {
  let schema: ProviderSchema;

  before(async function () {
    this.timeout(60_000);
    schema = await schemaOf(foundOrSkipped(this));
  });

  it("has every type that is modelled, by the rule of names or by the table", () => {
    const { resource_schemas: known } = schema;
    expect(
      modelledTypes().filter((type) => terraformType(type, known) === undefined),
    ).to.deep.equal([]);
  });

  it("agrees on each property: that it exists, its kind, whether it is required, who fills it in", () => {
    const { resource_schemas: known } = schema;
    const found = modelledTypes().flatMap((token) => {
      const type = terraformType(token, known);
      const model = findModel(token);
      if (type === undefined || model === undefined) return [];
      return compareDeclared(model, type, known[type]!.block);
    });
    expectListed("Properties", found);
    expectFound("Properties", found);
  });
});
