/**
 * A health check. Replaces as internal/service/route53/health_check.go says (measured by planning).
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
 */
import { AwsError } from "../../errors";
import {
  optional,
  optionalFlag,
  optionalNumber,
  output,
  tags,
  tagsAll,
  type Form,
  type Model,
} from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkLength, checkRange } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { uuidFrom } from "../../resource/naming";
import type { Wanted } from "../../resource/spec";
import { arn, ipAddress, ofLength, oneOf } from "../../resource/forms";
import { isGiven, number, text, texts } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import { healthCheckKind } from "./entities";
import { regions } from "./regions";

const port: Form = (value, at) =>
  Number(value) >= 1 && Number(value) <= 65_535
    ? undefined
    : `expected "${at}" to be a valid port number, got: ${value}`;

const types = [
  "HTTP",
  "HTTPS",
  "HTTP_STR_MATCH",
  "HTTPS_STR_MATCH",
  "TCP",
  "CALCULATED",
  "CLOUDWATCH_METRIC",
  "RECOVERY_CONTROL",
];

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const regions = texts(inputs, "regions");
  const children = number(inputs, "childHealthThreshold") ?? 0;
  return [
    ...checkOneOf(inputs, "type", types),
    ...checkOneOf(inputs, "requestInterval", [10, 30]),
    ...checkOneOf(inputs, "insufficientDataHealthStatus", [
      "Healthy",
      "Unhealthy",
      "LastKnownStatus",
    ]),
    ...checkRange(inputs, "failureThreshold", [1, 10]),
    ...checkLength(inputs, "searchString", [0, 255]),
    ...checkLength(inputs, "fqdn", [0, 255]),
    ...checkLength(inputs, "resourcePath", [0, 255]),
    ...(regions.length > 0 && regions.length < 3
      ? [
          {
            property: "regions",
            reason: `Attribute regions requires 3 item minimum, but config has only ${regions.length} declared.`,
          },
        ]
      : []),
    ...(children > 256
      ? [
          {
            property: "childHealthThreshold",
            reason: `expected child_health_threshold to be at most (256), got ${children}`,
          },
        ]
      : []),
  ];
}

/** What each type cannot do without. */
function accept({ scope, inputs }: Wanted): void {
  const type = text(inputs, "type") ?? "";
  const lacks = (...properties: readonly string[]): boolean =>
    !properties.some((one) => isGiven(inputs, one));
  const needed = neededBy(type).find((one) => lacks(...one));
  if (needed !== undefined)
    throw new AwsError(
      "InvalidInput",
      `A health check of type ${type} needs ${needed.join(" or ")}.`,
    );
  const unknown = texts(inputs, "childHealthchecks").find(
    (id) => scope.get(healthCheckKind, id) === undefined,
  );
  if (unknown !== undefined)
    throw new AwsError("InvalidInput", `The child health check ${unknown} does not exist.`);
}

function neededBy(type: string): readonly (readonly string[])[] {
  if (type === "CALCULATED") return [["childHealthchecks"]];
  if (type === "CLOUDWATCH_METRIC") return [["cloudwatchAlarmName"], ["cloudwatchAlarmRegion"]];
  if (type === "RECOVERY_CONTROL") return [["routingControlArn"]];
  if (type === "TCP") return [["ipAddress", "fqdn"], ["port"]];
  return [["ipAddress", "fqdn"], ...(type.endsWith("_STR_MATCH") ? [["searchString"]] : [])];
}

export const healthCheck: Model = defineResource({
  type: "aws:route53/healthCheck:HealthCheck",
  service: "Route 53",
  noun: "Route53 Health Check",
  calls: { create: "CreateHealthCheck", update: "UpdateHealthCheck", delete: "DeleteHealthCheck" },
  global: true,
  kind: healthCheckKind,
  properties: {
    tags,
    tagsAll,
    arn: output,
    childHealthThreshold: optionalNumber,
    childHealthchecks: { kind: "set", form: ofLength(0, 64) },
    cloudwatchAlarmName: optional,
    cloudwatchAlarmRegion: { form: oneOf(...regions) },
    disabled: { kind: "flag", default: false },
    enableSni: { kind: "flag", computed: true },
    failureThreshold: { kind: "number", computed: true },
    fqdn: optional,
    insufficientDataHealthStatus: optional,
    invertHealthcheck: optionalFlag,
    ipAddress: { form: ipAddress },
    measureLatency: { kind: "flag", default: false, replaces: true },
    port: { kind: "number", form: port },
    referenceName: { replaces: true, local: true, form: ofLength(0, 27) },
    regions: { kind: "set" },
    requestInterval: { kind: "number", replaces: true },
    resourcePath: optional,
    routingControlArn: { replaces: true, form: arn },
    searchString: optional,
    triggers: { kind: "map", computed: true },
    type: { required: true, replaces: true },
  },
  validate,
  id: ({ scope, urn }) => scope.pinned?.id ?? uuidFrom(scope.newLife("health check", urn)),
  accept,
  fill: ({ scope, inputs }, id) => ({
    arn: `arn:${scope.partition.name}:route53:::healthcheck/${id}`,
    enableSni: (text(inputs, "type") ?? "").startsWith("HTTPS"),
    failureThreshold: ["CALCULATED", "CLOUDWATCH_METRIC", "RECOVERY_CONTROL"].includes(
      text(inputs, "type") ?? "",
    )
      ? 0
      : 3,
    triggers: {},
  }),
  gone: (id) => new AwsError("NoSuchHealthCheck", `A health check with id ${id} does not exist.`),
});
