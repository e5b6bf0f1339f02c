import { expect } from "chai";
import { openWorld, type Operation } from "../../simulator";
import {
  Stack,
  messageOf,
  network,
  newStack,
  providerUrn,
  refusalOf,
  types,
  textOf,
} from "./support";

const account = (stack: Stack): Promise<string> =>
  stack.provider
    .invoke("aws:index/getCallerIdentity:getCallerIdentity", {})
    .then(({ result }) => textOf(result, "accountId"));

describe("the provider's account", () => {
  it("imports from the region that is named with the id", async () => {
    const stack = await newStack();
    const made = await stack.create(types.vpc, "v", {
      cidrBlock: "10.0.0.0/16",
      region: "eu-west-1",
    });
    const imported = (id: string) =>
      stack.provider.read({ ...made, id, inputs: {}, properties: {} });
    expect((await imported(made.id)).id).to.equal("");
    const found = await imported(`${made.id}@eu-west-1`);
    expect(found.id).to.equal(made.id);
    expect(found.inputs.region).to.equal("eu-west-1");
    expect((await stack.provider.read({ ...made, id: `${made.id}@eu-west-1` })).id).to.equal("");
  });

  it("is each stack's own, and begins with zeros", async () => {
    const world = await openWorld();
    const dev = await account(await Stack.open(world));
    const prod = await account(await Stack.open(world, {}, { stack: "prod", project: "net" }));
    expect(dev).to.match(/^0000\d{8}$/);
    expect(prod).to.match(/^0000\d{8}$/);
    expect(prod).to.not.equal(dev);
  });

  it("is the allowed one, the world's, or that of the role taken on", async () => {
    const world = await openWorld({ account: "111111111111" });
    const of = async (config: Record<string, string>): Promise<string> =>
      account(await Stack.open(world, config));
    expect(await of({})).to.equal("111111111111");
    expect(await of({ allowedAccountIds: `["222222222222"]` })).to.equal("222222222222");
    const assumeRoles = `[{"roleArn":"arn:aws:iam::333333333333:role/deploy"}]`;
    expect(await of({ assumeRoles })).to.equal("333333333333");
    expect(await messageOf(of({ assumeRoles, allowedAccountIds: `["222222222222"]` }))).to.equal(
      "AWS account ID not allowed: 333333333333",
    );
    expect(await messageOf(of({ forbiddenAccountIds: `["111111111111"]` }))).to.equal(
      "AWS account ID not allowed: 111111111111",
    );
  });

  it("is nobody else's: what stands in one is not found from another, nor from another region", async () => {
    const world = await openWorld();
    const dev = await Stack.open(world);
    const prod = await Stack.open(world, {}, { stack: "prod", project: "net" });
    const west = await Stack.open(world, { region: "us-west-2" });
    const { vpc } = await network(dev);
    for (const other of [prod, west]) {
      expect(
        await refusalOf(
          other.create(types.subnet, "s", { vpcId: vpc.id, cidrBlock: "10.0.9.0/24" }),
        ),
      ).to.equal("InvalidVpcID.NotFound");
      expect((await other.provider.read({ ...vpc, properties: {}, inputs: {} })).id).to.equal("");
    }
  });
});

