/**
 * A flow log: what crosses a VPC's, subnet's or interface's edge, written to CloudWatch Logs, S3 or Firehose. Everything
 * but its tags is fixed. https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
 * Replaces as internal/service/ec2/vpc_flow_log.go says.
 */
import { AwsError } from "../../errors";
import { common, output, type Model, type Property } from "../../model";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import { arn } from "../../resource/forms";
import { isGiven, isWritten, number, tagsOf, text } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "./blocks";
import { needAttachment, needTransitGateway } from "../transitgateway/references";
import { flowLogKind, natGatewayKind, networkInterfaceKind, type NatGateway } from "./entities";
import { needSubnet, needVpc } from "./references";

const subjects = [
  "vpcId",
  "subnetId",
  "eniId",
  "transitGatewayId",
  "transitGatewayAttachmentId",
  "regionalNatGatewayId",
] as const;

const defaultFormat =
  "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";

const settingNames = [
  ...subjects,
  "deliverCrossAccountRole",
  "destinationOptions",
  "iamRoleArn",
  "logDestination",
  "tagFieldSpecifications",
  "trafficType",
] as const;

function create(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const resourceId = subjectOf(scope, inputs);
  const logDestinationType = text(inputs, "logDestinationType") ?? "cloud-watch-logs";
  const logDestination = text(inputs, "logDestination");
  checkDestination(inputs, logDestinationType, logDestination);
  checkInterval(inputs);
  const settings = settingsOf(inputs, logDestinationType);
  const same = scope
    .find(flowLogKind, "resource", resourceId)
    .some((one) => JSON.stringify(one.settings) === JSON.stringify(settings));
  if (same)
    throw new AwsError(
      "FlowLogAlreadyExists",
      "Error. There is an existing Flow Log with the same configuration and log destination.",
    );
  const id = scope.newId("fl", urn);
  scope.put(flowLogKind, {
    id,
    resourceId,
    logDestination: logDestination ?? "",
    settings,
    tags: tagsOf(inputs, "tagsAll"),
  });
  return id;
}

function checkInterval(inputs: ValueMap): void {
  const interval = number(inputs, "maxAggregationInterval") ?? 600;
  if (interval !== 60 && interval !== 600)
    throw new AwsError(
      "InvalidParameter",
      `MaxAggregationInterval ${interval} is not valid: it is 60 or 600 seconds`,
    );
  const isTransit = text(inputs, "transitGatewayId") ?? text(inputs, "transitGatewayAttachmentId");
  if (isTransit !== undefined && interval !== 60)
    throw new AwsError(
      "InvalidParameter",
      "MaxAggregationInterval must be 60 seconds for a transit gateway or an attachment of one",
    );
}

function settingsOf(inputs: ValueMap, logDestinationType: string): ValueMap {
  const settings: Record<string, Value> = {
    logDestinationType,
    logFormat: text(inputs, "logFormat") ?? defaultFormat,
    maxAggregationInterval: number(inputs, "maxAggregationInterval") ?? 600,
  };
  for (const name of settingNames) {
    const value = inputs[name];
    if (value !== undefined && value !== null) settings[name] = value;
  }
  return settings;
}

function subjectOf(scope: Scope, inputs: ValueMap): string {
  const subject = subjects.find((one) => text(inputs, one) !== undefined);
  const id = subject === undefined ? "" : (text(inputs, subject) ?? "");
  switch (subject) {
    case "vpcId":
      return needVpc(scope, id).id;
    case "subnetId":
      return needSubnet(scope, id).id;
    case "eniId":
      return scope.need(
        networkInterfaceKind,
        id,
        "InvalidNetworkInterfaceID.NotFound",
        `The networkInterface ID '${id}' does not exist`,
      ).id;
    case "transitGatewayId":
      return needTransitGateway(scope, id).id;
    case "transitGatewayAttachmentId":
      return needAttachment(scope, id).id;
    case "regionalNatGatewayId":
      return needRegional(scope, id).id;
    default:
      throw new AwsError("InvalidParameter", `There is no resource '${id}' to log`);
  }
}

