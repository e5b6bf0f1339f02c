/**
 * A listener's rule: conditions, and what to do then. Replaces as internal/service/elbv2/listener_rule.go says.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html
 */
import { AwsError } from "../../errors";
import { common, output, type Model, type Properties } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import { arn as arnForm, inRange } from "../../resource/forms";
import { textsAt } from "../../resource/references";
import type { Spec, Thing, Wanted } from "../../resource/spec";
import { isGiven, maps, number, text } from "../../values";
import type { Scope } from "../../world/scope";
import { acceptActions, targetGroupReferences, validateActions } from "./actions";
import { hexOf, listenerKind, listenerRuleKind } from "./entities";
import { placeOf } from "./listener";

const rulesOf = (scope: Scope, listenerArn: string): readonly Thing[] =>
  scope.find(listenerRuleKind, "listener", listenerArn);

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const listener = scope.get(listenerKind, text(inputs, "listenerArn") ?? "");
  const place = listener === undefined ? undefined : placeOf(scope, listener);
  if (listener === undefined || place === undefined)
    throw new AwsError("ListenerNotFound", "One or more listeners not found");
  if (text(place.loadBalancer.properties, "loadBalancerType") !== "application")
    throw new AwsError(
      "InvalidConfigurationRequest",
      "Rules are supported for listeners of application load balancers only",
    );
  const priority = number(inputs, "priority");
  const isTaken = rulesOf(scope, listener.id).some(
    (one) => one.id !== before?.id && number(one.properties, "priority") === priority,
  );
  if (priority !== undefined && isTaken)
    throw new AwsError("PriorityInUse", `Priority '${priority}' is currently in use`);
  const values = valueFields.flatMap((path) => textsAt(inputs, `conditions.${path}`)).length;
  const pairs = maps(inputs, "conditions").flatMap((one) => maps(one, "queryStrings")).length;
  if (values + pairs > 5)
    throw new AwsError(
      "TooManyConditionValues",
      `A rule can have at most 5 condition values, got ${values + pairs}`,
    );
  acceptActions(scope, maps(inputs, "actions"), place);
}

/** Where none is given, the provider takes the next after the highest. */
function fill({ scope, inputs }: Wanted, arn: string): ValueMap {
  const others = rulesOf(scope, text(inputs, "listenerArn") ?? "");
  const highest = Math.max(0, ...others.map((one) => number(one.properties, "priority") ?? 0));
  return { arn, priority: highest + 1 };
}

const fields = [
  "hostHeader",
  "httpHeader",
  "httpRequestMethod",
  "pathPattern",
  "queryStrings",
  "sourceIp",
];
const valueFields = fields
  .filter((field) => field !== "queryStrings")
  .flatMap((field) => [`${field}.values`, `${field}.regexValues`]);

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const property = "conditions";
  return [
    ...validateActions(inputs, "actions"),
    ...maps(inputs, property)
      .filter((condition) => fields.filter((field) => isGiven(condition, field)).length !== 1)
      .map(() => ({
        property,
        reason:
          "a condition must have exactly one of host_header, http_header, http_request_method, path_pattern, query_string, source_ip",
      })),
  ];
}

const properties: Properties = {
  ...common,
  actions: { kind: "list", required: true },
  arn: output,
  conditions: { kind: "blocks", required: true },
  listenerArn: { required: true, replaces: true, form: arnForm },
  priority: { kind: "number", computed: true, form: inRange(1, 50_000) },
  transforms: { kind: "list" },
};

const spec: Omit<Spec, "type"> = {
  service: "Elastic Load Balancing v2",
  noun: "ELBv2 Listener Rule",
  calls: { create: "CreateRule", update: "ModifyRule", delete: "DeleteRule" },
  kind: listenerRuleKind,
  properties,
  validate,
  references: targetGroupReferences("actions"),
  id({ scope, inputs, urn }) {
    const arn = text(inputs, "listenerArn") ?? "";
    const hex = hexOf(scope.newLife("listener rule", urn));
    return `${arn.replace(":listener/", ":listener-rule/")}/${hex}`;
  },
  accept,
  fill,
  gone: (arn) => new AwsError("RuleNotFound", `One or more rules not found: '${arn}'`),
};

export const listenerRules: readonly Model[] = ["lb", "alb"].map((module) =>
  defineResource({ ...spec, type: `aws:${module}/listenerRule:ListenerRule` }),
);