describe("the provider's region", () => {
  it("may be a resource's own", async () => {
    const stack = await newStack();
    const vpc = await stack.create(types.vpc, "v", {
      cidrBlock: "10.0.0.0/16",
      region: "eu-west-1",
    });
    expect(vpc.properties.region).to.equal("eu-west-1");
    expect(vpc.properties.arn).to.match(/^arn:aws:ec2:eu-west-1:/);
    expect((await stack.diff(vpc, { cidrBlock: "10.0.0.0/16" })).replaces).to.deep.equal([
      "region",
    ]);
    await stack.delete(vpc);
    expect(stack.world.isEmpty()).to.equal(true);
  });

  it("must be one that is modelled", async () => {
    const world = await openWorld();
    expect(await messageOf(Stack.open(world, { region: "us-east-9" }))).to.match(
      /^the simulated AWS has no region "us-east-9": it has us-east-1, us-east-2, /,
    );
    const { failures } = await world
      .providerFactory()({ package: "aws", version: "", urn: "" })
      .checkConfig(providerUrn(), {}, { region: "us-east-9" });
    expect(failures.map((one) => one.property)).to.deep.equal(["region"]);
  });

  it("replaces the provider when it changes", async () => {
    const { provider } = await newStack();
    const diff = await provider.diffConfig("", { region: "us-east-1" }, { region: "us-west-2" });
    expect(diff.replaces).to.deep.equal(["region"]);
  });

  it("has its zones, by names that are the account's own and ids that are everybody's", async () => {
    const world = await openWorld();
    const zones = async (allowed: string): Promise<{ names: string[]; zoneIds: string[] }> => {
      const stack = await Stack.open(world, { allowedAccountIds: `["${allowed}"]` });
      const token = "aws:index/getAvailabilityZones:getAvailabilityZones";
      return (await stack.provider.invoke(token, {})).result as never;
    };
    const one = await zones("111111111111");
    const two = await zones("222222222222");
    expect(one.names).to.deep.equal(["a", "b", "c", "d", "e", "f"].map((z) => `us-east-1${z}`));
    expect(two.names).to.deep.equal(one.names);
    expect([...two.zoneIds].sort()).to.deep.equal([...one.zoneIds].sort());
    expect(two.zoneIds).to.not.deep.equal(one.zoneIds);
  });
});

describe("ids", () => {
  it("are AWS's in form, begin with zeros, and follow from seed and URN alone", async () => {
    const make = async (
      seed: string,
      order: readonly string[],
    ): Promise<Record<string, string>> => {
      const stack = await newStack({ seed });
      const ids: Record<string, string> = {};
      for (const name of order) ids[name] = (await stack.create(types.eip, name, {})).id;
      return ids;
    };
    const one = await make("a", ["x", "y"]);
    expect(one.x).to.match(/^eipalloc-00000[0-9a-f]{12}$/);
    expect(await make("a", ["y", "x"])).to.deep.equal(one);
    expect(await make("b", ["x", "y"])).to.not.deep.equal(one);
  });

  it("are new in each life of a URN", async () => {
    const stack = await newStack();
    const first = await stack.create(types.eip, "x", {});
    await stack.delete(first);
    expect((await stack.create(types.eip, "x", {})).id).to.not.equal(first.id);
  });
});

describe("autonames", () => {
  it("are kept, and another for a replacement, and given up for a name of one's own", async () => {
    const stack = await newStack();
    const one = await stack.create(types.logGroup, "app", {});
    const name = one.inputs.name;
    expect(name).to.match(/^app-[0-9a-f]{7}$/);
    expect((await stack.check(types.logGroup, "app", {}, one.inputs)).name).to.equal(name);
    expect((await stack.check(types.logGroup, "app", {})).name).to.not.equal(name);
    const own = { ...one, inputs: await stack.check(types.logGroup, "app", { name: "/own" }) };
    const back = await stack.diff(own, {});
    expect(back.replaces).to.deep.equal(["name"]);
    expect(back.deleteBeforeReplace).to.equal(false);
  });

  it("of one's own are given up before they are taken again", async () => {
    const stack = await newStack();
    const args = { name: "/own", logGroupClass: "STANDARD" };
    const one = await stack.create(types.logGroup, "app", args);
    const diff = await stack.diff(one, { ...args, logGroupClass: "INFREQUENT_ACCESS" });
    expect(diff.deleteBeforeReplace).to.equal(true);
  });
});