function needRegional(scope: Scope, id: string): NatGateway {
  const found = scope.get(natGatewayKind, id);
  if (found?.availabilityMode !== "regional")
    throw new AwsError("NatGatewayNotFound", `The regional NAT gateway ${id} was not found`);
  return found;
}

function checkDestination(inputs: ValueMap, type: string, destination: string | undefined): void {
  if (destination === undefined)
    throw new AwsError(
      "InvalidParameter",
      "LogDestination can't be empty if LogGroupName is not provided.",
    );
  const service = { s3: "s3", "kinesis-data-firehose": "firehose" }[type] ?? "logs";
  if (!new RegExp(`^arn:[^:]+:${service}:`).test(destination))
    throw new AwsError(
      "InvalidParameter",
      `LogDestination ${destination} is not valid for LogDestinationType ${type}`,
    );
  if (type === "cloud-watch-logs" && !isGiven(inputs, "iamRoleArn"))
    throw new AwsError(
      "InvalidParameter",
      "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.",
    );
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const given = subjects.filter((one) => isWritten(inputs, one));
  const names =
    "eni_id,regional_nat_gateway_id,subnet_id,transit_gateway_attachment_id,transit_gateway_id,vpc_id";
  const failures: CheckFailure[] = [
    ...checkOneOf(inputs, "maxAggregationInterval", [60, 600]),
    ...checkOneOf(inputs, "trafficType", ["ACCEPT", "REJECT", "ALL"]),
    ...checkOneOf(inputs, "logDestinationType", [
      "cloud-watch-logs",
      "s3",
      "kinesis-data-firehose",
    ]),
  ];
  if (given.length !== 1)
    failures.push({
      property: "vpcId",
      reason:
        given.length === 0
          ? `"vpc_id": one of \`${names}\` must be specified`
          : `"vpc_id": only one of \`${names}\` can be specified`,
    });
  return failures;
}

const forced = { replaces: true } as const;
const forcedArn: Property = { replaces: true, form: arn };
const settled: Property = { computed: true, replaces: true };

export const flowLog: Model = {
  type: "aws:ec2/flowLog:FlowLog",
  service: "EC2",
  noun: "EC2 Flow Log",
  calls: { create: "CreateFlowLogs", update: "CreateTags", delete: "DeleteFlowLogs" },
  properties: {
    ...common,
    arn: output,
    deliverCrossAccountRole: forcedArn,
    destinationOptions: { kind: "block", replaces: true },
    eniId: forced,
    iamRoleArn: forcedArn,
    logDestination: { ...settled, form: arn },
    logDestinationType: { default: "cloud-watch-logs", replaces: true },
    logFormat: settled,
    maxAggregationInterval: { kind: "number", default: 600, replaces: true },
    regionalNatGatewayId: forced,
    subnetId: forced,
    tagFieldSpecifications: { kind: "blocks", replaces: true },
    trafficType: forced,
    transitGatewayAttachmentId: forced,
    transitGatewayId: forced,
    vpcId: forced,
  },
  validate,
  create,
  read(scope, id) {
    const log = scope.get(flowLogKind, id);
    return (
      log && {
        ...log.settings,
        arn: scope.arn("ec2", `vpc-flow-log/${id}`),
        tagsAll: log.tags,
      }
    );
  },
  update(scope, id, { news }) {
    const log = scope.need(
      flowLogKind,
      id,
      "InvalidFlowLogId.NotFound",
      `The flow log ID '${id}' does not exist`,
    );
    scope.put(flowLogKind, { ...log, tags: tagsOf(news, "tagsAll") });
  },
  delete: (scope, id) => scope.remove(scope.get(flowLogKind, id)),
};
