import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { inventory, messageOf, outline, record, unknown } from "./recordedMocks";
import { SITE } from "./site";

const TOPIC = "arn:aws:sns:us-east-1:123456789012:main-alarms";
const ARGS: Omit<net.NetworkAlarmsArgs, "vpc"> = {
  natGatewayIds: { "us-east-1a": "nat-a" },
  interfaceEndpointIds: { sqs: pulumi.output("vpce-sqs") },
};
const recorded = (args: Partial<net.NetworkAlarmsArgs> = {}) =>
  record(() => new net.NetworkAlarms("main", { vpc: SITE, ...ARGS, ...args }));
const made = async (args: Partial<net.NetworkAlarmsArgs> = {}) => inventory(await recorded(args));
const refused = async (args: Partial<net.NetworkAlarmsArgs>) =>
  (await messageOf(() => new net.NetworkAlarms("main", { vpc: SITE, ...args })))
    .split("\n")
    .slice(1);

const common = {
  comparisonOperator: "GreaterThanThreshold",
  treatMissingData: "notBreaching",
  alarmActions: [TOPIC],
  okActions: [TOPIC],
};
const natMetric = (id: string, metricName: string) => ({
  id,
  metric: {
    namespace: "AWS/NATGateway",
    metricName,
    dimensions: { NatGatewayId: "nat-a" },
    stat: "Sum",
    period: 300,
  },
  returnData: false,
});