describe("types that are not modelled", () => {
  const bucket = "aws:s3/bucketMetric:BucketMetric";
  const topic = "aws:sns/smsPreferences:SmsPreferences";

  it("are refused together, with the remedy", async () => {
    const stack = await newStack();
    const messages = await Promise.all([
      messageOf(stack.check(topic, "t", {})),
      messageOf(stack.check(bucket, "b", {})),
    ]);
    for (const message of messages)
      expect(message).to.equal(
        `the simulated AWS does not model ${bucket}, ${topic}; with --generic all (or --generic ${bucket} --generic ${topic}) ` +
          "such resources are taken with an id and their inputs only, and counted as not modelled",
      );
  });

  for (const generic of ["all", [bucket]] as const)
    it(`are taken with ${JSON.stringify(generic)}, and counted`, async () => {
      const stack = await newStack({ generic });
      const before = stack.world.fingerprint();
      const one = await stack.create(bucket, "b", { bucket: "x" });
      expect(one.id).to.match(/^sim-00000[0-9a-f]{12}$/);
      expect(one.properties).to.deep.equal({ id: one.id, bucket: "x" });
      expect(stack.world.unmodelled.get(bucket)).to.equal(1);
      const diff = await stack.diff(one, { bucket: "y" });
      expect(diff.diffs).to.deep.equal(["bucket"]);
      const changed = await stack.refresh(await stack.update(one, { bucket: "y" }));
      expect(changed.properties.bucket).to.equal("y");
      await stack.delete(changed);
      expect(stack.world.fingerprint()).to.equal(before);
    });
});

describe("look-ups", () => {
  const invoke = async (stack: Stack, token: string, args = {}) =>
    (await stack.provider.invoke(token, args)).result;

  it("answer region, partition and policy documents", async () => {
    const stack = await newStack();
    expect(await invoke(stack, "aws:index/getRegion:getRegion")).to.deep.equal({
      description: "US East (N. Virginia)",
      endpoint: "ec2.us-east-1.amazonaws.com",
      id: "us-east-1",
      name: "us-east-1",
      region: "us-east-1",
    });
    expect((await invoke(stack, "aws:index/getPartition:getPartition")).partition).to.equal("aws");
    const { minifiedJson } = await invoke(stack, "aws:iam/getPolicyDocument:getPolicyDocument", {
      statements: [
        {
          actions: ["sts:AssumeRole"],
          principals: [{ type: "Service", identifiers: ["lambda.amazonaws.com"] }],
        },
      ],
    });
    expect(minifiedJson).to.equal(
      `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"lambda.amazonaws.com"}}]}`,
    );
  });

  it("find the default VPC, which is no leftover", async () => {
    const stack = await newStack();
    const vpc = await invoke(stack, "aws:ec2/getVpc:getVpc", { default: true });
    expect(vpc.cidrBlock).to.equal("172.31.0.0/16");
    const args = { filters: [{ name: "vpc-id", values: [vpc.id] }] };
    expect((await invoke(stack, "aws:ec2/getSubnets:getSubnets", args)).ids).to.have.length(6);
    const group = await stack.create(types.group, "g", {});
    expect(group.properties.vpcId).to.equal(vpc.id);
    await stack.delete(group);
    expect(stack.world.isEmpty()).to.equal(true);
  });

  it("can be built upon: a default subnet that was found takes a NAT gateway", async () => {
    const stack = await newStack();
    const { ids } = await invoke(stack, "aws:ec2/getSubnets:getSubnets");
    const [subnetId] = ids as string[];
    const eip = await stack.create(types.eip, "nat", {});
    const nat = await stack.create(types.nat, "n", { subnetId: subnetId!, allocationId: eip.id });
    expect(nat.properties.subnetId).to.equal(subnetId);
  });

  it("without an answer fail by name", async () => {
    const stack = await newStack();
    expect(await messageOf(invoke(stack, "aws:eks/getCluster:getCluster"))).to.match(
      /^the simulated AWS has no answer to aws:eks\/getCluster:getCluster; it answers aws:/,
    );
  });
});

describe("each operation", () => {
  it("is told, with the time that it takes on AWS", async () => {
    const told: Operation[] = [];
    const stack = await newStack({ onOperation: (one) => told.push(one) });
    const { subnet } = await network(stack);
    const eip = await stack.create(types.eip, "nat", {});
    await stack.delete(
      await stack.create(types.nat, "n", { subnetId: subnet.id, allocationId: eip.id }),
    );
    expect(
      told.map(({ action, type, seconds }) => [action, type.split(":")[2], seconds]),
    ).to.deep.equal([
      ["create", "Vpc", 2],
      ["create", "InternetGateway", 1],
      ["create", "Subnet", 1],
      ["create", "Eip", 1],
      ["create", "NatGateway", 106],
      ["delete", "NatGateway", 57],
    ]);
  });
});
