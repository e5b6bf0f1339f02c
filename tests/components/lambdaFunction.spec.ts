import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { inventory, messageOf, record } from "./recordedMocks";
import { SITE } from "./site";

const code = new pulumi.asset.AssetArchive({ "index.mjs": new pulumi.asset.StringAsset("//") });
type Args = Partial<net.LambdaFunctionArgs>;
const build = (args: Args) => () =>
  new net.LambdaFunction("main-resize", { vpc: SITE, securityGroupIds: ["sg-1"], code, ...args });
const inventoryOf = async (args: Args = {}) => inventory(await record(build(args)));
const refusal = async (args: Args) => (await messageOf(build(args))).split("\n").slice(1);
const json = (text: unknown): unknown => JSON.parse(text as string);

describe("LambdaFunction", () => {
  it("makes a function in the private subnets, its role and its log group", async () => {
    const all = await inventoryOf();
    const role = all["Role main-resize < LambdaFunction"];
    expect(json(role?.assumeRolePolicy)).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "lambda.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      ],
    });
    const policy = all["RolePolicy main-resize < LambdaFunction"]?.policy;
    const made = all["Function main-resize < LambdaFunction"];
    expect(all).to.deep.equal({
      "LambdaFunction main-resize < ": {},
      "LogGroup main-resize < LambdaFunction": {
        retentionInDays: 30,
        tags: { Name: "main-resize" },
      },
      "Role main-resize < LambdaFunction": {
        description: "What a Lambda function runs as",
        assumeRolePolicy: role?.assumeRolePolicy,
        tags: { Name: "main-resize" },
      },
      "RolePolicyAttachment main-resize < LambdaFunction": {
        role: "main-resize",
        policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole",
      },
      "Function main-resize < LambdaFunction": {
        code: made?.code,
        handler: "index.handler",
        runtime: "nodejs22.x",
        architectures: ["arm64"],
        memorySize: 128,
        timeout: 3,
        role: "arn:aws:iam::123456789012:role/main-resize",
        loggingConfig: { logFormat: "JSON", logGroup: "main-resize" },
        vpcConfig: {
          subnetIds: ["subnet-prv-a", "subnet-prv-b"],
          securityGroupIds: ["sg-1"],
        },
        tags: { Name: "main-resize" },
      },
      "RolePolicy main-resize < LambdaFunction": { role: "main-resize", policy },
    });
  });

  it("denies the code what the role has to allow Lambda", async () => {
    const { policy } = (await inventoryOf())["RolePolicy main-resize < LambdaFunction"] ?? {};
    expect(json(policy)).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Deny",
          Action: [
            "ec2:AssignPrivateIpAddresses",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DetachNetworkInterface",
            "ec2:UnassignPrivateIpAddresses",
          ],
          Resource: "*",
          Condition: {
            ArnEquals: {
              "lambda:SourceFunctionArn": [
                "arn:aws:lambda:us-east-1:123456789012:function:main-resize",
              ],
            },
          },
        },
      ],
    });
  });

  it("makes the function after the role may make interfaces", async () => {
    const { dependencies } = await record(build({}));
    const [, needed = []] =
      [...dependencies].find(([urn]) => urn.endsWith(":Function::main-resize")) ?? [];
    expect(needed.some((urn) => urn.includes("RolePolicyAttachment"))).to.equal(true);
  });

  it("is as it is told to be", async () => {
    const naming = { purpose: "main", suffix: "dev" };
    const all = await inventoryOf({
      vpc: { ...SITE, region: "eu-west-1" },
      tier: "public",
      securityGroupIds: [pulumi.output("sg-1"), "sg-2"],
      handler: "app.main",
      runtime: "python3.13",
      architecture: "x86_64",
      memorySize: 512,
      timeout: 60,
      environment: { TABLE: pulumi.output("images") },
      logRetentionInDays: 7,
      naming,
      tags: { Service: "images" },
    });
    expect(all["Function main-resize < LambdaFunction"]).to.deep.include({
      handler: "app.main",
      runtime: "python3.13",
      architectures: ["x86_64"],
      memorySize: 512,
      timeout: 60,
      environment: { variables: { TABLE: "images" } },
      vpcConfig: {
        subnetIds: ["subnet-pub-a", "subnet-pub-b"],
        securityGroupIds: ["sg-1", "sg-2"],
      },
      region: "eu-west-1",
      tags: { Name: "lambda-main-resize-dev", Service: "images" },
    });
    expect(all["LogGroup main-resize < LambdaFunction"]).to.deep.equal({
      retentionInDays: 7,
      region: "eu-west-1",
      tags: { Name: "logs-main-resize-dev", Service: "images" },
    });
  });

  it("stands in the isolated subnets where there are no private ones, and refuses a network of public ones", async () => {
    const isolated = { ...SITE, subnetTypes: { private: net.SubnetType.Isolated } };
    const all = await inventoryOf({ vpc: isolated });
    expect(all["Function main-resize < LambdaFunction"]?.vpcConfig).to.deep.include({
      subnetIds: ["subnet-prv-a", "subnet-prv-b"],
    });
    const open = { ...SITE, subnetTypes: { public: net.SubnetType.Public } };
    expect(await refusal({ vpc: open })).to.deep.equal([
      "  - tier: must be one of public, as there is no private and no isolated tier",
    ]);
  });

  it("refuses everything that is wrong at once", async () => {
    expect(
      await refusal({ tier: "web", securityGroupIds: [], logRetentionInDays: 31 }),
    ).to.deep.equal([
      '  - tier: must be one of public, private, got "web"',
      "  - logRetentionInDays: must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 31; CloudWatch Logs keeps for no other time",
      "  - securityGroupIds: must list a security group, got none; a function in a VPC has one at least",
    ]);
  });
});

describe("SecurityGroups.groupId", () => {
  it("gives a group's id, and refuses a name that is none", async () => {
    const groups = () => new net.SecurityGroups("main", { vpc: SITE, groups: ["web", "data"] });
    let id = "";
    await record(() =>
      groups()
        .groupId("data")
        .apply((value) => (id = value)),
    );
    expect(id).to.equal("SecurityGroup main-data");
    expect(await messageOf(() => groups().groupId("date"))).to.equal(
      'group must be one of web, data, got "date"',
    );
  });
});
