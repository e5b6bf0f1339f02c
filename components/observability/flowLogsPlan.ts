/** What `FlowLogs` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import {
  childName,
  isKey,
  refuseRetention,
  refuseValue,
  under,
  zoneSuffix,
  type VpcAttributes,
} from "../network";
import { logFormatOf, refuseFields } from "./flowLogFields";
import {
  FlowLogTraffic,
  type FlowLogSpec,
  type FlowLogsSpec,
  type FlowLogSubnets,
} from "./flowLogsArgs";
import { planBucket, refuseBucket, type BucketPlan } from "./flowLogsBucketPlan";

/** Where a flow log listens: the VPC, or one subnet. */
interface PlacePlan {
  /** What tells it from the others of its flow log: nothing for the VPC. */
  readonly suffix: string | undefined;
  readonly subnet?: { readonly tier: string; readonly availabilityZone: string };
}

export interface FlowLogPlan {
  /** `main` for the first one, else its name. */
  readonly key: string;
  readonly spec: FlowLogSpec;
  readonly destination: "cloud-watch-logs" | "s3" | "kinesis-data-firehose";
  readonly trafficType: FlowLogTraffic;
  readonly logFormat: string | undefined;
  readonly retentionInDays: number;
  readonly maxAggregationInterval: number;
  readonly places: readonly PlacePlan[];
  readonly bucket: BucketPlan | undefined;
}

interface FlowLogsPlan {
  readonly logs: readonly FlowLogPlan[];
  readonly issues: readonly Issue[];
}

/** The attributes the plan rests on: all plain, so that `Vpc` can ask before it has any id. */
type FlowLogsSite = Pick<VpcAttributes, "availabilityZones" | "subnetTypes">;

const DEFAULTS = { retentionInDays: 30, maxAggregationInterval: 600 } as const;
const MAIN = "main";

export function planFlowLogs(spec: FlowLogsSpec, site: FlowLogsSite): FlowLogsPlan {
  const others = Object.entries(spec.others ?? {});
  const logs = [
    planFlowLog(MAIN, spec, site),
    ...others.map(([key, one]) => planFlowLog(key, one, site)),
  ];
  const issues = [
    ...refuseFlowLog(spec, site),
    ...others.flatMap(([key, one]) => [
      ...refuseKey(key),
      ...under(`others["${key}"]`, refuseFlowLog(one, site)),
    ]),
    ...refuseSameNames(logs),
  ];
  return { logs, issues };
}

/** What tells it from the component's other flow logs; nothing of the first. */
export function flowLogDetail({ key }: Pick<FlowLogPlan, "key">): string | undefined {
  return key === MAIN ? undefined : key;
}

/** What a flow log is called behind the component's name: `private-1a`, `archive-private-1a`. */
export function flowLogName(log: FlowLogPlan, { suffix }: PlacePlan): string | undefined {
  const parts = [flowLogDetail(log), suffix];
  return parts.every((part) => part === undefined) ? undefined : childName(...parts);
}

function planFlowLog(key: string, spec: FlowLogSpec, site: FlowLogsSite): FlowLogPlan {
  return {
    key,
    spec,
    destination: destinationOf(spec),
    trafficType: spec.trafficType ?? FlowLogTraffic.All,
    logFormat: logFormatOf(spec.fields),
    retentionInDays: spec.retentionInDays ?? DEFAULTS.retentionInDays,
    maxAggregationInterval: spec.maxAggregationInterval ?? DEFAULTS.maxAggregationInterval,
    places: spec.subnets?.flatMap((subnets) => placesOf(subnets, site)) ?? [{ suffix: undefined }],
    bucket: spec.bucket ? planBucket(spec.bucket) : undefined,
  };
}

function destinationOf(spec: FlowLogSpec): FlowLogPlan["destination"] {
  if (spec.bucket) return "s3";
  return spec.deliveryStreamArn === undefined ? "cloud-watch-logs" : "kinesis-data-firehose";
}

function placesOf({ tier, availabilityZones }: FlowLogSubnets, site: FlowLogsSite): PlacePlan[] {
  return (availabilityZones ?? site.availabilityZones).map((availabilityZone) => ({
    suffix: childName(tier, zoneSuffix(availabilityZone)),
    subnet: { tier, availabilityZone },
  }));
}