describe("NetworkAlarms", () => {
  it("watches ports and drops of NAT gateways, drops of endpoints, and tells a topic", async () => {
    const all = await made();
    const policy = all["TopicPolicy main-alarms < NetworkAlarms"]?.policy;
    expect(all).to.deep.equal({
      "NetworkAlarms main < ": {},
      "Topic main-alarms < NetworkAlarms": { tags: { Name: "main-alarms" } },
      "TopicPolicy main-alarms < NetworkAlarms": { arn: TOPIC, policy },
      "MetricAlarm main-nat-1a-port-errors < NetworkAlarms": {
        ...common,
        alarmDescription:
          "The NAT gateway of us-east-1a had no port left for a connection: too many to one destination.",
        namespace: "AWS/NATGateway",
        metricName: "ErrorPortAllocation",
        dimensions: { NatGatewayId: "nat-a" },
        statistic: "Sum",
        period: 300,
        threshold: 0,
        evaluationPeriods: 1,
        tags: { Name: "main-nat-1a-port-errors" },
      },
      "MetricAlarm main-nat-1a-dropped-packets < NetworkAlarms": {
        ...common,
        alarmDescription: "The NAT gateway of us-east-1a drops more than 0.01 % of its packets.",
        metricQueries: [
          {
            id: "percent",
            expression: "IF(source + destination > 0, 100 * dropped / (source + destination), 0)",
            label: "Dropped packets (%)",
            returnData: true,
          },
          natMetric("dropped", "PacketsDropCount"),
          natMetric("source", "PacketsInFromSource"),
          natMetric("destination", "PacketsInFromDestination"),
        ],
        threshold: 0.01,
        evaluationPeriods: 3,
        tags: { Name: "main-nat-1a-dropped-packets" },
      },
      "MetricAlarm main-endpoint-sqs-dropped-packets < NetworkAlarms": {
        ...common,
        alarmDescription:
          "The endpoint of sqs drops packets: it, or the service behind it, may be unhealthy.",
        namespace: "AWS/PrivateLinkEndpoints",
        metricName: "PacketsDropped",
        dimensions: {
          "Endpoint Type": "Interface",
          "Service Name": "com.amazonaws.us-east-1.sqs",
          "VPC Endpoint Id": "vpce-sqs",
          "VPC Id": "vpc-1",
        },
        statistic: "Sum",
        period: 300,
        threshold: 0,
        evaluationPeriods: 3,
        tags: { Name: "main-endpoint-sqs-dropped-packets" },
      },
    });
  });

  it("lets alarms of the account and region alone publish, over TLS", async () => {
    const { policy } = (await made())["TopicPolicy main-alarms < NetworkAlarms"] ?? {};
    expect(JSON.parse(String(policy))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AlarmsOfThisAccount",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: TOPIC,
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:*" },
          },
        },
        {
          Sid: "TlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "sns:Publish",
          Resource: TOPIC,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });

  it("tells a topic that is given, and makes none", async () => {
    const topicArn = "arn:aws:sns:us-east-1:123456789012:on-call";
    const all = await made({ topicArn: pulumi.output(topicArn) });
    expect(Object.keys(all).filter((key) => key.startsWith("Topic"))).to.deep.equal([]);
    const alarms = Object.entries(all).filter(([key]) => key.startsWith("MetricAlarm"));
    expect(alarms.length).to.equal(3);
    for (const [, { alarmActions, okActions }] of alarms) {
      expect([alarmActions, okActions]).to.deep.equal([[topicArn], [topicArn]]);
    }
  });

  it("looks as closely as it is told, names and encrypts", async () => {
    const all = await made({
      droppedPacketsPercent: 1,
      endpointDroppedPackets: 50,
      evaluationPeriods: 6,
      portErrors: 1,
      portErrorPeriods: 2,
      kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/k",
      naming: { purpose: "shop", suffix: "dev" },
      tags: { Team: "network" },
    });
    expect(all["MetricAlarm main-nat-1a-port-errors < NetworkAlarms"]).to.deep.include({
      threshold: 1,
      evaluationPeriods: 2,
    });
    expect(all["MetricAlarm main-nat-1a-dropped-packets < NetworkAlarms"]).to.deep.include({
      alarmDescription: "The NAT gateway of us-east-1a drops more than 1 % of its packets.",
      threshold: 1,
      evaluationPeriods: 6,
      tags: { Name: "alarm-shop-nat-1a-dropped-packets-dev", Team: "network" },
    });
    expect(all["MetricAlarm main-endpoint-sqs-dropped-packets < NetworkAlarms"]).to.include({
      threshold: 50,
      evaluationPeriods: 6,
    });
    expect(all["Topic main-alarms < NetworkAlarms"]).to.deep.equal({
      kmsMasterKeyId: "arn:aws:kms:us-east-1:123456789012:key/k",
      tags: { Name: "sns-alarms-shop-dev", Team: "network" },
    });
  });

  it("names an endpoint's service in full, as the metric's dimensions have it", async () => {
    const services = async (args: Partial<net.NetworkAlarmsArgs>) =>
      Object.entries(await made(args))
        .filter(([key]) => key.includes("-endpoint-"))
        .map(([, { dimensions }]) => (dimensions as Record<string, string>)["Service Name"]);
    const interfaceEndpointIds = {
      "ecr.api": "vpce-1",
      "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0": "vpce-2",
    };
    expect(
      await services({ interfaceEndpointIds, vpc: { ...SITE, region: "eu-west-1" } }),
    ).to.deep.equal([
      "com.amazonaws.eu-west-1.ecr.api",
      "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
    ]);
  });

  it("gives each its name by zone or service, in whatever order they come", async () => {
    const { resources } = await recorded({
      natGatewayIds: { "us-east-1b": "nat-b", "us-east-1a": "nat-a" },
    });
    expect(
      outline({ resources } as never).filter((one) => one.startsWith("MetricA")),
    ).to.deep.equal([
      "MetricAlarm main-endpoint-sqs-dropped-packets < NetworkAlarms",
      "MetricAlarm main-nat-1a-dropped-packets < NetworkAlarms",
      "MetricAlarm main-nat-1a-port-errors < NetworkAlarms",
      "MetricAlarm main-nat-1b-dropped-packets < NetworkAlarms",
      "MetricAlarm main-nat-1b-port-errors < NetworkAlarms",
    ]);
  });

  it("has its region and its provider", async () => {
    const { resources, providers } = await record(async () => {
      const { Provider } = await import("@pulumi/aws");
      const provider = new Provider("elsewhere", { region: "eu-west-1" });
      const vpc = { ...SITE, region: "eu-west-1" };
      new net.NetworkAlarms("main", { vpc, ...ARGS }, { provider });
    });
    const own = resources.filter(({ type }) => type.startsWith("aws:"));
    expect(own.map(({ inputs }) => inputs.region)).to.deep.equal(own.map(() => "eu-west-1"));
    const without = [...providers].filter(
      ([urn, provider]) => urn.includes("$aws:") && !provider.includes("elsewhere"),
    );
    expect(without).to.deep.equal([]);
  });

  it("gives its alarms by zone, by service, and flat", async () => {
    const arn = (name: string) => `arn:aws:cloudwatch:us-east-1:123456789012:alarm:main-${name}`;
    const seen: Record<string, unknown> = {};
    await record(() => {
      const alarms = new net.NetworkAlarms("main", { vpc: SITE, ...ARGS });
      const { topicArn, portErrorAlarmArns, natDropAlarmArns, endpointDropAlarmArns, alarmArns } =
        alarms;
      pulumi
        .all([topicArn, portErrorAlarmArns, natDropAlarmArns, endpointDropAlarmArns, alarmArns])
        .apply((all) => Object.assign(seen, { all }));
    });
    expect(seen.all).to.deep.equal([
      TOPIC,
      { "us-east-1a": arn("nat-1a-port-errors") },
      { "us-east-1a": arn("nat-1a-dropped-packets") },
      { sqs: arn("endpoint-sqs-dropped-packets") },
      [
        arn("nat-1a-port-errors"),
        arn("nat-1a-dropped-packets"),
        arn("endpoint-sqs-dropped-packets"),
      ],
    ]);
  });
});

