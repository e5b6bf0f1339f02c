import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { inventory, messageOf, record, unknown } from "./recordedMocks";
import { SITE } from "./site";

const ARGS: Omit<net.NetworkDashboardArgs, "vpc"> = {
  natGatewayIds: { "us-east-1b": "nat-b", "us-east-1a": pulumi.output("nat-a") },
  interfaceEndpointIds: { sqs: "vpce-sqs" },
  alarmArns: [pulumi.output("arn:aws:cloudwatch:us-east-1:123456789012:alarm:a")],
  flowLogGroupName: pulumi.output("flows"),
};

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Record<string, unknown>;
}

const made = async (args: Partial<net.NetworkDashboardArgs> = ARGS) =>
  inventory(await record(() => new net.NetworkDashboard("main", { vpc: SITE, ...args })));
const widgets = async (args?: Partial<net.NetworkDashboardArgs>) => {
  const { dashboardBody } = (await made(args))["Dashboard main-network < NetworkDashboard"] ?? {};
  return (JSON.parse(String(dashboardBody)) as { widgets: Widget[] }).widgets;
};
const refused = async (args: Partial<net.NetworkDashboardArgs>) =>
  (await messageOf(() => new net.NetworkDashboard("main", { vpc: SITE, ...args })))
    .split("\n")
    .slice(1);

