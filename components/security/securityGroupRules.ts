/**
 * Rules of security groups, each a resource of its own, so that editing one touches one.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
import * as awsvpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import type { Traffic } from "../../net";
import { childName, tagsOf, type Tagging } from "../network";
import type { RulePeer, RulePlan } from "./securityGroupRulesPlan";

type Ids = Readonly<Record<string, pulumi.Input<string>>>;

export interface RuleBuilding {
  readonly parent: pulumi.ComponentResource;
  readonly name: string;
  readonly tagging: Tagging;
  readonly region: string | undefined;
  /** The groups that rules are added to. */
  readonly groupIds: Ids;
  readonly peerGroupIds: Ids | undefined;
  readonly prefixListIds: Ids | undefined;
  readonly ipv6CidrBlock: pulumi.Input<string> | undefined;
  /** What the component depends on: Pulumi keeps that from children, but AWS takes a peer's group only once the peering is there. */
  readonly dependsOn: pulumi.ResourceOptions["dependsOn"];
}

/** The rules' ids, by key. */
export function createRules(
  building: RuleBuilding,
  rules: readonly RulePlan[],
): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(rules.map((rule) => [rule.key, createRule(building, rule)]));
}

function createRule(building: RuleBuilding, rule: RulePlan): pulumi.Output<string> {
  const { parent, name, tagging, dependsOn } = building;
  const child = childName(name, rule.key);
  const inputs = {
    securityGroupId: building.groupIds[rule.group] ?? "",
    description: rule.description,
    ...protocolInputs(rule.traffic, rule.ipv6),
    ...peerInputs(rule.peer, building),
    region: building.region,
    tags: tagsOf(tagging, { child, resourceType: "sgr", detail: rule.key }),
  };
  const opts = { parent, ...(dependsOn === undefined ? {} : { dependsOn }) };
  return rule.direction === "ingress"
    ? new awsvpc.SecurityGroupIngressRule(child, inputs, opts).id
    : new awsvpc.SecurityGroupEgressRule(child, inputs, opts).id;
}

/** AWS writes "all" as -1 without ports, and all of ICMP as type and code -1. */
function protocolInputs(traffic: Traffic, ipv6: boolean) {
  if (traffic.protocol === "all") return { ipProtocol: "-1" };
  if (traffic.protocol === "icmp") {
    return { ipProtocol: ipv6 ? "icmpv6" : "icmp", fromPort: -1, toPort: -1 };
  }
  const { from, to } = traffic.ports;
  return { ipProtocol: traffic.protocol, fromPort: from, toPort: to };
}

function peerInputs(peer: RulePeer, building: RuleBuilding) {
  switch (peer.kind) {
    case "group":
      return { referencedSecurityGroupId: building.groupIds[peer.name] };
    case "peerGroup":
      return { referencedSecurityGroupId: building.peerGroupIds?.[peer.name] };
    case "prefixList":
      return { prefixListId: building.prefixListIds?.[peer.name] };
    case "cidrIpv4":
      return { cidrIpv4: peer.cidrBlock };
    case "cidrIpv6":
      return { cidrIpv6: peer.cidrBlock };
    case "vpcIpv6":
      return { cidrIpv6: building.ipv6CidrBlock };
  }
}
