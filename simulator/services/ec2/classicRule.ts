/**
 * The older `aws.ec2.SecurityGroupRule`: one protocol and port range, and any number of peers of one kind or another.
 * Replaces as internal/service/ec2/vpc_security_group_rule.go says.
 */
import { crc32 } from "node:zlib";
import { AwsError } from "../../errors";
import {
  output,
  region,
  requiredForcesNew,
  type Form,
  type Model,
  type Property,
} from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { notEmpty } from "../../resource/forms";
import { number, text, texts } from "../../values";
import { simulatedId } from "../../world/identity";
import type { Scope } from "../../world/scope";
import { canonicalFault, checkOneOf } from "./blocks";
import { atLeastOne, conflicting } from "./combinations";
import { ruleContent, securityGroupRuleKind, type SecurityGroupRule } from "./entities";
import { expand } from "./inlineRules";
import { addRule, canonicalProtocol, canonicalRule, type WantedRule } from "./securityGroupRules";

const peers = [
  "cidrBlocks",
  "ipv6CidrBlocks",
  "prefixListIds",
  "self",
  "sourceSecurityGroupId",
] as const;

/** As an inline block says it. */
function wanted(inputs: ValueMap): readonly WantedRule[] {
  const source = text(inputs, "sourceSecurityGroupId");
  const block = { ...inputs, securityGroups: source === undefined ? [] : [source] };
  return expand(block, text(inputs, "securityGroupId") ?? "", text(inputs, "type") === "egress");
}

/** As the provider makes it: a checksum of all that the rule says but its description. */
function resourceId(inputs: ValueMap): string {
  const group = text(inputs, "securityGroupId") ?? "";
  const ports = [number(inputs, "fromPort") ?? 0, number(inputs, "toPort") ?? 0];
  const source =
    text(inputs, "sourceSecurityGroupId") ?? (inputs.self === true ? group : undefined);
  const parts = [
    group,
    ...ports.filter((port) => port > 0),
    canonicalProtocol(text(inputs, "protocol") ?? ""),
    text(inputs, "type") ?? "",
    ...["cidrBlocks", "ipv6CidrBlocks", "prefixListIds"].flatMap((key) =>
      [...texts(inputs, key)].sort(),
    ),
    ...(source === undefined ? [] : [source]),
  ];
  return `sgrule-${crc32(parts.map((part) => `${part}-`).join(""))}`;
}

/** `sg-…_ingress_tcp_8000_8000_10.0.3.0/24`, with further peers after further underscores. */
function imported(id: string): ValueMap {
  const [securityGroupId = "", type = "", protocol = "", fromPort, toPort, ...sources] =
    id.split("_");
  const groups = sources.filter((one) => one.startsWith("sg-"));
  return {
    securityGroupId,
    type,
    protocol,
    fromPort: Number(fromPort ?? 0),
    toPort: Number(toPort ?? 0),
    cidrBlocks: sources.filter((one) => one.includes(".")),
    ipv6CidrBlocks: sources.filter((one) => one.includes(":")),
    prefixListIds: sources.filter((one) => one.startsWith("pl-")),
    ...(groups[0] === undefined ? {} : { sourceSecurityGroupId: groups[0] }),
    self: sources.includes("self"),
  };
}

const said = (id: string, known: ValueMap): ValueMap =>
  text(known, "securityGroupId") === undefined ? imported(id) : known;

/** All of them, or none: one that is missing makes it another rule. */
function standing(scope: Scope, inputs: ValueMap): readonly SecurityGroupRule[] {
  const rules = wanted(inputs);
  const found = rules.flatMap(
    (rule) =>
      scope.find(securityGroupRuleKind, "content", ruleContent(canonicalRule(rule)))[0] ?? [],
  );
  return found.length === rules.length ? found : [];
}

