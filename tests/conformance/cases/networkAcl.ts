/** Network ACLs: rule numbers, what a rule says, how many, and which subnet has which. */
import { id, ref, remove, type Arguments, type Case, type Step } from "../case";
import { ec2Api, pages } from "../pages";
import * as aws from "../resources";
import { aSubnet, aVpc, dualStackVpc, otherVpc, times } from "../surroundings";

const everything: Arguments = { protocol: "-1", ruleAction: "allow", cidrBlock: "0.0.0.0/0" };

const anAcl = (name = "acl", network = "vpc"): Step =>
  aws.networkAcl(name, { vpcId: ref(`${network}.id`) });

const rule = (ruleNumber: number, args: Arguments = {}, name = "rule"): Step =>
  aws.networkAclRule(name, { networkAclId: id("acl"), ruleNumber, ...everything, ...args });

const numbers: readonly (readonly [ruleNumber: number, expect: string])[] = [
  [1, "accepted"],
  [32766, "accepted"],
  [0, "InvalidParameterValue"],
  [32767, "InvalidParameterValue"],
  [-1, "InvalidParameterValue"],
];

const ofNumbers = numbers.map(([ruleNumber, expect]): Case => ({
  title: `an ACL rule numbered ${ruleNumber}`,
  page: ec2Api("CreateNetworkAclEntry"),
  given: [aVpc, anAcl()],
  attempt: rule(ruleNumber),
  expect,
}));

const tcp = (fromPort: number, toPort: number): Arguments => ({
  protocol: "tcp",
  fromPort,
  toPort,
});

const contents: readonly (readonly [what: string, args: Arguments, expect: string])[] = [
  ["TCP ports 1024 to 65535", tcp(1024, 65535), "accepted"],
  ["TCP port 0", tcp(0, 0), "accepted"],
  ["TCP ports 443 to 80", tcp(443, 80), "InvalidParameterValue"],
  ["TCP port 65536", tcp(65536, 65536), "InvalidParameterValue"],
  ["ICMP type 8, code 0", { protocol: "icmp", icmpType: 8, icmpCode: 0 }, "accepted"],
  ["ICMP of every type", { protocol: "icmp", icmpType: -1, icmpCode: -1 }, "accepted"],
  ["protocol 50", { protocol: "50" }, "accepted"],
  ["a refusal", { ruleAction: "deny" }, "accepted"],
  ["a block with host bits, which AWS masks", { cidrBlock: "10.0.0.7/24" }, "accepted"],
  ["a single address", { cidrBlock: "192.0.2.7/32" }, "accepted"],
  ["a block that is none", { cidrBlock: "10.0.0.0/33" }, "InvalidParameterValue"],
];

const ofContents = contents.map(([what, args, expect]): Case => ({
  title: `an ACL rule for ${what}`,
  page: ec2Api("CreateNetworkAclEntry"),
  given: [aVpc, anAcl()],
  attempt: rule(100, args),
  expect,
}));

const ofDuplicates: readonly Case[] = [
  {
    title: "an ACL rule for IPv6",
    page: pages.networkAclRules,
    given: [dualStackVpc, anAcl()],
    attempt: aws.networkAclRule("rule", {
      networkAclId: id("acl"),
      ruleNumber: 100,
      protocol: "-1",
      ruleAction: "allow",
      ipv6CidrBlock: "::/0",
    }),
    expect: "accepted",
  },
  {
    title: "the same ACL rule number twice in one direction",
    page: ec2Api("CreateNetworkAclEntry"),
    given: [aVpc, anAcl(), rule(100, {}, "first")],
    attempt: rule(100, tcp(443, 443)),
    expect: "NetworkAclEntryAlreadyExists",
  },
  {
    title: "the same ACL rule number in and out",
    page: pages.networkAclRules,
    given: [aVpc, anAcl(), rule(100, {}, "first")],
    attempt: rule(100, { egress: true }),
    expect: "accepted",
  },
  {
    title: "the same ACL rule under two numbers",
    page: pages.networkAclRules,
    given: [aVpc, anAcl(), rule(100, {}, "first")],
    attempt: rule(110),
    expect: "accepted",
  },
  {
    title: "an ACL rule number again after the first was deleted",
    page: ec2Api("DeleteNetworkAclEntry"),
    given: [aVpc, anAcl(), rule(100, {}, "first"), remove("first")],
    attempt: rule(100),
    expect: "accepted",
  },
  {
    title: "another rule numbered 100 in the default ACL",
    page: pages.networkAcls,
    given: [aVpc],
    attempt: rule(100, { networkAclId: ref("vpc.defaultNetworkAclId"), ...tcp(443, 443) }),
    expect: "NetworkAclEntryAlreadyExists",
  },
  {
    title: "a rule of an ACL that does not exist",
    page: pages.ec2Errors,
    given: [],
    attempt: rule(100, { networkAclId: "acl-0123456789abcdef0" }),
    expect: "InvalidNetworkAclID.NotFound",
  },
];