describe("NetworkDashboard", () => {
  it("is one dashboard, named by project, stack and component", async () => {
    const all = await made();
    const { dashboardBody } = all["Dashboard main-network < NetworkDashboard"] ?? {};
    expect(all).to.deep.equal({
      "NetworkDashboard main < ": {},
      "Dashboard main-network < NetworkDashboard": {
        dashboardName: "project-stack-main",
        dashboardBody,
      },
    });
  });

  it("shows alarms, NAT gateways, endpoints and what is rejected, in rows", async () => {
    const shown = (await widgets()).map(({ type, x, y, width, height, properties }) => [
      type,
      [x, y, width, height],
      properties.title,
    ]);
    expect(shown).to.deep.equal([
      ["alarm", [0, 0, 24, 3], "Alarms"],
      ["metric", [0, 3, 6, 6], "NAT gateways: bytes out"],
      ["metric", [6, 3, 6, 6], "NAT gateways: connections"],
      ["metric", [12, 3, 6, 6], "NAT gateways: no port left"],
      ["metric", [18, 3, 6, 6], "NAT gateways: packets dropped"],
      ["metric", [0, 9, 6, 6], "Endpoints: bytes"],
      ["metric", [6, 9, 6, 6], "Endpoints: connections"],
      ["metric", [12, 9, 6, 6], "Endpoints: connections reset"],
      ["metric", [18, 9, 6, 6], "Endpoints: packets dropped"],
      ["log", [0, 15, 24, 6], "Rejected most"],
    ]);
  });

  it("asks for metrics by the whole set of their dimensions", async () => {
    const metrics = (await widgets())
      .filter(({ type }) => type === "metric")
      .map(({ properties }) => properties);
    expect(metrics[0]).to.deep.equal({
      title: "NAT gateways: bytes out",
      region: "us-east-1",
      view: "timeSeries",
      period: 300,
      metrics: [
        [
          "AWS/NATGateway",
          "BytesOutToDestination",
          "NatGatewayId",
          "nat-a",
          { label: "us-east-1a", stat: "Sum" },
        ],
        [
          "AWS/NATGateway",
          "BytesOutToDestination",
          "NatGatewayId",
          "nat-b",
          { label: "us-east-1b", stat: "Sum" },
        ],
      ],
    });
    const named = metrics.map(({ metrics: lines }) => {
      const [namespace, metric] = (lines as string[][])[0] ?? [];
      const { stat } = (lines as { stat: string }[][])[0]?.at(-1) ?? {};
      return `${namespace} ${metric} ${stat}`;
    });
    expect(named).to.deep.equal([
      "AWS/NATGateway BytesOutToDestination Sum",
      "AWS/NATGateway ActiveConnectionCount Maximum",
      "AWS/NATGateway ErrorPortAllocation Sum",
      "AWS/NATGateway PacketsDropCount Sum",
      "AWS/PrivateLinkEndpoints BytesProcessed Sum",
      "AWS/PrivateLinkEndpoints ActiveConnections Maximum",
      "AWS/PrivateLinkEndpoints RstPacketsReceived Sum",
      "AWS/PrivateLinkEndpoints PacketsDropped Sum",
    ]);
    expect((metrics[4]?.metrics as unknown[])[0]).to.deep.equal([
      "AWS/PrivateLinkEndpoints",
      "BytesProcessed",
      "Endpoint Type",
      "Interface",
      "Service Name",
      "com.amazonaws.us-east-1.sqs",
      "VPC Endpoint Id",
      "vpce-sqs",
      "VPC Id",
      "vpc-1",
      { label: "sqs", stat: "Sum" },
    ]);
  });

  it("shows the states of alarms, and what flow logs say is rejected most", async () => {
    const all = await widgets();
    expect(all[0]?.properties).to.deep.equal({
      title: "Alarms",
      alarms: ["arn:aws:cloudwatch:us-east-1:123456789012:alarm:a"],
    });
    expect(all.at(-1)?.properties).to.deep.equal({
      title: "Rejected most",
      region: "us-east-1",
      view: "table",
      query:
        "SOURCE 'flows' | filter action = \"REJECT\" | stats sum(packets) as rejectedPackets by srcAddr, dstAddr, dstPort | sort rejectedPackets desc | limit 20",
    });
  });

  it("has no rows for what there is none of, and the same body in whatever order it is told", async () => {
    const alone = await widgets({ interfaceEndpointIds: { sqs: "vpce-sqs" } });
    expect(alone.map(({ y }) => y)).to.deep.equal([0, 0, 0, 0]);
    const natGatewayIds = { "us-east-1a": "nat-a", "us-east-1b": "nat-b" };
    expect(await widgets({ ...ARGS, natGatewayIds })).to.deep.equal(await widgets());
  });

  it("is called and placed as it is told", async () => {
    const vpc = { ...SITE, region: "eu-west-1" };
    const all = await made({ ...ARGS, vpc, dashboardName: "Network" });
    expect(all["Dashboard main-network < NetworkDashboard"]).to.include({
      dashboardName: "Network",
      region: "eu-west-1",
    });
    const regions = (await widgets({ ...ARGS, vpc })).map(({ properties }) => properties.region);
    expect(new Set(regions.slice(1))).to.deep.equal(new Set(["eu-west-1"]));
  });
});

describe("NetworkDashboard refuses", () => {
  it("to show nothing, a name that cannot be, a region that nothing spells", async () => {
    expect(
      await refused({
        vpc: { ...SITE, availabilityZones: ["use1-az1"] },
        dashboardName: "our network",
      }),
    ).to.deep.equal([
      "  - natGatewayIds: must be given, or interfaceEndpointIds: there is nothing to show",
      '  - dashboardName: must be 1 to 255 letters, digits, hyphens and underscores, got "our network"',
      "  - vpc.region: must be given: every graph names its region, and ids of availability zones do not spell it",
    ]);
  });

  it("endpoints without metrics", async () => {
    expect(await refused({ interfaceEndpointIds: { s3express: "vpce-1" } })).to.deep.equal([
      '  - interfaceEndpointIds["s3express"]: must be an interface endpoint, got "s3express", whose endpoint is a gateway: AWS publishes no metrics of those',
    ]);
  });

  it("an output for what decides what is shown", async () => {
    expect(
      await refused({ ...ARGS, dashboardName: unknown(pulumi.output("network")) }),
    ).to.deep.equal([
      "  - dashboardName: must be a plain value, got an output; it decides which resources there are, so await it, or take it from config",
    ]);
  });
});
