/** Security group rules: protocols, ports, peers, descriptions, duplicates and how many. */
import { id, update, type Argument, type Arguments, type Case, type Step } from "../case";
import { ec2Api, pages } from "../pages";
import * as aws from "../resources";
import { aGroup, aVpc, dualStackVpc, otherVpc, times } from "../surroundings";

const https: Arguments = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };
const anywhere: Arguments = { cidrIpv4: "0.0.0.0/0" };

const rule = (args: Arguments, name = "rule"): Step =>
  aws.ingressRule(name, { securityGroupId: id("group"), ...args });

const withGroup: readonly Step[] = [aVpc, aGroup()];

const traffic = (ipProtocol: string, fromPort?: number, toPort?: number): Arguments => ({
  ipProtocol,
  ...(fromPort === undefined ? {} : { fromPort }),
  ...(toPort === undefined ? {} : { toPort }),
});

const protocols: readonly (readonly [what: string, args: Arguments, expect: string])[] = [
  ["TCP ports 0 to 65535", traffic("tcp", 0, 65535), "accepted"],
  ["TCP port 65536", traffic("tcp", 65536, 65536), "InvalidParameterValue"],
  ["TCP ports 443 to 80", traffic("tcp", 443, 80), "InvalidParameterValue"],
  ["TCP without ports", traffic("tcp"), "InvalidParameterValue"],
  ["UDP port 53", traffic("udp", 53, 53), "accepted"],
  ["protocol 6", traffic("6", 443, 443), "accepted"],
  ["every protocol", traffic("-1"), "accepted"],
  ["protocol 50, without ports", traffic("50"), "accepted"],
  ["protocol 256", traffic("256"), "InvalidParameterValue"],
  ["a protocol named bogus", traffic("bogus", 1, 1), "InvalidParameterValue"],
  ["ICMP of every type", traffic("icmp", -1, -1), "accepted"],
  ["ICMP type 8, code 0", traffic("icmp", 8, 0), "accepted"],
  ["ICMP type 8, every code", traffic("icmp", 8, -1), "accepted"],
  ["ICMP type 256", traffic("icmp", 256, -1), "InvalidParameterValue"],
];

const ofProtocols = protocols.map(([what, args, expect]): Case => ({
  title: `a group rule for ${what}`,
  page: ec2Api("IpPermission"),
  given: withGroup,
  attempt: rule({ ...args, ...anywhere }),
  expect,
}));

const ofPeers: readonly Case[] = [
  {
    title: "a group rule for an IPv6 block",
    page: ec2Api("IpPermission"),
    given: [dualStackVpc, aGroup()],
    attempt: rule({ ...https, cidrIpv6: "::/0" }),
    expect: "accepted",
  },
  {
    title: "a group rule's block with host bits, which AWS masks",
    page: ec2Api("AuthorizeSecurityGroupIngress"),
    given: withGroup,
    attempt: rule({ ...https, cidrIpv4: "10.0.0.7/24" }),
    expect: "accepted",
  },
  {
    title: "a group rule for a block that is none",
    page: pages.ec2Errors,
    given: withGroup,
    attempt: rule({ ...https, cidrIpv4: "10.0.0.0/33" }),
    expect: "InvalidParameterValue",
  },
  {
    title: "a group rule for another group of the VPC",
    page: pages.securityGroupRules,
    given: [...withGroup, aGroup("web")],
    attempt: rule({ ...https, referencedSecurityGroupId: id("web") }),
    expect: "accepted",
  },
  {
    title: "a group rule for the group itself",
    page: pages.securityGroupRules,
    given: withGroup,
    attempt: rule({ ...https, referencedSecurityGroupId: id("group") }),
    expect: "accepted",
  },
  {
    title: "a group rule for a group of another VPC that is no peer",
    page: pages.securityGroupRules,
    given: [...withGroup, otherVpc, aGroup("web", "other")],
    attempt: rule({ ...https, referencedSecurityGroupId: id("web") }),
    expect: "InvalidGroup.NotFound",
  },
  {
    title: "a group rule for a group that does not exist",
    page: pages.ec2Errors,
    given: withGroup,
    attempt: rule({ ...https, referencedSecurityGroupId: "sg-0123456789abcdef0" }),
    expect: "InvalidGroup.NotFound",
  },
  {
    title: "a group rule for a prefix list that does not exist",
    page: pages.ec2Errors,
    given: withGroup,
    attempt: rule({ ...https, prefixListId: "pl-0123456789abcdef0" }),
    expect: "InvalidPrefixListID.NotFound",
  },
  {
    title: "a rule of a group that does not exist",
    page: pages.ec2Errors,
    given: [],
    attempt: rule({ ...https, ...anywhere, securityGroupId: "sg-0123456789abcdef0" }),
    expect: "InvalidGroup.NotFound",
  },
];

