/**
 * A target group: what listeners and rules send to. Replaces as internal/service/elbv2/target_group.go says.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 */
import { AwsError } from "../../errors";
import { common, computed, output, type Model, type Properties } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import { flagText, inRange, numberText, oneOf, oneOfAnyCase } from "../../resource/forms";
import { nameOf } from "../../resource/naming";
import type { Spec, Thing, Wanted } from "../../resource/spec";
import { isGiven, isMap, text } from "../../values";
import type { Scope } from "../../world/scope";
import { findVpc } from "../ec2/references";
import { hexOf, loadBalancersOf, targetGroupKind, targetKind } from "./entities";
import { healthCheckKeys, healthCheckOf, timeoutFault, validateHealthCheck } from "./healthCheck";
import { checkName } from "./names";

const needed = ["port", "protocol", "vpcId"];

const typeOf = (inputs: ValueMap): string => text(inputs, "targetType") ?? "instance";

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const name = text(inputs, "name") ?? "";
  if (before === undefined && scope.count(targetGroupKind, "name", name) > 0)
    throw new AwsError(
      "DuplicateTargetGroupName",
      `A target group with the same name '${name}' exists, but with different settings`,
    );
  const bare = needed.find((property) => !isGiven(inputs, property));
  if (bare !== undefined && typeOf(inputs) !== "lambda")
    throw new AwsError("ValidationError", `A ${bare} must be specified`);
  const fault = timeoutFault(inputs);
  if (fault !== undefined) throw new AwsError("ValidationError", fault);
  const protocol = text(inputs, "protocol") ?? "";
  if (typeOf(inputs) === "alb" && protocol !== "TCP")
    throw new AwsError(
      "ValidationError",
      `Protocol '${protocol}' must be TCP for target groups with target type 'alb'`,
    );
  acceptStickiness(inputs, protocol);
}

function acceptStickiness(inputs: ValueMap, protocol: string): void {
  const { stickiness } = inputs;
  const kind = isMap(stickiness) ? text(stickiness, "type") : undefined;
  if (kind === undefined || typeOf(inputs) === "lambda") return;
  const isCookie = kind === "lb_cookie" || kind === "app_cookie";
  if (isCookie !== /^HTTPS?$/.test(protocol))
    throw new AwsError(
      "InvalidConfigurationRequest",
      `Stickiness type '${kind}' is not supported for target groups with the ${protocol} protocol`,
      "ModifyTargetGroupAttributes",
    );
}

function fill({ inputs }: Wanted, arn: string): ValueMap {
  const suffix = arn.slice(arn.indexOf(":targetgroup/") + 1);
  const protocol = text(inputs, "protocol") ?? "";
  const isHttp = /^HTTPS?$/.test(protocol);
  const isLambda = typeOf(inputs) === "lambda";
  return {
    arn,
    arnSuffix: suffix,
    name: suffix.split("/")[1] ?? "",
    connectionTermination: false,
    ...(isLambda ? {} : { ipAddressType: "ipv4", preserveClientIp: isHttp ? "" : "true" }),
    ...(isHttp ? { protocolVersion: "HTTP1", loadBalancingAnomalyMitigation: "off" } : {}),
    ...(isHttp || isLambda ? { loadBalancingAlgorithmType: "round_robin" } : {}),
    loadBalancingCrossZoneEnabled: "use_load_balancer_configuration",
    stickiness: isHttp
      ? { cookieDuration: 86_400, cookieName: "", enabled: false, type: "lb_cookie" }
      : { enabled: false, type: "source_ip" },
  };
}

function show(scope: Scope, thing: Thing): ValueMap {
  const { healthCheck } = thing.properties;
  return {
    healthCheck: { ...healthCheckOf(thing.properties), ...(isMap(healthCheck) ? healthCheck : {}) },
    loadBalancerArns: loadBalancersOf(scope, thing),
  };
}

