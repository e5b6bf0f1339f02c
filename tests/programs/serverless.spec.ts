import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import fs from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { passes, rulesOf } from "../components/aclOracle";
import { inventory, ofTypes } from "../components/recordedMocks";
import { runProgram } from "./runProgram";

const ROOT = path.join(__dirname, "../..");
const REGION = { "aws:region": "us-east-1" };
const run = (config: Record<string, string> = {}, stack = "dev") =>
  runProgram("serverless", stack, { ...REGION, ...config });
/** The program as it is by default, run once for all that only look at it. */
let standard: ReturnType<typeof run> | undefined;
const dev = () => (standard ??= run());
const made = async (config?: Record<string, string>) =>
  inventory((await (config ? run(config) : dev())).recording);
const THREE = { "serverless:availabilityZones": '["a","b","c"]' };

/** As the CLI hands a setting to a program: text, JSON for all but strings. */
function asConfig(setting: unknown): string {
  return typeof setting === "string" ? setting : JSON.stringify(setting);
}

async function refusal(config: Record<string, string>): Promise<string> {
  try {
    await run(config);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
}

/** An output's value, or a plain value as it is. */
async function value(output: unknown): Promise<unknown> {
  return new Promise((resolve) => {
    (pulumi.output(output) as pulumi.Output<unknown>).apply(resolve);
  });
}

describe("the program `serverless`", () => {
  it("has the URNs that it had: a change of one replaces what is deployed", async () => {
    const { recording } = await dev();
    const file = path.join(__dirname, "serverless.urns.txt");
    const urns = `${recording.urns.join("\n")}\n`;
    if (process.env.UPDATE_URNS === "1") fs.writeFileSync(file, urns);
    expect(urns).to.equal(fs.readFileSync(file, "utf8"));
  });

  it("names every child after its parent's name", async () => {
    const { recording } = await dev();
    const strangers = recording.resources.filter(
      ({ name }) => name !== "analytics" && !name.startsWith("analytics-"),
    );
    expect(strangers).to.deep.equal([]);
  });

  it("gives every resource of AWS's a component for parent", async () => {
    const { recording } = await dev();
    const orphans = recording.resources.filter(
      ({ type, parent }) => type.startsWith("aws:") && !parent.startsWith("aws-network:"),
    );
    expect(orphans).to.deep.equal([]);
  });

  it("lays out subnets, tags and route tables as drawn", async () => {
    const all = await made();
    expect(all["Subnet analytics-private-1a < Vpc"]).to.deep.equal({
      vpcId: "Vpc analytics",
      cidrBlock: "10.0.3.0/24",
      availabilityZone: "us-east-1a",
      mapPublicIpOnLaunch: false,
      tags: {
        Name: "subnet-private-analytics-us-east-1a-dev",
        Type: "private",
        Environment: "dev",
        Service: "image-processing",
      },
    });
    expect(all["Subnet analytics-public-1b < Vpc"]?.mapPublicIpOnLaunch).to.equal(true);
    expect(Object.keys(ofTypes(all, "RouteTable", "NatGateway", "Eip", "Route"))).to.have.members([
      "RouteTable analytics-public < Vpc",
      "RouteTable analytics-private < Vpc",
      "Route analytics-public < Vpc",
      "Route analytics-private < NatGateways",
      "Eip analytics-public-1a < NatGateways",
      "NatGateway analytics-public-1a < NatGateways",
    ]);
  });

  it("admits only the Lambda group to the interface endpoints", async () => {
    const all = await made();
    expect(ofTypes(all, "SecurityGroupIngressRule")).to.deep.equal({
      "SecurityGroupIngressRule analytics-endpoints-from-lambda-tcp-443 < VpcEndpoints": {
        securityGroupId: "SecurityGroup analytics-endpoints",
        referencedSecurityGroupId: "SecurityGroup analytics-lambda",
        description: "tcp/443 from lambda",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        tags: {
          Name: "sgr-analytics-endpoints-from-lambda-dev",
          Environment: "dev",
          Service: "image-processing",
        },
      },
    });
    const egress = Object.values(ofTypes(all, "SecurityGroupEgressRule")).map(
      ({ securityGroupId, ipProtocol, fromPort, toPort, cidrIpv4 }) =>
        `${String(securityGroupId)} ${String(ipProtocol)} ${String(fromPort)}-${String(toPort)} ${String(cidrIpv4)}`,
    );
    expect(egress).to.have.members([
      "SecurityGroup analytics-lambda tcp 443-443 10.0.0.0/16",
      "SecurityGroup analytics-lambda tcp 443-443 0.0.0.0/0",
      "SecurityGroup analytics-lambda udp 53-53 10.0.0.0/16",
      "SecurityGroup analytics-lambda udp 123-123 0.0.0.0/0",
    ]);
  });

  it("meets S3 and DynamoDB at gateways, the other services in the private subnets", async () => {
    const endpoints = Object.values(ofTypes(await made(), "VpcEndpoint")).map(
      ({ serviceName, routeTableIds, subnetIds }) => [serviceName, routeTableIds ?? subnetIds],
    );
    const subnets = ["Subnet analytics-private-1a", "Subnet analytics-private-1b"];
    expect(Object.fromEntries(endpoints)).to.deep.equal({
      "com.amazonaws.us-east-1.s3": ["RouteTable analytics-private"],
      "com.amazonaws.us-east-1.dynamodb": ["RouteTable analytics-private"],
      "com.amazonaws.us-east-1.sqs": subnets,
      "com.amazonaws.us-east-1.states": subnets,
      "com.amazonaws.us-east-1.logs": subnets,
      "com.amazonaws.us-east-1.sns": subnets,
    });
  });

  it("runs its functions in the private subnets, behind the Lambda group", async () => {
    const made = (await dev()).recording.resources.filter(
      ({ type }) => type === "aws:lambda/function:Function",
    );
    expect(made.map(({ name }) => name).sort()).to.deep.equal([
      "analytics-dispatch",
      "analytics-ingest",
      "analytics-notify",
      "analytics-process",
    ]);
    for (const { name, inputs } of made)
      expect(inputs, name).to.deep.include({
        vpcConfig: {
          subnetIds: ["Subnet analytics-private-1a", "Subnet analytics-private-1b"],
          securityGroupIds: ["SecurityGroup analytics-lambda"],
        },
        tags: {
          Name: `lambda-${name}-dev`,
          Environment: "dev",
          Service: "image-processing",
        },
      });
  });

  it("keeps flow logs 30 days, under the name asked for", async () => {
    expect((await made())["LogGroup analytics-flow-logs < FlowLogs"]).to.deep.equal({
      name: "flowlogs-analytics-dev-123456789012-us-east-1",
      retentionInDays: 30,
      tags: { Name: "flow-logs-analytics-dev", Environment: "dev", Service: "image-processing" },
    });
  });

  const intents = async (config?: Record<string, string>) => {
    const all = ofTypes(await made(config), "Intent");
    return Object.entries(all).map(([key, intent]) => {
      const { exceptSources, via } = intent as { exceptSources?: string[]; via?: string };
      const except = exceptSources === undefined ? "" : ` but ${exceptSources.join()}`;
      const by = via === undefined ? "" : ` by ${via}`;
      const name = key.replace(/^Intent analytics-| < Intents$/g, "");
      const { source, destination, ports } = intent;
      return `${name}: ${String(source)}${except} ${String(intent.expect)} ${String(destination)} ${String(ports)}${by}`;
    });
  };

  it("declares what must be true of its traffic", async () => {
    const lambda = "SecurityGroup analytics-lambda";
    const endpoints = "SecurityGroup analytics-endpoints";
    expect(await intents()).to.have.members([
      `s3-by-gateway-endpoint: ${lambda} reach service:s3 tcp/443 by gatewayEndpoint`,
      `s3-never-by-nat: ${lambda} neverReach service:s3 all by natGateway`,
      `dynamodb-by-gateway-endpoint: ${lambda} reach service:dynamodb tcp/443 by gatewayEndpoint`,
      `dynamodb-never-by-nat: ${lambda} neverReach service:dynamodb all by natGateway`,
      `sqs-at-private-address: ${lambda} reach service:sqs tcp/443 by interfaceEndpoint`,
      `states-at-private-address: ${lambda} reach service:states tcp/443 by interfaceEndpoint`,
      `logs-at-private-address: ${lambda} reach service:logs tcp/443 by interfaceEndpoint`,
      `sns-at-private-address: ${lambda} reach service:sns tcp/443 by interfaceEndpoint`,
      `internet: ${lambda} reachOnly internet tcp/443,udp/123 by natGateway`,
      `no-way-in: internet neverReach ${lambda} all`,
      `endpoints-for-lambda-only: any but ${lambda} neverReach ${endpoints} all`,
      `endpoints-no-way-in: internet neverReach ${endpoints} all`,
    ]);
  });

  it("expects of the internet what its NAT gateways give", async () => {
    const internet = async (strategy: string) =>
      ofTypes(await made({ "serverless:natGatewayStrategy": strategy }), "Intent")[
        "Intent analytics-internet < Intents"
      ];
    expect(await internet("onePerAz")).to.include({ withoutAnyAvailabilityZone: true });
    expect(await internet("none")).to.include({ expect: "neverReach", destination: "internet" });
  });

  it("lets replies from S3 back through its ACLs", async () => {
    const rules = rulesOf((await dev()).recording);
    const reply = { acl: "private", direction: "ingress", peer: "52.216.0.1" } as const;
    expect(passes(rules, "analytics", { ...reply, protocol: "tcp", port: 50000 })).to.equal(true);
    expect(passes(rules, "analytics", { ...reply, protocol: "tcp", port: 443 })).to.equal(false);
  });

  it("adds a third zone, and changes only what lists subnets", async () => {
    const before = await made();
    const after = await made(THREE);
    const added = Object.keys(after).filter((key) => !(key in before));
    expect(added).to.have.members([
      "Subnet analytics-public-1c < Vpc",
      "Subnet analytics-private-1c < Vpc",
      "RouteTableAssociation analytics-public-1c < Vpc",
      "RouteTableAssociation analytics-private-1c < Vpc",
      "NetworkAclAssociation analytics-public-1c < NetworkAcls",
      "NetworkAclAssociation analytics-private-1c < NetworkAcls",
    ]);
    expect(Object.keys(before).filter((key) => !(key in after))).to.deep.equal([]);
    const changed = Object.keys(before).filter(
      (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
    );
    expect(changed).to.have.members([
      "VpcEndpoint analytics-sqs < VpcEndpoints",
      "VpcEndpoint analytics-states < VpcEndpoints",
      "VpcEndpoint analytics-logs < VpcEndpoints",
      "VpcEndpoint analytics-sns < VpcEndpoints",
      "Function analytics-ingest < LambdaFunction",
      "Function analytics-process < LambdaFunction",
      "Function analytics-notify < LambdaFunction",
      "Function analytics-dispatch < LambdaFunction",
    ]);
  });

  it("exports what it documents", async () => {
    const { exports } = await dev();
    expect(Object.keys(exports).sort()).to.deep.equal([
      "alarmTopicArn",
      "apiUrl",
      "deadLetterQueueUrl",
      "endpointIds",
      "endpointSecurityGroupId",
      "flowLogGroupName",
      "imageBucketName",
      "imageTableName",
      "lambdaSecurityGroupId",
      "natGatewayIds",
      "natPublicIps",
      "privateSubnetIds",
      "privateZoneId",
      "processorFunctionArn",
      "publicSubnetIds",
      "queueUrl",
      "resultTopicArn",
      "stateMachineArn",
      "subnetLayout",
      "userPoolClientId",
      "userPoolId",
      "vpcId",
    ]);
    expect(await value(exports.endpointIds)).to.deep.equal({
      s3: "VpcEndpoint analytics-s3",
      dynamodb: "VpcEndpoint analytics-dynamodb",
      sqs: "VpcEndpoint analytics-sqs",
      states: "VpcEndpoint analytics-states",
      logs: "VpcEndpoint analytics-logs",
      sns: "VpcEndpoint analytics-sns",
    });
    expect(await value(exports.natPublicIps)).to.deep.equal({ "us-east-1a": "192.0.2.1" });
    expect(await value(exports.lambdaSecurityGroupId)).to.equal("SecurityGroup analytics-lambda");
  });
});

describe("the settings of `serverless`", () => {
  afterEach(() => {
    delete process.env.ENVIRONMENT_SUFFIX;
  });

  const environment = async (config: Record<string, string>, stack: string) => {
    const { recording } = await run(config, stack);
    const tags = inventory(recording)["Vpc analytics < Vpc"]?.tags;
    return (tags as Record<string, string>).Environment;
  };

  it("take the environment from config, or ENVIRONMENT_SUFFIX, or the stack's name", async () => {
    expect(await environment({}, "prod")).to.equal("prod");
    process.env.ENVIRONMENT_SUFFIX = "pr7";
    expect(await environment({}, "prod")).to.equal("pr7");
    expect(await environment({ "serverless:environmentSuffix": "qa" }, "prod")).to.equal("qa");
  });

  it("give each zone a NAT gateway and a route table with onePerAz", async () => {
    const all = await made({ "serverless:natGatewayStrategy": "onePerAz" });
    expect(Object.keys(ofTypes(all, "NatGateway", "RouteTable"))).to.have.members([
      "NatGateway analytics-public-1a < NatGateways",
      "NatGateway analytics-public-1b < NatGateways",
      "RouteTable analytics-public < Vpc",
      "RouteTable analytics-private-1a < Vpc",
      "RouteTable analytics-private-1b < Vpc",
    ]);
  });

  it("refuse an unknown key, naming the nearest", async () => {
    expect(await refusal({ "serverless:cidrblok": "10.1.0.0/16" })).to.equal(
      [
        "unknown configuration:",
        "  - serverless:cidrblok: must be one of cidrBlock, availabilityZones, reservedAvailabilityZones, natGatewayStrategy, natGatewayAvailabilityZone, flowLogRetentionInDays, domain, deletionProtection, apiRequestsPerSecond, apiAccountLogging, notificationEmails, environmentSuffix; the nearest is cidrBlock",
      ].join("\n"),
    );
  });

  it("refuse a strategy that there is not", async () => {
    expect(await refusal({ "serverless:natGatewayStrategy": "one" })).to.equal(
      'serverless:natGatewayStrategy must be one of "none", "single", "onePerAz", "regional", "instance", got "one"',
    );
  });

  it("refuse zones that are not letters", async () => {
    expect(await refusal({ "serverless:availabilityZones": '["us-east-1a"]' })).to.equal(
      'serverless:availabilityZones must be a list of letters such as ["a","b"], got ["us-east-1a"]',
    );
  });
});

describe("the project `serverless`", () => {
  interface Project {
    main: string;
    runtime: { name: string; options: { tsconfig: string } };
    config: Record<string, { type: string; default: unknown; description: string }>;
    template: { description: string; config: Record<string, unknown> };
  }
  const project = parse(fs.readFileSync(path.join(ROOT, "Pulumi.yaml"), "utf8")) as Project;

  it("runs a file, and names the root's tsconfig from the file's folder", () => {
    expect(fs.statSync(path.join(ROOT, project.main)).isFile()).to.equal(true);
    const folder = path.dirname(path.join(ROOT, project.main));
    expect(path.join(folder, project.runtime.options.tsconfig)).to.equal(
      path.join(ROOT, "tsconfig.json"),
    );
  });

  it("gives every key a type, a description and the default that the program has itself", async () => {
    for (const { type, description } of Object.values(project.config)) {
      expect(["string", "integer", "boolean", "array"]).to.include(type);
      expect(description).to.be.a("string");
    }
    const spelled = Object.fromEntries(
      Object.entries(project.config).map(([key, setting]) => [
        `serverless:${key}`,
        asConfig(setting.default),
      ]),
    );
    // As JSON: an archive of one run is never the archive of another.
    expect(JSON.stringify(await made(spelled))).to.equal(JSON.stringify(await made()));
  });

  for (const stack of ["dev", "staging", "prod"]) {
    it(`has a stack ${stack} that the program accepts`, async () => {
      const settings = parse(fs.readFileSync(path.join(ROOT, `Pulumi.${stack}.yaml`), "utf8")) as {
        config: Record<string, unknown>;
      };
      const config = Object.fromEntries(
        Object.entries(settings.config).map(([key, setting]) => [key, asConfig(setting)]),
      );
      const { recording } = await runProgram("serverless", stack, config);
      expect(recording.resources.length).to.be.greaterThan(80);
    });
  }
});