function create(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const rules = wanted(inputs);
  if (rules.length === 0)
    throw new AwsError("MissingParameter", "The request must contain a peer of the rule");
  for (const rule of rules)
    addRule(scope, simulatedId("sgr", scope.newLife(`sgr ${ruleContent(rule)}`, urn)), rule);
  return resourceId(inputs);
}

function read(scope: Scope, id: string, known: ValueMap): ValueMap | undefined {
  const inputs = said(id, known);
  const found = standing(scope, inputs);
  const [first] = found;
  if (first === undefined) return undefined;
  const isAll = first.ipProtocol === "-1";
  return {
    ...Object.fromEntries(peers.map((key) => [key, inputs[key] ?? null])),
    self: inputs.self ?? false,
    id: resourceId(inputs),
    description: first.description,
    fromPort: isAll ? (number(inputs, "fromPort") ?? 0) : first.fromPort,
    protocol: first.ipProtocol,
    securityGroupId: first.securityGroupId,
    securityGroupRuleId: found.length === 1 ? first.id : "",
    toPort: isAll ? (number(inputs, "toPort") ?? 0) : first.toPort,
    type: first.egress ? "egress" : "ingress",
  };
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const cidrs = (key: string, family: 4 | 6): CheckFailure[] =>
    texts(inputs, key).flatMap((cidr) => {
      const reason = canonicalFault(cidr, family);
      return reason === undefined ? [] : [{ property: key, reason }];
    });
  const description = text(inputs, "description") ?? "";
  const isPlain = /^[0-9A-Za-z_ .:/()#,@[\]+=&;{}!$*-]*$/.test(description);
  return [
    ...checkOneOf(inputs, "type", ["egress", "ingress"]),
    ...atLeastOne(inputs, peers),
    ...conflicting(inputs, "sourceSecurityGroupId", ["cidrBlocks", "ipv6CidrBlocks", "self"]),
    ...conflicting(inputs, "self", ["cidrBlocks", "ipv6CidrBlocks"]),
    ...cidrs("cidrBlocks", 4),
    ...cidrs("ipv6CidrBlocks", 6),
    ...(isPlain
      ? []
      : [
          {
            property: "description",
            reason: `"description" doesn't comply with restrictions ("^[0-9A-Za-z_ .:/()#,@\\\\[\\\\]+=&;{}!$*-]*$"): ${JSON.stringify(description)}`,
          },
        ]),
  ];
}

const shortDescription: Form = (value, at) =>
  String(value).length > 255
    ? `"${at}" cannot be longer than 255 characters: ${JSON.stringify(value)}`
    : undefined;

const forcedList: Property = { kind: "list", replaces: true };
const port: Property = { kind: "number", required: true, replaces: true };

export const classicRule: Model = {
  type: "aws:ec2/securityGroupRule:SecurityGroupRule",
  service: "EC2",
  noun: "Security Group Rule",
  calls: {
    create: "AuthorizeSecurityGroupIngress",
    update: "UpdateSecurityGroupRuleDescriptionsIngress",
    delete: "RevokeSecurityGroupIngress",
  },
  keys: ["securityGroupId", "type", "protocol", "fromPort", "toPort", ...peers],
  properties: {
    region,
    cidrBlocks: forcedList,
    description: { form: shortDescription },
    fromPort: port,
    ipv6CidrBlocks: forcedList,
    prefixListIds: { ...forcedList, form: notEmpty },
    protocol: { kind: "protocol", required: true, replaces: true },
    securityGroupId: requiredForcesNew,
    securityGroupRuleId: output,
    self: { kind: "flag", replaces: true },
    sourceSecurityGroupId: { computed: true, replaces: true },
    toPort: port,
    type: requiredForcesNew,
  },
  validate,
  create,
  read,
  update(scope, _id, { news }) {
    for (const rule of standing(scope, news))
      scope.put(securityGroupRuleKind, { ...rule, description: text(news, "description") ?? "" });
  },
  delete(scope, id, known) {
    for (const rule of standing(scope, said(id, known))) scope.remove(rule);
  },
};