function removed(scope: Scope, thing: Thing): undefined {
  for (const target of scope.find(targetKind, "targetGroup", thing.id)) scope.remove(target);
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const type = typeOf(inputs);
  const missing =
    type === "lambda" ? [] : needed.filter((property) => inputs[property] === undefined);
  return [
    ...checkName(inputs),
    ...missing.map((property) => ({
      property,
      reason: `Attribute "${property === "vpcId" ? "vpc_id" : property}" must be specified when "target_type" is "${type}".`,
    })),
    ...validateHealthCheck(inputs),
  ];
}

const protocols = [
  "HTTP",
  "HTTPS",
  "TCP",
  "TLS",
  "UDP",
  "TCP_UDP",
  "GENEVE",
  "QUIC",
  "TCP_QUIC",
] as const;

const properties: Properties = {
  ...common,
  arn: output,
  arnSuffix: output,
  connectionTermination: { kind: "flag", computed: true },
  deregistrationDelay: { kind: "number", default: 300, form: numberText(0, 3600) },
  healthCheck: { kind: "block", computed: true, fills: healthCheckKeys },
  ipAddressType: { replaces: true, computed: true, form: oneOf("ipv4", "ipv6") },
  lambdaMultiValueHeadersEnabled: { kind: "flag", default: false },
  loadBalancerArns: { kind: "set", output: true },
  loadBalancingAlgorithmType: {
    ...computed,
    form: oneOf("round_robin", "least_outstanding_requests", "weighted_random"),
  },
  loadBalancingAnomalyMitigation: { ...computed, form: oneOf("on", "off") },
  loadBalancingCrossZoneEnabled: {
    ...computed,
    form: oneOf("true", "false", "use_load_balancer_configuration"),
  },
  name: { replaces: true, computed: true },
  namePrefix: { replaces: true, computed: true },
  port: { kind: "number", replaces: true, form: inRange(1, 65_535) },
  preserveClientIp: { ...computed, form: flagText },
  protocol: { replaces: true, form: oneOf(...protocols) },
  protocolVersion: {
    replaces: true,
    computed: true,
    form: oneOfAnyCase("GRPC", "HTTP1", "HTTP2"),
  },
  proxyProtocolV2: { kind: "flag", default: false },
  slowStart: {
    kind: "number",
    default: 0,
    form: (value, at) => (value === 0 ? undefined : inRange(30, 900)(value, at)),
  },
  stickiness: {
    kind: "block",
    computed: true,
    fills: ["cookieDuration", "cookieName", "enabled"],
  },
  targetControlPort: { kind: "number", replaces: true },
  targetFailovers: { kind: "list", computed: true },
  targetGroupHealth: { kind: "block", computed: true },
  targetHealthStates: { kind: "list", computed: true },
  targetType: {
    default: "instance",
    replaces: true,
    form: oneOf("instance", "ip", "lambda", "alb"),
  },
  vpcId: { replaces: true },
};

const spec: Omit<Spec, "type"> = {
  service: "Elastic Load Balancing v2",
  noun: "ELBv2 Target Group",
  calls: {
    create: "CreateTargetGroup",
    update: "ModifyTargetGroup",
    delete: "DeleteTargetGroup",
  },
  otherCalls: (action) => (action === "create" ? ["ModifyTargetGroupAttributes"] : []),
  kind: targetGroupKind,
  autoname: { max: 32 },
  properties,
  validate,
  references: [
    {
      property: "vpcId",
      find: findVpc,
      missing: (value) => new AwsError("ValidationError", `The VPC ID '${value}' is not found`),
    },
  ],
  id(wanted) {
    const hex = hexOf(wanted.scope.newLife("target group", wanted.urn));
    return wanted.scope.arn("elasticloadbalancing", `targetgroup/${nameOf(wanted)}/${hex}`);
  },
  accept,
  fill,
  show,
  removed,
  inUse: (thing) =>
    new AwsError(
      "ResourceInUse",
      `Target group '${thing.id}' is currently in use by a listener or a rule`,
    ),
  gone: (arn) =>
    new AwsError("TargetGroupNotFound", `One or more target groups not found: '${arn}'`),
};

export const targetGroups: readonly Model[] = ["lb", "alb"].map((module) =>
  defineResource({ ...spec, type: `aws:${module}/targetGroup:TargetGroup` }),
);