describe("NetworkAlarms refuses", () => {
  it("to watch nothing", async () => {
    expect(await refused({})).to.deep.equal([
      "  - natGatewayIds: must be given, or interfaceEndpointIds: there is nothing to watch",
    ]);
  });

  it("endpoints without metrics, and services whose region nothing spells", async () => {
    expect(
      await refused({
        vpc: { ...SITE, availabilityZones: ["use1-az1"] },
        interfaceEndpointIds: { s3express: "vpce-1", sqs: "vpce-2" },
      }),
    ).to.deep.equal([
      '  - interfaceEndpointIds["s3express"]: must be an interface endpoint, got "s3express", whose endpoint is a gateway: AWS publishes no metrics of those',
      '  - vpc.region: must be given to name the service "s3express": ids of availability zones do not spell their region',
    ]);
  });

  it("numbers that mean nothing, and a key for a topic of another's", async () => {
    expect(
      await refused({
        ...ARGS,
        topicArn: "arn:aws:sns:us-east-1:123456789012:on-call",
        kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/k",
        droppedPacketsPercent: 100,
        endpointDroppedPackets: -1,
        evaluationPeriods: 0,
        portErrors: -1,
        portErrorPeriods: 289,
      }),
    ).to.deep.equal([
      "  - kmsKeyArn: must be left out where topicArn is given: whoever has that topic decides how it is encrypted",
      "  - droppedPacketsPercent: must be from 0 to less than 100, got 100",
      "  - endpointDroppedPackets: must be 0 or more, got -1",
      "  - portErrors: must be 0 or more, got -1",
      "  - evaluationPeriods: must be a whole number from 1 to 288 (a day), got 0",
      "  - portErrorPeriods: must be a whole number from 1 to 288 (a day), got 289",
    ]);
  });

  it("an output for what decides how many alarms there are", async () => {
    const plain =
      "must be a plain value, got an output; it decides which resources there are, so await it, or take it from config";
    expect(
      await refused({
        natGatewayIds: unknown(pulumi.output({})),
        evaluationPeriods: unknown(pulumi.output(3)),
      }),
    ).to.deep.equal([`  - natGatewayIds: ${plain}`, `  - evaluationPeriods: ${plain}`]);
  });
});