const numbered = (index: number): Step => rule(index + 1, {}, `rule${index}`);

/** AWS's pages and its support differ on whether the closing deny is one of the twenty. */
const ofQuota: readonly Case[] = [
  {
    title: "the nineteenth rule of an ACL in one direction",
    page: pages.vpcQuotas,
    given: [aVpc, anAcl(), ...times(18, numbered)],
    attempt: numbered(18),
    expect: "accepted",
  },
  {
    title: "an ACL of twenty-one inline rules in one direction",
    page: pages.vpcQuotas,
    given: [aVpc],
    attempt: aws.networkAcl("acl", {
      vpcId: id("vpc"),
      ingress: times(21, (index) => ({
        ruleNo: index + 1,
        action: "allow",
        protocol: "-1",
        fromPort: 0,
        toPort: 0,
        cidrBlock: "0.0.0.0/0",
      })),
    }),
    expect: "NetworkAclEntryLimitExceeded",
  },
  {
    title: "a rule out of an ACL with nineteen rules in",
    page: pages.vpcQuotas,
    given: [aVpc, anAcl(), ...times(19, numbered)],
    attempt: rule(1, { egress: true }),
    expect: "accepted",
  },
];

const ofAcls: readonly Case[] = [
  {
    title: "an ACL of a VPC that does not exist",
    page: pages.ec2Errors,
    given: [],
    attempt: aws.networkAcl("acl", { vpcId: "vpc-0123456789abcdef0" }),
    expect: "InvalidVpcID.NotFound",
  },
  {
    title: "an ACL for two subnets",
    page: pages.networkAcls,
    given: [aVpc, aSubnet("subnet"), aSubnet("other", 1)],
    attempt: aws.networkAcl("acl", { vpcId: id("vpc"), subnetIds: [id("subnet"), id("other")] }),
    expect: "accepted",
  },
  {
    title: "another ACL for a subnet, which replaces the first",
    page: ec2Api("ReplaceNetworkAclAssociation"),
    given: [
      aVpc,
      aSubnet("subnet"),
      aws.networkAcl("first", { vpcId: id("vpc"), subnetIds: [id("subnet")] }),
      anAcl(),
    ],
    attempt: aws.networkAclAssociation("association", {
      networkAclId: id("acl"),
      subnetId: id("subnet"),
    }),
    expect: "accepted",
  },
  {
    title: "the ACL of another VPC for a subnet",
    page: ec2Api("ReplaceNetworkAclAssociation"),
    given: [aVpc, otherVpc, aSubnet("subnet"), anAcl("acl", "other")],
    attempt: aws.networkAclAssociation("association", {
      networkAclId: id("acl"),
      subnetId: id("subnet"),
    }),
    expect: "refused",
  },
  {
    title: "an ACL that does not exist for a subnet",
    page: pages.ec2Errors,
    given: [aVpc, aSubnet("subnet")],
    attempt: aws.networkAclAssociation("association", {
      networkAclId: "acl-0123456789abcdef0",
      subnetId: id("subnet"),
    }),
    expect: "InvalidNetworkAclID.NotFound",
  },
  {
    title: "deleting an ACL that no subnet has",
    page: ec2Api("DeleteNetworkAcl"),
    given: [aVpc, anAcl()],
    attempt: remove("acl"),
    expect: "accepted",
  },
];

export const networkAclCases: readonly Case[] = [
  ...ofNumbers,
  ...ofContents,
  ...ofDuplicates,
  ...ofQuota,
  ...ofAcls,
];
