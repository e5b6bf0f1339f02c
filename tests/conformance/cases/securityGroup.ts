/** Security groups: names, descriptions, and what keeps one from being deleted. */
import { id, remove, type Case, type Step } from "../case";
import { ec2Api, pages } from "../pages";
import * as aws from "../resources";
import { aGroup, aSubnet, aVpc, otherVpc } from "../surroundings";

const named = (name: string, resource = "group"): Step =>
  aws.securityGroup(resource, { vpcId: id("vpc"), name });

const described = (description: string): Step =>
  aws.securityGroup("group", { vpcId: id("vpc"), name: "web", description });

const allowed = "aZ09 ._-:/()#,@[]+=&;{}!$*";

const texts: readonly (readonly [title: string, attempt: Step, expect: string])[] = [
  ["a group name of 255 characters", named("g".repeat(255)), "accepted"],
  ["a group name of 256 characters", named("g".repeat(256)), "InvalidParameterValue"],
  ["a group name of every character allowed", named(allowed), "accepted"],
  ["a group name with a <", named("a<b"), "InvalidParameterValue"],
  ["a group name with an umlaut", named("größe"), "InvalidParameterValue"],
  ["a group name that begins with sg-", named("sg-web"), "InvalidParameterValue"],
  ["a group name with sg- inside", named("web-sg-1"), "accepted"],
  ["a group description of 255 characters", described("d".repeat(255)), "accepted"],
  ["a group description of 256 characters", described("d".repeat(256)), "InvalidParameterValue"],
  ["a group description of every character allowed", described(allowed), "accepted"],
  ["a group description with an apostrophe", described("Bob's"), "InvalidParameterValue"],
  ["a group description with a >", described("a > b"), "InvalidParameterValue"],
];

const ofTexts = texts.map(([title, attempt, expect]): Case => ({
  title,
  page: ec2Api("CreateSecurityGroup"),
  given: [aVpc],
  attempt,
  expect,
}));

const ofNames: readonly Case[] = [
  {
    title: "a second group of the same name in a VPC",
    page: ec2Api("CreateSecurityGroup"),
    given: [aVpc, named("web", "first")],
    attempt: named("web"),
    expect: "InvalidGroup.Duplicate",
  },
  {
    title: "a second group in a VPC whose name differs in case only",
    page: ec2Api("CreateSecurityGroup"),
    given: [aVpc, named("web", "first")],
    attempt: named("WEB"),
    expect: "InvalidGroup.Duplicate",
  },
  {
    title: "the same group name in two VPCs",
    page: pages.securityGroups,
    given: [aVpc, otherVpc, aws.securityGroup("first", { vpcId: id("other"), name: "web" })],
    attempt: named("web"),
    expect: "accepted",
  },
  {
    title: "a group's name again after the first was deleted",
    page: ec2Api("DeleteSecurityGroup"),
    given: [aVpc, named("web", "first"), remove("first")],
    attempt: named("web"),
    expect: "accepted",
  },
  {
    title: "a group named default",
    page: pages.ec2Errors,
    given: [aVpc],
    attempt: named("default"),
    expect: "refused",
  },
  {
    title: "a group of a VPC that does not exist",
    page: pages.ec2Errors,
    given: [],
    attempt: aws.securityGroup("group", { vpcId: "vpc-0123456789abcdef0", name: "web" }),
    expect: "InvalidVpcID.NotFound",
  },
];

const refers = (name: string, to: string, by: string): Step =>
  aws.ingressRule(name, {
    securityGroupId: id(by),
    referencedSecurityGroupId: id(to),
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
  });

const ofDeletion: readonly Case[] = [
  {
    title: "deleting a group that nothing uses",
    page: ec2Api("DeleteSecurityGroup"),
    given: [aVpc, aGroup()],
    attempt: remove("group"),
    expect: "accepted",
  },
  {
    title: "deleting a group that another group's rule names",
    page: ec2Api("DeleteSecurityGroup"),
    given: [aVpc, aGroup(), aGroup("web"), refers("rule", "group", "web")],
    attempt: remove("group"),
    expect: "DependencyViolation",
  },
  {
    title: "deleting a group whose own rule names another",
    page: ec2Api("DeleteSecurityGroup"),
    given: [aVpc, aGroup(), aGroup("web"), refers("rule", "web", "group")],
    attempt: remove("group"),
    expect: "accepted",
  },
  {
    title: "deleting a group whose rule names itself",
    page: ec2Api("DeleteSecurityGroup"),
    given: [aVpc, aGroup(), refers("rule", "group", "group")],
    attempt: remove("group"),
    expect: "accepted",
  },
  {
    title: "deleting a group after the rule that named it",
    page: ec2Api("DeleteSecurityGroup"),
    given: [aVpc, aGroup(), aGroup("web"), refers("rule", "group", "web"), remove("rule")],
    attempt: remove("group"),
    expect: "accepted",
  },
  {
    title: "deleting the group of an interface endpoint",
    page: ec2Api("DeleteSecurityGroup"),
    given: [
      aVpc,
      aSubnet("subnet"),
      aGroup(),
      aws.vpcEndpoint("endpoint", {
        vpcId: id("vpc"),
        serviceName: "com.amazonaws.us-east-1.sqs",
        vpcEndpointType: "Interface",
        subnetIds: [id("subnet")],
        securityGroupIds: [id("group")],
      }),
    ],
    attempt: remove("group"),
    expect: "DependencyViolation",
  },
];

export const securityGroupCases: readonly Case[] = [...ofTexts, ...ofNames, ...ofDeletion];
