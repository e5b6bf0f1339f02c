/** From Pulumi's names and values to Terraform's: without Terraform, by small schemas. */
import { expect } from "chai";
import { unknownValue } from "../../simulator/support";
import { asTheyStand, configurationOf, unordered, without } from "./configuration";
import type { Deployed } from "./deployment";
import { decode, encode, unknown, type TerraformValue } from "./msgpack";
import { terraformType } from "./names";
import { proposed } from "./proposed";
import { canonical } from "./sameness";
import type { Block, ProviderSchema, TypeExpression } from "./schema";
import { translate } from "./translate";

const rule: TypeExpression = ["object", { cidr_blocks: ["list", "string"], from_port: "number" }];
const block: Block = {
  attributes: {
    id: { type: "string", computed: true },
    arn: { type: "string", computed: true },
    vpc_id: { type: "string", required: true },
    enabled: { type: "bool", optional: true },
    tags: { type: ["map", "string"], optional: true },
    subnet_ids: { type: ["set", "string"], optional: true, computed: true },
    ingress: { type: ["set", rule], optional: true },
  },
  block_types: {
    options: {
      nesting_mode: "list",
      max_items: 1,
      block: { attributes: { kind: { type: "string", optional: true } } },
    },
    entry: {
      nesting_mode: "list",
      block: { attributes: { port: { type: "number", optional: true } } },
    },
  },
};

describe("a resource in Terraform's words", () => {
  it("has every attribute, by Pulumi's plurals and flattened lists", () => {
    const { value, strangers } = translate("aws_thing", block, {
      vpcId: unknownValue,
      enabled: "true",
      tags: { camelCase: "as it is" },
      subnetIds: ["a"],
      ingress: [{ cidrBlocks: ["10.0.0.0/8"] }],
      options: { kind: 7 },
      entries: [{ port: "80" }, {}],
      region: "us-east-1",
      __defaults: [],
    });
    expect(value).to.deep.equal({
      id: null,
      arn: null,
      vpc_id: unknown,
      enabled: true,
      tags: { camelCase: "as it is" },
      subnet_ids: ["a"],
      ingress: [{ cidr_blocks: ["10.0.0.0/8"], from_port: null }],
      options: [{ kind: "7" }],
      entry: [{ port: 80 }, { port: null }],
    });
    expect(strangers).to.deep.equal(["region"]);
  });

  it("refuses a value that is of no such kind", () => {
    expect(() => translate("aws_thing", block, { enabled: "perhaps" })).to.throw("enabled");
    expect(() => translate("aws_thing", block, { tags: "none" })).to.throw("tags");
  });

  it("has its type by the module, by the table, or without a module", () => {
    const known = { aws_vpc: 1, aws_db_instance: 1, aws_lb: 1, aws_kms_key: 1, aws_key: 1 };
    expect(terraformType("aws:ec2/vpc:Vpc", known)).to.equal("aws_vpc");
    expect(terraformType("aws:rds/instance:Instance", known)).to.equal("aws_db_instance");
    expect(terraformType("aws:lb/loadBalancer:LoadBalancer", known)).to.equal("aws_lb");
    expect(terraformType("aws:kms/key:Key", known)).to.equal("aws_kms_key");
    expect(terraformType("aws:sqs/queue:Queue", known)).to.equal(undefined);
  });

  it("is read from the wire as it was written there", () => {
    const values: readonly TerraformValue[] = [
      null,
      true,
      false,
      0,
      -1,
      200,
      70_000,
      -40_000,
      2 ** 40,
      1.5,
      "",
      "ä".repeat(70_000),
      [1, [unknown]],
      { a: { b: [] } },
    ];
    for (const value of values) expect(decode(encode(value))).to.deep.equal(value);
    // As the provider writes the same: in as few bytes as will do.
    expect(decode(Buffer.of(0x82, 0xa1, 0x61, 0xe0, 0xa1, 0x62, 0x91, 0xcc, 0xff))).to.deep.equal({
      a: -32,
      b: [255],
    });
    expect(decode(Buffer.of(0xc7, 2, 12, 0x80, 0x80))).to.equal(unknown);
  });

  it("is proposed with what AWS filled in before, and nothing that was left out", () => {
    const prior = translate("aws_thing", block, { vpcId: "v", subnetIds: ["a"], enabled: true });
    const config = translate("aws_thing", block, { vpcId: "w", entries: [{ port: 1 }] });
    expect(proposed(block, { ...prior.value, id: "thing-1" }, config.value)).to.deep.equal({
      ...config.value,
      id: "thing-1",
      subnet_ids: ["a"],
    });
  });

  it("is the same in another order of a set, and not of a list", () => {
    const set = { kind: "attribute", attribute: { type: ["set", "string"] } } as const;
    const list = { kind: "attribute", attribute: { type: ["list", "string"] } } as const;
    expect(canonical(set, ["a", "b"])).to.equal(canonical(set, ["b", "a"]));
    expect(canonical(list, ["a", "b"])).not.to.equal(canonical(list, ["b", "a"]));
    expect(canonical(set, [])).to.equal(canonical(set, null));
  });
});