function refuseFlowLog(spec: FlowLogSpec, site: FlowLogsSite): Issue[] {
  const interval = spec.maxAggregationInterval ?? DEFAULTS.maxAggregationInterval;
  const issues =
    spec.retentionInDays === undefined
      ? []
      : refuseRetention("retentionInDays", spec.retentionInDays);
  if (![60, 600].includes(interval)) {
    const reason = `must be 60 or 600, got ${interval}`;
    issues.push({ propertyPath: "maxAggregationInterval", reason });
  }
  return [
    ...issues,
    ...(spec.trafficType === undefined
      ? []
      : refuseValue("trafficType", FlowLogTraffic, spec.trafficType)),
    ...refuseFields(spec.fields),
    ...refuseSubnets(spec, site),
    ...refuseDestinations(spec),
    ...(spec.bucket ? refuseBucket(spec, spec.bucket) : []),
  ];
}

function refuseSubnets({ subnets }: FlowLogSpec, site: FlowLogsSite): Issue[] {
  if (subnets?.length === 0) {
    const reason = "must name a tier, got none; leave it out for the whole VPC";
    return [{ propertyPath: "subnets", reason }];
  }
  const tiers = Object.keys(site.subnetTypes);
  return (subnets ?? []).flatMap(({ tier, availabilityZones = [] }, index) => {
    const at = `subnets[${index}]`;
    const zones = availabilityZones.flatMap((zone, place) =>
      site.availabilityZones.includes(zone)
        ? []
        : [
            {
              propertyPath: `${at}.availabilityZones[${place}]`,
              reason: `must be one of ${site.availabilityZones.join(", ")}, got "${zone}"`,
            },
          ],
    );
    if (tiers.includes(tier)) return zones;
    const reason = `must be one of the network's tiers (${tiers.join(", ")}), got "${tier}"`;
    return [{ propertyPath: `${at}.tier`, reason }, ...zones];
  });
}

/** What is said of a destination that is not this flow log's would be dropped without a word. */
function refuseDestinations(spec: FlowLogSpec): Issue[] {
  if (spec.bucket && spec.deliveryStreamArn !== undefined) {
    const reason =
      "must be left out where bucket is given: a flow log has one destination; put the other one into others";
    return [{ propertyPath: "deliveryStreamArn", reason }];
  }
  const other = spec.bucket
    ? "bucket"
    : spec.deliveryStreamArn !== undefined && "deliveryStreamArn";
  if (other === false) return [];
  const ofGroup = (["retentionInDays", "logGroupName"] as const).filter(
    (argument) => spec[argument] !== undefined,
  );
  const issues: Issue[] = ofGroup.map((propertyPath) => ({
    propertyPath,
    reason: `must be left out where ${other} is given: it is of a CloudWatch Logs group, and none is made`,
  }));
  if (other === "deliveryStreamArn" && spec.kmsKeyArn !== undefined) {
    const reason =
      "must be left out where deliveryStreamArn is given: the stream's own settings decide how it encrypts";
    issues.push({ propertyPath: "kmsKeyArn", reason });
  }
  return issues;
}

function refuseKey(key: string): Issue[] {
  if (isKey(key) && key !== MAIN) return [];
  const reason = `must have a name of lower-case letters, digits and hyphens other than "${MAIN}", got "${key}"`;
  return [{ propertyPath: `others["${key}"]`, reason }];
}

/** A flow log named `private-1a` beside one of the subnet that is called so. */
function refuseSameNames(logs: readonly FlowLogPlan[]): Issue[] {
  const all = logs
    // One that is called like the first is refused for that.
    .filter(({ key }, index) => index === 0 || key !== MAIN)
    .flatMap((log) => log.places.map((place) => ({ key: log.key, name: flowLogName(log, place) })));
  return all.flatMap(({ key, name }, index) => {
    if (all.findIndex((one) => one.name === name) === index) return [];
    const isMain = key === MAIN;
    const reason = isMain
      ? `must name each subnet once, got ${name ?? ""} again`
      : `must have another name: "${name ?? ""}" is what another flow log of this network is called`;
    return [{ propertyPath: isMain ? "subnets" : `others["${key}"]`, reason }];
  });
}
