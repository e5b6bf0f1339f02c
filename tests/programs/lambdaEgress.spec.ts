import { expect } from "chai";
import fs from "node:fs";
import path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { compileFunction } from "node:vm";
import ts from "typescript";
import { parse } from "yaml";
import { inventory, ofTypes } from "../components/recordedMocks";
import { runProgram, type ProgramRun } from "./runProgram";

const FOLDER = path.join(__dirname, "../../programs/lambda-egress");
const settingsOf = (file: string) =>
  parse(fs.readFileSync(path.join(FOLDER, file), "utf8")) as {
    config: Record<string, unknown>;
  };

/** A stack's own settings, as the CLI hands them to a program: text, JSON for all but strings. */
const configOf = (stack: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(settingsOf(`Pulumi.${stack}.yaml`).config).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );

/** us-west-2's default VPC, with two of its subnets; and where SES has its endpoint. */
function answers(token: string, inputs: Record<string, unknown>): object | undefined {
  switch (token.split(":").at(-1)) {
    case "getVpc":
      return {
        ...{ id: inputs.id ?? "vpc-default", arn: "arn:aws:ec2:us-west-2:1:vpc/vpc-default" },
        cidrBlock: "172.31.0.0/16",
        cidrBlockAssociations: [{ cidrBlock: "172.31.0.0/16", state: "associated" }],
        ipv6CidrBlockAssociations: [],
      };
    case "getSubnets":
      return { ids: ["subnet-a", "subnet-b"] };
    case "getSubnet": {
      const letter = String(inputs.id).at(-1) ?? "";
      return {
        ...{ availabilityZone: `us-west-2${letter}`, availabilityZoneId: `usw2-az${letter}` },
        ...{ cidrBlock: letter === "a" ? "172.31.0.0/20" : "172.31.16.0/20", tags: {} },
      };
    }
    case "getRouteTables":
      return { ids: ["rtb-main"] };
    case "getRouteTable":
      return {
        associations: [{ main: true, subnetId: "", routeTableAssociationId: "rtbassoc-main" }],
        routes: [{ cidrBlock: "0.0.0.0/0", ipv6CidrBlock: "", gatewayId: "igw-default" }],
        tags: {},
      };
    case "getVpcEndpointService":
      return { availabilityZones: ["us-west-2a", "us-west-2c"] };
    default:
      return undefined;
  }
}

const run = (stack: string, config: Record<string, string> = {}) =>
  runProgram("lambda-egress", stack, { ...configOf(stack), ...config }, answers);
/** Each environment as its file has it, run once. */
const runs = new Map<string, Promise<ProgramRun>>();
const environment = (stack: string): Promise<ProgramRun> => {
  const known = runs.get(stack) ?? run(stack);
  runs.set(stack, known);
  return known;
};
const made = async (stack: string, config?: Record<string, string>) =>
  inventory((await (config ? run(stack, config) : environment(stack))).recording);