describe("a deployment as Terraform's configuration", () => {
  const schema: ProviderSchema = {
    provider: { version: 0, block: {} },
    resource_schemas: { aws_thing: { version: 0, block } },
  };
  const deployed = (name: string, id: string, inputs: Deployed["inputs"]): Deployed => ({
    urn: `urn:pulumi:dev::p::aws:things/thing:Thing::${name}`,
    type: "aws:ec2/thing:Thing",
    id,
    inputs,
    outputs: { ...inputs, arn: `arn:aws:things:us-east-1:1:thing/${id}` },
    dependencies: [],
  });
  const one = deployed("one", "thing-0123456789abcdef0", { vpcId: "v", tags: { a: "${b}%{c}" } });
  const made = configurationOf(
    schema,
    [
      one,
      deployed("one", "thing-0123456789abcdef1", { vpcId: one.id, region: "eu-west-1" }),
      {
        ...deployed("three", "thing-0123456789abcdef3", {
          vpcId: `{"on":"arn:aws:things:us-east-1:1:thing/${one.id}/*"}`,
        }),
        dependencies: [one.urn],
      },
      { ...one, type: "aws:no/such:Such" },
    ],
    "us-east-1",
  );

  it("refers to what was made, and to nothing else", () => {
    expect(made.resource).to.deep.equal({
      aws_thing: {
        "n-one": { vpc_id: "v", tags: { a: "$${b}%%{c}" } },
        "n-one-1": { vpc_id: "${aws_thing.n-one.id}", provider: "aws.eu-west-1" },
        "n-three": {
          vpc_id: '{"on":"${aws_thing.n-one.arn}/*"}',
          depends_on: ["aws_thing.n-one-1"],
        },
      },
    });
    expect(made.strangers).to.deep.equal([["aws:no/such:Such", "the type"]]);
  });

  it("has no order but that of references where none is wanted", () => {
    const { resource } = unordered(made);
    expect(resource.aws_thing!["n-three"]).to.deep.equal({
      vpc_id: '{"on":"${aws_thing.n-one.arn}/*"}',
    });
  });

  it("leaves what stands as it is, whatever is written", () => {
    const { resource } = asTheyStand(made, new Set(["aws_thing.n-one"]));
    expect(resource.aws_thing!["n-one"]).to.include.keys("vpc_id", "lifecycle");
    expect(resource.aws_thing!["n-one-1"]).not.to.have.property("lifecycle");
  });

  it("is cut down without leaving what refers to the rest", () => {
    const { resource } = without(made, new Set(["aws_thing.n-one"]));
    expect(resource).to.deep.equal({});
    const others = without(made, new Set(["aws_thing.n-three"]));
    expect(Object.keys(others.resource.aws_thing!)).to.deep.equal(["n-one", "n-one-1"]);
  });
});
