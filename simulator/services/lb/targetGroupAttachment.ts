/**
 * A target in a target group: an instance, an address, a function or an application load balancer. Replaces as
 * internal/service/elbv2/target_group_attachment.go says.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RegisterTargets.html
 */
import { contains, parseAddress, parseBlock } from "../../addresses";
import { AwsError } from "../../errors";
import { forcesNew, region, requiredForcesNew, type Model } from "../../model";
import { defineResource } from "../../resource/define";
import { digits } from "../../resource/naming";
import type { Spec, Thing, Wanted } from "../../resource/spec";
import { number, text } from "../../values";
import type { Scope } from "../../world/scope";
import { instanceKind } from "../compute/entities";
import { findVpc } from "../ec2/references";
import { ipv4Blocks } from "../ec2/vpcBlocks";
import { findFunction, permissionKind } from "../lambda/entities";
import { findTargetGroup, listenersOf, loadBalancerKind, targetKind } from "./entities";

const refused = (message: string): AwsError => new AwsError("InvalidTarget", message);

function accept({ scope, inputs }: Wanted): void {
  const group = findTargetGroup(scope, text(inputs, "targetGroupArn") ?? "");
  if (group === undefined)
    throw new AwsError("TargetGroupNotFound", "One or more target groups not found");
  const target = text(inputs, "targetId") ?? "";
  const type = text(group.properties, "targetType") ?? "instance";
  if (type === "instance") acceptInstance(scope, group, target);
  if (type === "ip") acceptAddress(scope, group, target, text(inputs, "availabilityZone"));
  if (type === "alb") acceptLoadBalancer(scope, group, target);
  if (type === "lambda") acceptFunction(scope, group, target);
}

/** One function, which says itself that load balancers may invoke it. */
function acceptFunction(scope: Scope, group: Thing, arn: string): void {
  const found = findFunction(scope, arn);
  if (found === undefined) throw refused(`The following targets are not valid functions: '${arn}'`);
  if (scope.count(targetKind, "targetGroup", group.id) > 0)
    throw new AwsError("TooManyTargets", "A target group of type 'lambda' takes one function");
  const isAllowed = scope
    .at(found)
    .find(permissionKind, "function", found.id)
    .some((one) => text(one.properties, "principal") === "elasticloadbalancing.amazonaws.com");
  if (!isAllowed)
    throw new AwsError(
      "AccessDenied",
      `elasticloadbalancing principal does not have permission to invoke ${arn} from target group ${group.id}`,
    );
}

function acceptInstance(scope: Scope, group: Thing, id: string): void {
  const instance = scope.get(instanceKind, id);
  if (instance === undefined)
    throw refused(`The following targets are not valid instances: '${id}'`);
  const vpcId = text(group.properties, "vpcId") ?? "";
  if (text(instance.properties, "vpcId") !== vpcId)
    throw refused(`The following targets are not in the target group VPC '${vpcId}': '${id}'`);
}

/** Blocks from which addresses outside the VPC may be, with the AZ `all`. */
const peers = ["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"];

function acceptAddress(scope: Scope, group: Thing, address: string, zone?: string): void {
  if (address.includes(":")) return;
  const isIn = (block: string): boolean => holds(block, address);
  if (parseAddress(address) === undefined) throw refused(`'${address}' is not a valid IP address`);
  const vpc = findVpc(scope, text(group.properties, "vpcId") ?? "");
  if (vpc !== undefined && ipv4Blocks(vpc).some(isIn)) return;
  if (zone !== "all" || !peers.some(isIn))
    throw refused(
      `The IP address '${address}' is outside the target group's VPC: it must be of ${peers.join(", ")}, with availability zone 'all'`,
    );
}

function holds(block: string, address: string): boolean {
  const [outer, inner] = [parseBlock(block), parseBlock(`${address}/32`)];
  return outer !== undefined && inner !== undefined && contains(outer, inner);
}

function acceptLoadBalancer(scope: Scope, group: Thing, arn: string): void {
  const found = scope.get(loadBalancerKind, arn);
  if (found === undefined || text(found.properties, "loadBalancerType") !== "application")
    throw refused(`'${arn}' is no application load balancer`);
  const port = number(group.properties, "port");
  if (!listenersOf(scope, arn).some((one) => number(one.properties, "port") === port))
    throw refused(`The load balancer '${arn}' has no listener on port ${port ?? ""}`);
}

const spec: Omit<Spec, "type"> = {
  service: "Elastic Load Balancing v2",
  noun: "ELBv2 Target Group Attachment",
  calls: { create: "RegisterTargets", delete: "DeregisterTargets" },
  kind: targetKind,
  properties: {
    region,
    availabilityZone: forcesNew,
    port: { kind: "number", replaces: true },
    quicServerId: forcesNew,
    targetGroupArn: requiredForcesNew,
    targetId: requiredForcesNew,
  },
  names: () => [],
  id: ({ scope, inputs, urn }) =>
    `${text(inputs, "targetGroupArn") ?? ""}-${digits(scope.newLife("target", urn), 26)}`,
  accept,
};

export const targetGroupAttachments: readonly Model[] = ["lb", "alb"].map((module) =>
  defineResource({ ...spec, type: `aws:${module}/targetGroupAttachment:TargetGroupAttachment` }),
);
