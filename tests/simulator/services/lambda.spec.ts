import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { permit, trust } from "../lifecycleCases";
import {
  type Made,
  type Stack,
  messageOf,
  network,
  refusalOf,
  textOf,
  types,
  unknownValue,
} from "../support";
import { code, invalid, scene } from "./lambdaScene";

const permission = "aws:lambda/permission:Permission";
const alias = "aws:lambda/alias:Alias";
const layerVersion = "aws:lambda/layerVersion:LayerVersion";
const functionUrl = "aws:lambda/functionUrl:FunctionUrl";
const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

const managed = (name: string): string => `arn:aws:iam::aws:policy/service-role/${name}`;

describe("Lambda functions", () => {
  it("have an ARN, an invoke ARN and the latest version", async () => {
    const { stack, attempt } = await scene();
    const { id, properties } = await attempt({ name: "resize" });
    expect(id).to.equal("resize");
    const arn = textOf(properties, "arn");
    expect(arn).to.match(/^arn:aws:lambda:us-east-1:\d{12}:function:resize$/);
    expect(properties).to.include({
      invokeArn: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`,
      qualifiedArn: `${arn}:$LATEST`,
      version: "$LATEST",
    });
    expect(properties.loggingConfig).to.include({ logGroup: "/aws/lambda/resize" });
    expect(properties).to.deep.include({ architectures: ["x86_64"], memorySize: 128, timeout: 3 });
    const found = await stack.provider.invoke("aws:lambda/getFunction:getFunction", {
      functionName: "resize",
    });
    expect(found.result).to.include({ arn, handler: "index.handler" });
  });

  it("have names of their own", async () => {
    const { attempt } = await scene();
    await attempt({ name: "resize" });
    expect(await refusalOf(attempt({ name: "resize" }))).to.equal("ResourceConflictException");
    expect(await messageOf(attempt({ name: "a b" }))).to.contain("valid function name");
    expect(await refusalOf(attempt({ name: "x".repeat(65) }))).to.equal("ValidationException");
    expect(await refusalOf(attempt({ name: "x".repeat(64) }))).to.equal("none");
  });

  it("are refused in preview for what the provider knows", async () => {
    const { attempt } = await scene();
    const cases: readonly [ValueMap, string][] = [
      [{ memorySize: 127 }, "expected memory_size to be in the range (128 - 32768), got 127"],
      [{ timeout: 901 }, "expected timeout to be in the range (1 - 900), got 901"],
      [{ runtime: "node" }, "expected runtime to be one of"],
      [{ runtime: null }, "handler and runtime must be set when PackageType is Zip"],
      [{ code: null }, "one of `filename,image_uri,s3_bucket` must be specified"],
      [{ imageUri: "x" }, "only one of `filename,image_uri,s3_bucket` can be specified"],
      [{ code: null, s3Bucket: "b" }, "all of `s3_bucket,s3_key` must be specified"],
      [{ role: "role" }, '"role" (role) is an invalid ARN'],
      [{ ephemeralStorage: { size: 511 } }, "range (512 - 10240)"],
      [{ layers: ["a", "b", "c", "d", "e", "f"] }, "layers supports 5 item maximum"],
      [{ architectures: ["x86"] }, 'one of ["x86_64" "arm64"]'],
      [{ tracingConfig: { mode: "On" } }, 'one of ["Active" "PassThrough"]'],
      [{ fileSystemConfig: { localMountPath: "/data" } }, "must start with '/mnt/'"],
    ];
    for (const [args, said] of cases) expect(await messageOf(attempt(args))).to.contain(said);
  });

  it("need a role that is there, is seen and lets Lambda take it on", async () => {
    const { stack, role, attempt } = await scene();
    const arn = textOf(role.properties, "arn");
    expect(await messageOf(attempt({ role: `${arn}x` }))).to.contain("cannot be assumed by Lambda");
    const other = await stack.create(types.role, "other", {
      assumeRolePolicy: trust("ec2.amazonaws.com"),
    });
    await stack.world.advance(60);
    expect(await refusalOf(attempt({ role: other.properties.arn! }))).to.equal(invalid);
    const young = await stack.create(types.role, "young", {
      assumeRolePolicy: trust("lambda.amazonaws.com"),
    });
    const before = stack.world.store.clock;
    await attempt({ role: young.properties.arn! });
    expect(stack.world.store.clock).to.be.greaterThan(before);
  });

  it("have an environment of up to 4 KB, without Lambda's own variables", async () => {
    const { attempt } = await scene();
    const env = (variables: ValueMap): ValueMap => ({ environment: { variables } });
    expect(await refusalOf(attempt(env({ A1: "x".repeat(4085) })))).to.equal("none");
    expect(await messageOf(attempt(env({ A1: "x".repeat(4096) })))).to.contain("4KB limit");
    expect(await messageOf(attempt(env({ AWS_REGION: "x" })))).to.contain("reserved keys");
    expect(await refusalOf(attempt(env({ "A-B": "x" })))).to.equal("ValidationException");
  });

  it("have code that is there, of a runtime that Lambda still takes", async () => {
    const { stack, attempt } = await scene();
    expect(await refusalOf(attempt({ runtime: "python2.7" }))).to.equal(invalid);
    const fromS3 = { code: null, s3Bucket: "nowhere", s3Key: "f.zip" };
    expect(await messageOf(attempt(fromS3))).to.contain("NoSuchBucket");
    const image = (imageUri: string): ValueMap => ({
      ...{ code: null, handler: null, runtime: null },
      packageType: "Image",
      imageUri,
    });
    const host = "000000000000.dkr.ecr.us-east-1.amazonaws.com";
    expect(await refusalOf(attempt(image(`${host}/app:1`)))).to.equal("none");
    expect(await refusalOf(attempt(image("docker.io/app:1")))).to.equal(invalid);
    expect(await refusalOf(attempt(image(`${host.replace("east", "west")}/app:1`)))).to.equal(
      invalid,
    );
    expect(await refusalOf(attempt({ ...image(`${host}/app:1`), packageType: "Zip" }))).to.contain(
      "handler and runtime",
    );
    expect(await refusalOf(attempt({ packageType: "Image" }))).to.equal(invalid);
    expect(await refusalOf(attempt({ memorySize: 10_241 }))).to.equal("ValidationException");
    expect(stack.world.list().length).to.be.greaterThan(0);
  });

  it("have layers that are there, of their region", async () => {
    const { stack, attempt } = await scene();
    const layer = await stack.create(layerVersion, "one", { layerName: "one", ...code });
    expect(await refusalOf(attempt({ layers: [layer.id] }))).to.equal("none");
    const next = layer.id.replace(/1$/, "2");
    expect(await refusalOf(attempt({ layers: [next] }))).to.equal(invalid);
    const foreign = "arn:aws:lambda:us-east-1:017000801446:layer:powertools:7";
    expect(await refusalOf(attempt({ layers: [foreign] }))).to.equal("none");
    const away = foreign.replace("us-east-1", "eu-west-1");
    expect(await refusalOf(attempt({ layers: [away] }))).to.equal(invalid);
  });

  it("reserve no more than leaves a hundred to the others", async () => {
    const { stack, args, attempt } = await scene();
    const reserve = (reservedConcurrentExecutions: number): ValueMap => ({
      reservedConcurrentExecutions,
    });
    const one = await attempt(reserve(800));
    expect(await messageOf(attempt(reserve(101)))).to.contain("UnreservedConcurrentExecution");
    expect(await refusalOf(attempt(reserve(100)))).to.equal("none");
    const own = { ...args, ...reserve(800), name: one.id, description: "same" };
    expect(await refusalOf(stack.update(one, own))).to.equal("none");
  });

  it("send what fails to a queue or topic, if the role may", async () => {
    const { attempt } = await scene("sqs:SendMessage");
    const to = (target: string): ValueMap => ({
      deadLetterConfig: { targetArn: `arn:aws:${target}` },
    });
    expect(await refusalOf(attempt(to("sqs:us-east-1:000000000000:q")))).to.equal("none");
    expect(await messageOf(attempt(to("sns:us-east-1:000000000000:t")))).to.contain(
      "permissions to call Publish on SNS",
    );
    expect(await refusalOf(attempt(to("s3:::bucket")))).to.equal(invalid);
  });

  it("publish a version with each change, where told to", async () => {
    const { stack, args, attempt } = await scene();
    const one = await attempt({ publish: true });
    expect(one.properties.version).to.equal("1");
    const base = { ...args, publish: true, name: one.id };
    const preview = async (news: ValueMap): Promise<ValueMap> => {
      const inputs = await stack.check(one.type, one.name, news, one.inputs);
      const request = { ...one, oldInputs: one.inputs, oldOutputs: one.properties, news: inputs };
      const asked = { ...request, preview: true, timeout: 0, ignoreChanges: [] };
      return (await stack.provider.update(asked)).properties;
    };
    expect((await preview({ ...base, memorySize: 256 })).version).to.equal(unknownValue);
    expect((await preview({ ...base, tags: { a: "b" } })).version).to.equal("1");
    const two = await stack.update(one, { ...base, memorySize: 256 });
    expect(two.properties.version).to.equal("2");
    expect(two.properties.qualifiedArn).to.equal(`${textOf(one.properties, "arn")}:2`);
    const same = await stack.update(two, { ...base, memorySize: 256, tags: { a: "b" } });
    expect(same.properties.version).to.equal("2");
    const silent = await stack.update(same, { ...base, publish: false, memorySize: 512 });
    expect(silent.properties.version).to.equal("2");
  });

  it("are kept, where told so", async () => {
    const { stack, attempt } = await scene();
    const one = await attempt({ skipDestroy: true });
    await stack.delete(one);
    expect((await stack.refresh(one)).id).to.equal(one.id);
  });
});

describe("Lambda functions in a VPC", () => {
  async function inVpc(actions?: string) {
    const { stack, role, attempt, args } = await scene(actions);
    const { vpc, subnet, gateway } = await network(stack);
    const group = await stack.create(types.group, "one", { vpcId: vpc.id });
    const vpcConfig = { subnetIds: [subnet.id], securityGroupIds: [group.id] };
    return { stack, role, attempt, args, vpc, subnet, gateway, group, vpcConfig };
  }

  const interfaces = (stack: Stack): readonly unknown[] =>
    stack.world.list().filter((one) => one.kind === "network-interface");

  it("need a role that may make network interfaces", async () => {
    const { stack, role, attempt, vpcConfig } = await inVpc("");
    expect(await messageOf(attempt({ vpcConfig }))).to.contain(
      "The provided execution role does not have permissions to call CreateNetworkInterface on EC2",
    );
    expect(await refusalOf(attempt({}))).to.equal("none");
    const attach = (policyArn: string): Promise<Made> =>
      stack.create(attachment, policyArn.slice(-8), { role: role.id, policyArn });
    await attach(managed("AWSLambdaBasicExecutionRole"));
    expect(await refusalOf(attempt({ vpcConfig }))).to.equal(invalid);
    await attach(managed("AWSLambdaVPCAccessExecutionRole"));
    expect(await refusalOf(attempt({ vpcConfig }))).to.equal("none");
  });

  it("may be allowed so by a policy of the customer's own", async () => {
    const { stack, role, attempt, vpcConfig } = await inVpc("ec2:Describe*");
    expect(await refusalOf(attempt({ vpcConfig }))).to.equal(invalid);
    const policy = await stack.create("aws:iam/policy:Policy", "own", {
      policy: permit("ec2:*NetworkInterface?"),
    });
    const attached = { role: role.id, policyArn: policy.properties.arn! };
    const one = await stack.create(attachment, "own", attached);
    expect(await refusalOf(attempt({ vpcConfig }))).to.equal(invalid);
    await stack.update(policy, { policy: permit("ec2:Create*") });
    expect(await refusalOf(attempt({ vpcConfig }))).to.equal("none");
    await stack.delete(one);
    expect(await refusalOf(attempt({ vpcConfig }))).to.equal(invalid);
  });

  it("need subnets and groups that are there, both, of one VPC", async () => {
    const { stack, attempt, subnet, group } = await inVpc();
    const other = await stack.create(types.vpc, "other", { cidrBlock: "10.9.0.0/16" });
    const away = await stack.create(types.group, "away", { vpcId: other.id });
    const awaySubnet = await stack.create(types.subnet, "away", {
      vpcId: other.id,
      cidrBlock: "10.9.0.0/24",
      availabilityZone: "us-east-1b",
    });
    const of = (subnetIds: string[], securityGroupIds: string[]): ValueMap => ({
      vpcConfig: { subnetIds, securityGroupIds },
    });
    const cases: readonly [string[], string[], string][] = [
      [[subnet.id], [away.id], "Security Groups are required to be in the same VPC"],
      [[subnet.id, awaySubnet.id], [group.id], "Subnets are required to be in the same VPC"],
      [["subnet-0"], [group.id], "InvalidSubnetID.NotFound"],
      [[subnet.id], ["sg-0"], "InvalidGroup.NotFound"],
      [[subnet.id], [], "must coexist or be both empty"],
    ];
    for (const [subnets, groups, said] of cases)
      expect(await messageOf(attempt(of(subnets, groups)))).to.contain(said);
    expect(await refusalOf(attempt(of([], [])))).to.equal("none");
    const { properties } = await attempt(of([subnet.id], [group.id]));
    expect(properties.vpcConfig).to.include({ vpcId: subnet.properties.vpcId });
  });

  it("share an interface with those of the same subnet and groups", async () => {
    const { stack, attempt, vpc, group, vpcConfig } = await inVpc();
    await attempt({ vpcConfig });
    await attempt({ vpcConfig });
    expect(interfaces(stack)).to.have.length(1);
    const more = await stack.create(types.group, "more", { vpcId: vpc.id });
    await attempt({ vpcConfig: { ...vpcConfig, securityGroupIds: [group.id, more.id] } });
    expect(interfaces(stack)).to.have.length(2);
  });

  it("leave their interfaces for 35 minutes, and subnet and group with them", async () => {
    const { stack, attempt, subnet, group, vpcConfig } = await inVpc();
    const one = await attempt({ vpcConfig });
    const two = await attempt({ vpcConfig });
    await stack.delete(one);
    await stack.world.advance(3600);
    expect(interfaces(stack)).to.have.length(1);
    await stack.delete(two);
    await stack.world.advance(34 * 60);
    expect(interfaces(stack)).to.have.length(1);
    const hurried = (made: Made): Promise<string> =>
      refusalOf(stack.provider.delete({ ...made, timeout: 30 }));
    expect(await hurried(group)).to.equal("DependencyViolation");
    expect(await hurried(subnet)).to.equal("DependencyViolation");
    await stack.world.advance(60);
    expect(interfaces(stack)).to.have.length(0);
    expect(await hurried(group)).to.equal("none");
    expect(await hurried(subnet)).to.equal("none");
  });

  it("take up an interface again that lingers", async () => {
    const { stack, attempt, vpcConfig } = await inVpc();
    await stack.delete(await attempt({ vpcConfig }));
    await attempt({ vpcConfig });
    await stack.world.advance(3600);
    expect(interfaces(stack)).to.have.length(1);
  });

  it("move to other subnets and groups in place, and what they leave lingers", async () => {
    const { stack, attempt, args, vpc, vpcConfig } = await inVpc();
    const one = await attempt({ vpcConfig });
    const other = await stack.create(types.group, "other", { vpcId: vpc.id });
    const moved = { ...vpcConfig, securityGroupIds: [other.id] };
    const two = await stack.update(one, { ...args, name: one.id, vpcConfig: moved });
    expect(two.properties.vpcConfig).to.deep.include({ securityGroupIds: [other.id] });
    expect(interfaces(stack)).to.have.length(2);
    await stack.world.advance(3600);
    expect(interfaces(stack)).to.have.length(1);
  });

  it("give up their groups before they go, where told to", async () => {
    const { stack, attempt, subnet, group, vpcConfig } = await inVpc();
    const one = await attempt({ vpcConfig, replaceSecurityGroupsOnDestroy: true });
    await stack.delete(one);
    const hurried = (made: Made): Promise<string> =>
      refusalOf(stack.provider.delete({ ...made, timeout: 30 }));
    expect(await hurried(group)).to.equal("none");
    expect(await hurried(subnet)).to.equal("DependencyViolation");
  });
});

describe("what stands on a Lambda function", () => {
  it("statements have ids of their own in a function's policy, and names made up", async () => {
    const { stack, attempt } = await scene();
    const [one, two] = [await attempt(), await attempt()];
    const allow = { action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com" };
    const add = (name: string, args: ValueMap): Promise<Made> =>
      stack.create(permission, name, { ...allow, ...args });
    const named = await add("a", { function: one.id });
    expect(named.id).to.match(/^a-[0-9a-f]{7}$/);
    await add("b", { function: one.id, statementId: "api" });
    expect(await refusalOf(add("c", { function: one.id, statementId: "api" }))).to.equal(
      "ResourceConflictException",
    );
    const elsewhere = await add("d", { function: two.properties.arn!, statementId: "api" });
    expect(elsewhere.id).to.equal("api");
    expect((await stack.refresh(elsewhere)).properties.function).to.equal(two.properties.arn);
    expect(await refusalOf(add("e", { function: "nobody" }))).to.equal("ResourceNotFoundException");
    expect(await refusalOf(add("f", { function: one.id, qualifier: "9" }))).to.equal(
      "ResourceNotFoundException",
    );
    expect(await refusalOf(add("g", { function: one.id, principal: "some body" }))).to.equal(
      invalid,
    );
    expect(await messageOf(add("h", { function: one.id, action: "invoke it" }))).to.contain(
      "valid action",
    );
    expect(await messageOf(add("i", { function: one.id, sourceAccount: "1" }))).to.contain(
      "12 digits",
    );
  });

  it("goes with the function", async () => {
    const { stack, attempt } = await scene();
    const one = await attempt();
    const on = { function: one.id, action: "lambda:*", principal: "*" };
    const statement = await stack.create(permission, "a", on);
    const url = { functionName: one.id, authorizationType: "NONE" };
    const address = await stack.create(functionUrl, "a", url);
    await stack.delete(one);
    expect((await stack.refresh(statement)).id).to.equal("");
    expect((await stack.refresh(address)).id).to.equal("");
  });

  it("aliases point to versions that are there", async () => {
    const { stack, attempt } = await scene();
    const one = await attempt({ publish: true });
    const args = { functionName: one.id, functionVersion: "1" };
    const made = await stack.create(alias, "a", { ...args, name: "live" });
    expect(made.id).to.equal(`${textOf(one.properties, "arn")}:live`);
    expect(await refusalOf(stack.create(alias, "b", { ...args, name: "live" }))).to.equal(
      "ResourceConflictException",
    );
    expect(await refusalOf(stack.create(alias, "b", { ...args, functionVersion: "2" }))).to.equal(
      "ResourceNotFoundException",
    );
    expect(await refusalOf(stack.create(alias, "b", { ...args, functionName: "x" }))).to.equal(
      "ResourceNotFoundException",
    );
    expect(await messageOf(stack.create(alias, "b", { ...args, name: "7" }))).to.contain("name");
    const weighted = { routingConfig: { additionalVersionWeights: { $LATEST: 0.1 } } };
    expect(await refusalOf(stack.create(alias, "b", { ...args, ...weighted }))).to.equal(invalid);
    expect(
      await refusalOf(stack.create(functionUrl, "u", { ...url(one), qualifier: "live" })),
    ).to.equal("none");
  });

  const url = (one: Made): ValueMap => ({ functionName: one.id, authorizationType: "AWS_IAM" });

  it("a function, and each of its aliases, has one address", async () => {
    const { stack, attempt } = await scene();
    const one = await attempt();
    const made = await stack.create(functionUrl, "a", url(one));
    expect(made.properties.functionUrl).to.match(
      /^https:\/\/0000[0-9a-f]{28}\.lambda-url\.us-east-1\.on\.aws\/$/,
    );
    const second = (args: ValueMap): Promise<string> =>
      refusalOf(stack.create(functionUrl, "b", args));
    expect(await second(url(one))).to.equal("ResourceConflictException");
    expect(await second({ ...url(one), qualifier: "none" })).to.equal("ResourceNotFoundException");
    expect(await second({ ...url(one), functionName: "x" })).to.equal("ResourceNotFoundException");
    expect(await second({ ...url(one), authorizationType: "ANY" })).to.contain("one of");
    expect(await second({ ...url(one), cors: { maxAge: 86_401 } })).to.contain("range");
  });

  it("layers count their versions", async () => {
    const { stack } = await scene();
    const one = await stack.create(layerVersion, "a", { layerName: "l", ...code });
    const two = await stack.create(layerVersion, "b", { layerName: "l", ...code });
    expect([one.properties.version, two.properties.version]).to.deep.equal(["1", "2"]);
    expect(two.properties.layerArn).to.equal(one.properties.layerArn);
    const attempt = (args: ValueMap): Promise<string> =>
      refusalOf(stack.create(layerVersion, "c", { layerName: "l", ...args }));
    expect(await attempt({})).to.equal(invalid);
    expect(await attempt({ s3Bucket: "nowhere", s3Key: "k" })).to.equal(invalid);
    expect(await attempt({ ...code, s3Bucket: "b" })).to.contain("conflicts with");
    expect(await attempt({ ...code, compatibleRuntimes: ["node"] })).to.contain("one of");
    const kept = await stack.create(layerVersion, "d", {
      ...code,
      layerName: "k",
      skipDestroy: true,
    });
    await stack.delete(kept);
    expect((await stack.refresh(kept)).id).to.equal(kept.id);
  });
});