async function refusal(config: Record<string, string>): Promise<string> {
  try {
    await run("staging", config);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
}

/** How many there are of each type of AWS's. */
async function counts(stack: string): Promise<Record<string, number>> {
  const all: Record<string, number> = {};
  for (const { type } of (await environment(stack)).recording.resources) {
    if (!type.startsWith("aws:")) continue;
    const name = type.replace(/^aws:(\w+)\/\w+:/, "$1.");
    all[name] = (all[name] ?? 0) + 1;
  }
  return all;
}

describe("the program `lambda-egress`", () => {
  it("has the URNs that it had, in dev and prod: a change of one replaces what is deployed", async () => {
    const file = path.join(__dirname, "lambdaEgress.urns.txt");
    const both: string[] = [];
    for (const stack of ["dev", "prod"])
      both.push(`# ${stack}`, ...(await environment(stack)).recording.urns);
    const urns = `${both.join("\n")}\n`;
    if (process.env.UPDATE_URNS === "1") fs.writeFileSync(file, urns);
    expect(urns).to.equal(fs.readFileSync(file, "utf8"));
  });

  const everywhere = {
    "cloudwatch.LogGroup": 2,
    "ec2.Eip": 1,
    "ec2.NatGateway": 1,
    "ec2.Route": 2,
    "ec2.SecurityGroup": 3,
    "ec2.VpcEndpoint": 2,
    "iam.Role": 2,
    "iam.RolePolicy": 3,
    "iam.RolePolicyAttachment": 1,
    "kms.Key": 1,
    "lambda.Function": 1,
    "rds.Instance": 1,
    "rds.ParameterGroup": 1,
    "rds.SubnetGroup": 1,
    "vpc.SecurityGroupEgressRule": 2,
    "vpc.SecurityGroupIngressRule": 2,
  };

  it("makes so many of each type in each environment", async () => {
    expect(await counts("dev")).to.deep.include({
      ...everywhere,
      "ec2.FlowLog": 4,
      "ec2.RouteTable": 4,
      "ec2.RouteTableAssociation": 4,
      "ec2.Subnet": 6,
    });
    const own = { "ec2.FlowLog": 1, "ec2.DefaultSecurityGroup": 1, "ec2.RouteTable": 4 };
    expect(await counts("staging")).to.deep.include({
      ...everywhere,
      ...own,
      "ec2.Route": 3,
      "ec2.RouteTableAssociation": 6,
      "ec2.Subnet": 6,
      "ec2.Vpc": 1,
    });
    expect(await counts("prod")).to.deep.include({
      ...everywhere,
      ...own,
      "ec2.Eip": 2,
      "ec2.NatGateway": 2,
      "ec2.Route": 3,
      "ec2.SecurityGroup": 4,
      "ec2.VpcEndpoint": 3,
      "vpc.SecurityGroupEgressRule": 3,
      "vpc.SecurityGroupIngressRule": 3,
    });
  });

  it("adds private and isolated subnets to the default VPC, and makes no VPC, gateway or public subnet", async () => {
    const all = await made("dev");
    const own = Object.entries(ofTypes(all, "Subnet")).filter(([key]) =>
      key.includes("AddedTiers"),
    );
    expect(
      Object.fromEntries(own.map(([key, { cidrBlock }]) => [key.split(" ")[1], cidrBlock])),
    ).to.deep.equal({
      "mailer-lambda-2a": "172.31.128.0/24",
      "mailer-lambda-2b": "172.31.129.0/24",
      "mailer-database-2a": "172.31.131.0/24",
      "mailer-database-2b": "172.31.132.0/24",
    });
    expect(own[0]?.[1].tags).to.include({ Environment: "dev", Service: "lambda-egress" });
    const { recording } = await environment("dev");
    expect(
      recording.urns.filter((urn) => /aws:ec2\/(vpc|internet|networkAcl)/.test(urn)),
    ).to.deep.equal(
      ["aws-network:index:VpcEndpoints"].flatMap((parent) =>
        ["kms", "secretsmanager"].map(
          (service) => `${parent}$aws:ec2/vpcEndpoint:VpcEndpoint::mailer-${service}`,
        ),
      ),
    );
    expect(all["NatGateway mailer-public-2a < NatGateways"]?.subnetId).to.equal("subnet-a");
    const routes = Object.values(ofTypes(all, "Route"));
    expect(routes.map((one) => [one.routeTableId, one.natGatewayId])).to.deep.equal([
      ["RouteTable mailer-lambda-2a", "NatGateway mailer-public-2a"],
      ["RouteTable mailer-lambda-2b", "NatGateway mailer-public-2a"],
    ]);
  });

  it("adds a public tier where the VPC has none", async () => {
    const isolated = (token: string, inputs: Record<string, unknown>) =>
      token.endsWith(":getRouteTable")
        ? { ...answers(token, inputs), routes: [] }
        : answers(token, inputs);
    const config = { ...configOf("dev"), "lambda-egress:vpc": "vpc-0123" };
    const all = inventory((await runProgram("lambda-egress", "dev", config, isolated)).recording);
    expect(all["Route mailer-public < AddedTiers"]?.gatewayId).to.equal("InternetGateway mailer");
    expect(all["NatGateway mailer-public-2a < NatGateways"]?.subnetId).to.equal(
      "Subnet mailer-public-2a",
    );
  });

  it("lets the function out on 443 and to the database, and nothing else anywhere", async () => {
    const all = await made("prod");
    const rules = Object.values(
      ofTypes(all, "SecurityGroupEgressRule", "SecurityGroupIngressRule"),
    ).map(
      (one) =>
        `${String(one.securityGroupId)} ${String(one.description)} ${String(one.fromPort)}-${String(one.toPort)}`,
    );
    expect(rules).to.have.members([
      "SecurityGroup mailer-lambda tcp/443 to 0.0.0.0/0 443-443",
      "SecurityGroup mailer-lambda tcp/5432 to database 5432-5432",
      "SecurityGroup mailer-database tcp/5432 from lambda 5432-5432",
      "SecurityGroup mailer-lambda tcp/587 to mail 587-587",
      "SecurityGroup mailer-mail tcp/587 from lambda 587-587",
      "SecurityGroup mailer-endpoints tcp/443 from lambda 443-443",
    ]);
  });

  it("keeps what is stored encrypted, backed up and protected as the environment asks", async () => {
    const database = async (stack: string) =>
      (await made(stack))["Instance mailer-database < PostgresDatabase"];
    const key = {
      storageEncrypted: true,
      publiclyAccessible: false,
      manageMasterUserPassword: true,
    };
    expect(await database("dev")).to.include({
      ...key,
      multiAz: false,
      instanceClass: "db.t4g.micro",
      backupRetentionPeriod: 7,
      deletionProtection: false,
      skipFinalSnapshot: true,
    });
    expect(await database("staging")).to.include({ ...key, multiAz: true });
    expect(await database("prod")).to.include({
      ...key,
      multiAz: true,
      instanceClass: "db.t4g.medium",
      backupRetentionPeriod: 30,
      deletionProtection: true,
      skipFinalSnapshot: false,
    });
    expect((await made("prod"))["Key mailer-database < "]).to.deep.include({
      enableKeyRotation: true,
      tags: { Name: "kms-mailer-database-prod", Environment: "prod", Service: "lambda-egress" },
    });
  });

  it("gives SES's endpoint the zones that have it, and refuses zones that have none", async () => {
    const all = await made("prod");
    expect(all["VpcEndpoint mailer-mail-email-smtp < VpcEndpoints"]).to.deep.include({
      serviceName: "com.amazonaws.us-west-2.email-smtp",
      subnetIds: ["Subnet mailer-lambda-2a"],
      securityGroupIds: ["SecurityGroup mailer-mail"],
    });
    const elsewhere = {
      "lambda-egress:mailEndpoint": "true",
      "lambda-egress:availabilityZones": '["b"]',
      "lambda-egress:natGatewayAvailabilityZone": "b",
    };
    expect(await refusal(elsewhere)).to.equal(
      "lambda-egress:mailEndpoint must be false in us-west-2b, got true; SES has its endpoint in us-west-2a, us-west-2c",
    );
  });

  it("lets the function read one secret, use one key, and send from one domain", async () => {
    const { policy } = (await made("dev"))["RolePolicy mailer-send-work < "] ?? {};
    expect(JSON.parse(policy as string)).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "secretsmanager:GetSecretValue",
          Resource: "arn:aws:secretsmanager:us-east-1:123456789012:secret:mailer-database",
        },
        { Effect: "Allow", Action: "kms:Decrypt", Resource: "Key mailer-database arn" },
        {
          Effect: "Allow",
          Action: "ses:SendEmail",
          Resource: "arn:aws:ses:us-east-1:123456789012:identity/example.com",
        },
      ],
    });
  });

  it("has code for its function that runs", async () => {
    const { mailerCode } = await import("../../programs/lambda-egress/mailer");
    const files = (await mailerCode.assets) as Record<string, pulumi.asset.StringAsset>;
    const source = (await files["index.mjs"]?.text) ?? "";
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    const sent: unknown[] = [];
    class Command {
      constructor(readonly input: unknown) {}
    }
    const client = (answer: object) =>
      class {
        send({ input }: Command) {
          sent.push(input);
          return Promise.resolve(answer);
        }
      };
    const modules: Record<string, object> = {
      "@aws-sdk/client-secrets-manager": {
        GetSecretValueCommand: Command,
        SecretsManagerClient: client({ SecretString: '{"username":"postgres"}' }),
      },
      "@aws-sdk/client-sesv2": {
        SendEmailCommand: Command,
        SESv2Client: client({ MessageId: "m-1" }),
      },
      "node:net": {
        connect: () => ({
          once: (event: string, then: () => void) => event === "connect" && then(),
          end: () => undefined,
        }),
      },
    };
    const exported: { handler?: (mail: object) => Promise<unknown> } = {};
    const load = compileFunction(outputText, ["exports", "require"]) as (
      exports: object,
      require: (name: string) => object | undefined,
    ) => void;
    load(exported, (name) => modules[name]);
    const answer = await exported.handler?.({ to: "a@example.com", subject: "hi", text: "there" });
    expect(answer).to.deep.equal({ messageId: "m-1", databaseUser: "postgres" });
    expect(sent).to.have.length(2);
    const error = await exported.handler?.({ to: "a@example.com" }).then(String, String);
    expect(error).to.equal("Error: a mail has to, subject and text");
  });

  it("exports what it documents", async () => {
    const { exports } = await environment("dev");
    expect(Object.keys(exports).sort()).to.deep.equal([
      "addressMap",
      "alarmTopicArn",
      "databaseEndpoint",
      "databaseSecretArn",
      "databaseSecurityGroupId",
      "endpointIds",
      "flowLogGroupName",
      "functionArn",
      "lambdaSecurityGroupId",
      "natGatewayIds",
      "natPublicIps",
      "subnetLayout",
      "vpcId",
    ]);
  });
});

