/**
 * A rule of a security group as a resource of its own: `aws.vpc.SecurityGroupIngressRule` and `…EgressRule`.
 * Replaces as internal/service/ec2/vpc_security_group_rule.go says.
 */
import { parseBlock } from "../../addresses";
import {
  common,
  output,
  requiredForcesNew,
  type Model,
  type Properties,
  type Property,
} from "../../model";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import { isGiven, isWritten, number, tagsOf, text, written } from "../../values";
import type { Scope } from "../../world/scope";
import { peers, securityGroupRuleKind, type SecurityGroupRule } from "./entities";
import { addRule, changeRule, type WantedRule } from "./securityGroupRules";

function wanted(inputs: ValueMap, egress: boolean): WantedRule {
  const peer = peers.find((one) => text(inputs, one) !== undefined) ?? "cidrIpv4";
  return {
    securityGroupId: text(inputs, "securityGroupId") ?? "",
    egress,
    ipProtocol: text(inputs, "ipProtocol") ?? "",
    fromPort: number(inputs, "fromPort") ?? -1,
    toPort: number(inputs, "toPort") ?? -1,
    peer,
    peerValue: text(inputs, peer) ?? "",
    description: text(inputs, "description") ?? "",
    tags: tagsOf(inputs, "tagsAll"),
  };
}

function read(scope: Scope, id: string, known: ValueMap): ValueMap | undefined {
  const rule = scope.get(securityGroupRuleKind, id);
  if (rule === undefined) return undefined;
  return {
    arn: scope.arn("ec2", `security-group-rule/${id}`),
    ...(rule.description === "" ? {} : { description: rule.description }),
    ...portsOf(rule, known),
    ipProtocol: sameProtocol(rule, known),
    [rule.peer]: samePeer(rule, known),
    securityGroupId: rule.securityGroupId,
    securityGroupRuleId: id,
    tagsAll: rule.tags,
  };
}

/** With protocol -1 AWS answers ports of -1; the provider keeps them out where the program gave none. */
function portsOf(rule: SecurityGroupRule, known: ValueMap): ValueMap {
  if (rule.ipProtocol === "-1" && !isGiven(known, "fromPort")) return {};
  return { fromPort: rule.fromPort, toPort: rule.toPort };
}

/** "all" and "6" are kept as written. */
function sameProtocol(rule: SecurityGroupRule, known: ValueMap): Value {
  const written = text(known, "ipProtocol");
  const equal = written !== undefined && (written === "all" ? "-1" : written) === rule.ipProtocol;
  return equal ? written : rule.ipProtocol;
}

function samePeer(rule: SecurityGroupRule, known: ValueMap): Value {
  const written = text(known, rule.peer);
  return written?.endsWith(`/${rule.peerValue}`) === true ? written : rule.peerValue;
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const failures: CheckFailure[] = [];
  if (peers.filter((one) => isWritten(inputs, one)).length !== 1)
    failures.push({
      property: "",
      reason:
        "Exactly one of these attributes must be configured: [cidr_ipv4,cidr_ipv6,prefix_list_id,referenced_security_group_id]",
    });
  for (const [property, family] of [
    ["cidrIpv4", 4],
    ["cidrIpv6", 6],
  ] as const) {
    const cidr = written(inputs, property);
    const block = cidr === undefined ? undefined : parseBlock(cidr);
    if (cidr !== undefined && !(block?.family === family && block.canonical))
      failures.push({
        property,
        reason: `value must be a valid IPv${family} CIDR that represents a network address, got: ${cidr}`,
      });
  }
  for (const property of ["fromPort", "toPort"]) {
    const port = number(inputs, property);
    if (port !== undefined && (port < -1 || port > 65535))
      failures.push({ property, reason: `value must be between -1 and 65535, got: ${port}` });
  }
  return failures;
}

/** A change of the *kind* of peer makes a new rule; a change of its value does not. */
const peer: Property = {
  exact: true,
  replaces: (before, after) => (before ?? null) === null || (after ?? null) === null,
};

const properties: Properties = {
  ...common,
  arn: output,
  cidrIpv4: peer,
  cidrIpv6: peer,
  description: {},
  fromPort: { kind: "number", exact: true },
  ipProtocol: { kind: "protocol", required: true },
  prefixListId: peer,
  referencedSecurityGroupId: peer,
  securityGroupId: requiredForcesNew,
  securityGroupRuleId: output,
  toPort: { kind: "number", exact: true },
};

function ruleModel(egress: boolean): Model {
  const direction = egress ? "Egress" : "Ingress";
  return {
    type: `aws:vpc/securityGroup${direction}Rule:SecurityGroup${direction}Rule`,
    service: "EC2",
    noun: `VPC Security Group ${direction} Rule`,
    calls: {
      create: `AuthorizeSecurityGroup${direction}`,
      update: "ModifySecurityGroupRules",
      delete: `RevokeSecurityGroup${direction}`,
    },
    properties,
    validate,
    create: (scope, inputs, { urn }) =>
      addRule(scope, scope.newId("sgr", urn), wanted(inputs, egress)).id,
    read,
    update(scope, id, { news }) {
      const rule = scope.need(
        securityGroupRuleKind,
        id,
        "InvalidSecurityGroupRuleId.NotFound",
        `The security group rule ID '${id}' does not exist`,
      );
      changeRule(scope, rule, wanted(news, egress));
    },
    delete: (scope, id) => scope.remove(scope.get(securityGroupRuleKind, id)),
  };
}

export const securityGroupIngressRule: Model = ruleModel(false);
export const securityGroupEgressRule: Model = ruleModel(true);
