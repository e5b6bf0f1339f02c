/** What `NetworkDashboard` will show, decided from plain values alone. */
import * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../../net";
import type { NetworkDashboardArgs } from "./networkDashboardArgs";
import {
  ENDPOINT_NAMESPACE,
  endpointDimensions,
  NAT_GATEWAY_NAMESPACE,
  natGatewayDimensions,
  refuseNothing,
  refuseWatched,
} from "./networkMetrics";
import { regionOf } from "../network";

interface NetworkDashboardPlan {
  readonly dashboardName: string;
  readonly region: string;
  readonly issues: readonly Issue[];
}

type Properties = Record<string, unknown>;

/** A widget without its place. */
interface Widget {
  readonly type: "alarm" | "log" | "metric";
  readonly width: number;
  readonly height: number;
  readonly properties: Properties;
}

interface PlacedWidget extends Widget {
  readonly x: number;
  readonly y: number;
}

const COLUMNS = 24;

export function planNetworkDashboard(
  name: string,
  args: NetworkDashboardArgs,
): NetworkDashboardPlan {
  const region = regionOf(args.vpc);
  const dashboardName =
    args.dashboardName ??
    [pulumi.getProject(), pulumi.getStack(), name].join("-").replace(/[^\w-]/g, "-");
  return {
    dashboardName,
    region: region ?? "",
    issues: [
      ...refuseNothing(args, "show"),
      ...refuseName(dashboardName),
      ...(region === undefined ? refuseRegion() : refuseWatched(args, args.vpc)),
    ],
  };
}

function refuseName(name: string): Issue[] {
  if (/^[\w-]{1,255}$/.test(name)) return [];
  const reason = `must be 1 to 255 letters, digits, hyphens and underscores, got "${name}"`;
  return [{ propertyPath: "dashboardName", reason }];
}

/** A widget says where its metrics are. */
function refuseRegion(): Issue[] {
  const reason =
    "must be given: every graph names its region, and ids of availability zones do not spell it";
  return [{ propertyPath: "vpc.region", reason }];
}

/** From left to right and from top to bottom; a place follows from what there is, never from luck. */
export function widgetsOf(args: NetworkDashboardArgs, region: string): PlacedWidget[] {
  const rows = [
    alarmRow(args),
    natGatewayRow(args, region),
    endpointRow(args, region),
    rejectedRow(args, region),
  ].filter((row) => row.length > 0);
  let y = 0;
  return rows.flatMap((row) => {
    let x = 0;
    const placed = row.map((widget) => {
      const at = { ...widget, x, y };
      x += widget.width;
      return at;
    });
    y += Math.max(...row.map(({ height }) => height));
    return placed;
  });
}

function alarmRow({ alarmArns = [] }: NetworkDashboardArgs): Widget[] {
  if (alarmArns.length === 0) return [];
  const properties = { title: "Alarms", alarms: alarmArns };
  return [{ type: "alarm", width: COLUMNS, height: 3, properties }];
}

function natGatewayRow({ natGatewayIds = {} }: NetworkDashboardArgs, region: string): Widget[] {
  const zones = sorted(natGatewayIds);
  if (zones.length === 0) return [];
  const lines = (metric: string, stat: string) =>
    zones.map(([zone, id]) =>
      line(NAT_GATEWAY_NAMESPACE, metric, {
        dimensions: natGatewayDimensions(id),
        label: zone,
        stat,
      }),
    );
  return [
    graph("NAT gateways: bytes out", region, lines("BytesOutToDestination", "Sum")),
    graph("NAT gateways: connections", region, lines("ActiveConnectionCount", "Maximum")),
    graph("NAT gateways: no port left", region, lines("ErrorPortAllocation", "Sum")),
    graph("NAT gateways: packets dropped", region, lines("PacketsDropCount", "Sum")),
  ];
}

function endpointRow(args: NetworkDashboardArgs, region: string): Widget[] {
  const services = sorted(args.interfaceEndpointIds ?? {});
  if (services.length === 0) return [];
  const lines = (metric: string, stat: string) =>
    services.map(([service, id]) =>
      line(ENDPOINT_NAMESPACE, metric, {
        dimensions: endpointDimensions(args.vpc, service, id),
        label: service,
        stat,
      }),
    );
  return [
    graph("Endpoints: bytes", region, lines("BytesProcessed", "Sum")),
    graph("Endpoints: connections", region, lines("ActiveConnections", "Maximum")),
    graph("Endpoints: connections reset", region, lines("RstPacketsReceived", "Sum")),
    graph("Endpoints: packets dropped", region, lines("PacketsDropped", "Sum")),
  ];
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-examples.html */
function rejectedRow({ flowLogGroupName }: NetworkDashboardArgs, region: string): Widget[] {
  if (flowLogGroupName === undefined) return [];
  const rejected = `filter action = "REJECT" | stats sum(packets) as rejectedPackets by srcAddr, dstAddr, dstPort | sort rejectedPackets desc | limit 20`;
  const query = pulumi.interpolate`SOURCE '${flowLogGroupName}' | ${rejected}`;
  const properties = { title: "Rejected most", region, view: "table", query };
  return [{ type: "log", width: COLUMNS, height: 6, properties }];
}

/** By key, so that the order in which a program has them changes nothing. */
function sorted<T>(ids: Record<string, T>): [string, T][] {
  return Object.entries(ids).sort(([a], [b]) => (a < b ? -1 : 1));
}

interface Line {
  readonly dimensions: Record<string, pulumi.Input<string>>;
  readonly label: string;
  readonly stat: string;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
function line(namespace: string, metric: string, { dimensions, label, stat }: Line): unknown[] {
  return [namespace, metric, ...Object.entries(dimensions).flat(), { label, stat }];
}

function graph(title: string, region: string, metrics: unknown[][]): Widget {
  const properties = { title, region, view: "timeSeries", period: 300, metrics };
  return { type: "metric", width: COLUMNS / 4, height: 6, properties };
}