describe("the settings of `lambda-egress`", () => {
  it("refuse an unknown key, naming the nearest", async () => {
    expect(await refusal({ "lambda-egress:natGatewayStratgy": "single" })).to.contain(
      "lambda-egress:natGatewayStratgy: must be one of vpc, cidrBlock,",
    );
    expect(await refusal({ "lambda-egress:natGatewayStratgy": "single" })).to.match(
      /the nearest is natGatewayStrategy$/,
    );
  });

  it("refuse values that are none", async () => {
    expect(await refusal({ "lambda-egress:vpc": "mine" })).to.equal(
      'lambda-egress:vpc must be "create", "default" or the id of a VPC such as vpc-0123456789abcdef0, got "mine"',
    );
    expect(await refusal({ "lambda-egress:natGatewayStrategy": "none" })).to.equal(
      'lambda-egress:natGatewayStrategy must be one of "single", "onePerAz", "regional", got "none"',
    );
    expect(await refusal({ "lambda-egress:availabilityZones": '["us-west-2a"]' })).to.equal(
      'lambda-egress:availabilityZones must be a list of letters such as ["a","b"], got ["us-west-2a"]',
    );
  });

  it("have the defaults that Pulumi.yaml gives them", async () => {
    const { config } = settingsOf("Pulumi.yaml") as {
      config: Record<string, { default: unknown }>;
    };
    const given = Object.fromEntries(
      Object.entries(config).map(([key, { default: value }]) => [
        `lambda-egress:${key}`,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    );
    const region = { "aws:region": "us-west-2" };
    const all = async (settings: Record<string, string>) =>
      JSON.stringify(
        inventory((await runProgram("lambda-egress", "qa", settings, answers)).recording),
      );
    expect(await all({ ...region, ...given })).to.equal(await all(region));
  });
});