const ofDuplicates: readonly Case[] = [
  {
    title: "the same group rule twice",
    page: pages.securityGroupRules,
    given: [...withGroup, rule({ ...https, ...anywhere }, "first")],
    attempt: rule({ ...https, ...anywhere }),
    expect: "InvalidPermission.Duplicate",
  },
  {
    title: "the same group rule twice, described otherwise",
    page: pages.securityGroupRules,
    given: [...withGroup, rule({ ...https, ...anywhere, description: "one" }, "first")],
    attempt: rule({ ...https, ...anywhere, description: "two" }),
    expect: "InvalidPermission.Duplicate",
  },
  {
    title: "the same group rule twice, once with host bits",
    page: ec2Api("AuthorizeSecurityGroupIngress"),
    given: [...withGroup, rule({ ...https, cidrIpv4: "10.0.0.0/24" }, "first")],
    attempt: rule({ ...https, cidrIpv4: "10.0.0.9/24" }),
    expect: "InvalidPermission.Duplicate",
  },
  {
    title: "group rules whose ports overlap",
    page: pages.securityGroupRules,
    given: [...withGroup, rule({ ...https, ...anywhere }, "first")],
    attempt: rule({ ipProtocol: "tcp", fromPort: 400, toPort: 500, ...anywhere }),
    expect: "accepted",
  },
  {
    title: "the same group rule, in and out",
    page: pages.securityGroupRules,
    given: [...withGroup, rule({ ...https, ...anywhere }, "first")],
    attempt: aws.egressRule("rule", { securityGroupId: id("group"), ...https, ...anywhere }),
    expect: "accepted",
  },
  {
    title:
      "a rule that lets everything out, beside the one that AWS makes and the provider removes",
    page: pages.securityGroups,
    given: withGroup,
    attempt: aws.egressRule("rule", {
      securityGroupId: id("group"),
      ipProtocol: "-1",
      ...anywhere,
    }),
    expect: "accepted",
  },
  {
    title: "a group rule's port changed",
    page: ec2Api("ModifySecurityGroupRules"),
    given: [...withGroup, rule({ ...https, ...anywhere })],
    attempt: update("rule", { fromPort: 80, toPort: 80 }),
    expect: "accepted",
  },
  {
    title: "a group rule changed to what another already is",
    page: ec2Api("ModifySecurityGroupRules"),
    given: [
      ...withGroup,
      rule({ ...https, ...anywhere }, "first"),
      rule({ ipProtocol: "tcp", fromPort: 80, toPort: 80, ...anywhere }),
    ],
    attempt: update("rule", { fromPort: 443, toPort: 443 }),
    expect: "InvalidPermission.Duplicate",
  },
];

const descriptions: readonly (readonly [what: string, description: string, expect: string])[] = [
  ["255 characters", "d".repeat(255), "accepted"],
  ["256 characters", "d".repeat(256), "InvalidParameterValue"],
  ["every character allowed", "aZ09 ._-:/()#,@[]+=&;{}!$*", "accepted"],
  ["an apostrophe", "Bob's", "InvalidParameterValue"],
];

const ofDescriptions = descriptions.map(([what, description, expect]): Case => ({
  title: `a group rule's description of ${what}`,
  page: ec2Api("IpRange"),
  given: withGroup,
  attempt: rule({ ...https, ...anywhere, description }),
  expect,
}));

const block = (index: number): string => `10.${index}.0.0/24`;

/** A group with that many inline rules. */
const full = (count: number, direction = "ingress"): Step =>
  aws.securityGroup("group", {
    vpcId: id("vpc"),
    name: "web",
    [direction]: times(count, (index): Argument => ({
      protocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrBlocks: [block(index)],
    })),
  });

const ofQuota: readonly Case[] = [
  {
    title: "the sixtieth rule of a group",
    page: pages.vpcQuotas,
    given: [aVpc, full(59)],
    attempt: rule({ ...https, cidrIpv4: block(59) }),
    expect: "accepted",
  },
  {
    title: "the sixty-first rule of a group",
    page: pages.vpcQuotas,
    given: [aVpc, full(60)],
    attempt: rule({ ...https, cidrIpv4: block(60) }),
    expect: "RulesPerSecurityGroupLimitExceeded",
  },
  {
    title: "a group of sixty-one inline rules",
    page: pages.vpcQuotas,
    given: [aVpc],
    attempt: full(61),
    expect: "RulesPerSecurityGroupLimitExceeded",
  },
  {
    title: "an IPv6 rule of a group with sixty IPv4 rules",
    page: pages.vpcQuotas,
    given: [dualStackVpc, full(60)],
    attempt: rule({ ...https, cidrIpv6: "::/0" }),
    expect: "accepted",
  },
  {
    title: "a rule out of a group with sixty rules in",
    page: pages.vpcQuotas,
    given: [aVpc, full(60)],
    attempt: aws.egressRule("rule", { securityGroupId: id("group"), ...https, ...anywhere }),
    expect: "accepted",
  },
  {
    title: "the sixty-first rule out of a group",
    page: pages.vpcQuotas,
    given: [aVpc, full(60, "egress")],
    attempt: aws.egressRule("rule", { securityGroupId: id("group"), ...https, ...anywhere }),
    expect: "RulesPerSecurityGroupLimitExceeded",
  },
];

export const securityGroupRuleCases: readonly Case[] = [
  ...ofProtocols,
  ...ofPeers,
  ...ofDuplicates,
  ...ofDescriptions,
  ...ofQuota,
];
