/** What listeners and rules do with a request: forward it, redirect it, answer it, ask who it is. */
import { AwsError } from "../../errors";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import { textsAt } from "../../resource/references";
import type { Reference, Thing } from "../../resource/spec";
import { isGiven, isMap, maps, text } from "../../values";
import type { Scope } from "../../world/scope";
import { findTargetGroup, loadBalancersOf } from "./entities";

const noGroup = (): AwsError =>
  new AwsError("TargetGroupNotFound", "One or more target groups not found");

/** The target groups that actions name: they cannot go while they are named. */
export const targetGroupReferences = (property: string): readonly Reference[] =>
  ["targetGroupArn", "forward.targetGroups.arn"].map((path) => ({
    property: `${property}.${path}`,
    find: findTargetGroup,
    missing: noGroup,
    holds: true,
  }));

/** Of each type of action, the block that says more of it. */
const blocks: Readonly<Record<string, string>> = {
  "authenticate-cognito": "authenticateCognito",
  "authenticate-oidc": "authenticateOidc",
  "fixed-response": "fixedResponse",
  redirect: "redirect",
  "jwt-validation": "jwtValidation",
};
const types = ["forward", ...Object.keys(blocks)];

export function validateActions(inputs: ValueMap, property: string): readonly CheckFailure[] {
  return maps(inputs, property).flatMap((action, index) => {
    const at = `${property === "actions" ? "action" : "default_action"}[${index}]`;
    const reason = actionFault(action, at);
    return reason === undefined ? [] : [{ property, reason }];
  });
}

function actionFault(action: ValueMap, at: string): string | undefined {
  const type = text(action, "type");
  if (type === undefined) return undefined;
  if (!types.includes(type))
    return `expected ${at}.type to be one of [${types.map((one) => `"${one}"`).join(" ")}], got ${type}`;
  const block = blocks[type];
  if (block !== undefined && !isGiven(action, block))
    return `Attribute "${at}.${type.replaceAll("-", "_")}" must be specified when "${at}.type" is "${type}".`;
  if (type === "forward" && !isGiven(action, "targetGroupArn") && !isGiven(action, "forward"))
    return `Either "${at}.target_group_arn" or "${at}.forward" must be specified when "${at}.type" is "forward".`;
  return undefined;
}

export interface Place {
  readonly loadBalancer: Thing;
  /** The listener's. */
  readonly protocol: string;
  readonly port: number | undefined;
}

/** @throws AwsError */
export function acceptActions(scope: Scope, actions: readonly ValueMap[], place: Place): void {
  const last = actions.at(-1);
  const isRouting = ["forward", "redirect", "fixed-response"].includes(
    text(last ?? {}, "type") ?? "",
  );
  if (!isRouting)
    throw new AwsError(
      "InvalidLoadBalancerAction",
      "The last action must be forward, redirect or fixed-response",
    );
  for (const action of actions) {
    if (text(action, "type") === "forward") acceptForward(scope, action, place);
    else if (text(place.loadBalancer.properties, "loadBalancerType") === "network")
      throw new AwsError(
        "InvalidLoadBalancerAction",
        `Action type '${text(action, "type") ?? ""}' is not supported for network load balancers: they forward`,
      );
    acceptRedirect(action.redirect, place);
  }
}

function acceptForward(scope: Scope, action: ValueMap, place: Place): void {
  for (const path of ["targetGroupArn", "forward.targetGroups.arn"])
    for (const arn of textsAt(action, path)) {
      const group = findTargetGroup(scope, arn);
      if (group !== undefined) acceptGroup(scope, group, place);
    }
}

const layer7 = /^HTTPS?$/;

function acceptGroup(scope: Scope, group: Thing, { loadBalancer, protocol }: Place): void {
  const isLambda = text(group.properties, "targetType") === "lambda";
  const theirs = isLambda ? "HTTP" : (text(group.properties, "protocol") ?? "");
  if (layer7.test(theirs) !== layer7.test(protocol))
    throw new AwsError(
      "IncompatibleProtocols",
      `The protocol of target group '${group.id}', ${theirs}, does not go with the listener's, ${protocol}`,
    );
  const vpcId = text(loadBalancer.properties, "vpcId");
  if (!isLambda && text(group.properties, "vpcId") !== vpcId)
    throw new AwsError(
      "InvalidConfigurationRequest",
      `Target group '${group.id}' is not in the load balancer's VPC, ${vpcId ?? ""}`,
    );
  if (loadBalancersOf(scope, group).some((arn) => arn !== loadBalancer.id))
    throw new AwsError(
      "TargetGroupAssociationLimit",
      `The following target groups cannot be associated with more than one load balancer: ${group.id}`,
    );
}

/** One that leads back to the listener itself. */
function acceptRedirect(redirect: Value | undefined, { protocol, port }: Place): void {
  if (!isMap(redirect)) return;
  const keeps = (key: string, ...same: readonly string[]): boolean =>
    [undefined, ...same].includes(text(redirect, key));
  const isLoop =
    keeps("protocol", "#{protocol}", protocol) &&
    keeps("port", "#{port}", String(port)) &&
    keeps("host", "#{host}") &&
    keeps("path", "/#{path}");
  if (isLoop)
    throw new AwsError(
      "InvalidLoadBalancerAction",
      "Redirect configuration is not valid because it creates a loop.",
    );
}
