/** Web ACLs and user pools. */
import { id, ref, remove, type Argument, type Arguments, type Case, type Step } from "../case";
import { cognitoApi, wafApi } from "../pages";
import * as aws from "../resources";
import { aSubnet, aVpc } from "../surroundings";

const seen = (metricName: string): Argument => ({
  cloudwatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: true,
});

const webAcl = (name: string, args: Arguments = {}, resource = "acl"): Step =>
  aws.webAcl(resource, {
    name,
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    visibilityConfig: seen("app"),
    ...args,
  });

const managed = (name: string, priority: number): Argument => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: { name: "AWSManagedRulesCommonRuleSet", vendorName: "AWS" },
  },
  visibilityConfig: seen(name),
});

const acls: readonly (readonly [title: string, attempt: Step, expect: string])[] = [
  ["a web ACL", webAcl("app"), "accepted"],
  ["a web ACL name of 128 characters", webAcl("w".repeat(128)), "accepted"],
  ["a web ACL name of 129 characters", webAcl("w".repeat(129)), "refused"],
  ["a web ACL name with a dot", webAcl("my.app"), "refused"],
  ["a web ACL for CloudFront in us-east-1", webAcl("app", { scope: "CLOUDFRONT" }), "accepted"],
  [
    "a web ACL for CloudFront in another region",
    webAcl("app", { scope: "CLOUDFRONT", region: "eu-west-1" }),
    "WAFInvalidParameterException",
  ],
  [
    "a web ACL of two rules",
    webAcl("app", { rules: [managed("one", 1), managed("two", 2)] }),
    "accepted",
  ],
  [
    "a web ACL of two rules of one priority",
    webAcl("app", { rules: [managed("one", 1), managed("two", 1)] }),
    "WAFInvalidParameterException",
  ],
  [
    "a web ACL of two rules of one name",
    webAcl("app", { rules: [managed("one", 1), managed("one", 2)] }),
    "WAFInvalidParameterException",
  ],
];

const addresses = (...cidrs: readonly string[]): Step =>
  aws.ipSet("set", {
    name: "offices",
    scope: "REGIONAL",
    ipAddressVersion: "IPV4",
    addresses: cidrs,
  });

const balancer: readonly Step[] = [
  aVpc,
  aSubnet("a"),
  aSubnet("b", 1, { availabilityZone: "us-east-1b" }),
  aws.loadBalancer("balancer", { name: "web", internal: true, subnets: [id("a"), id("b")] }),
];

const guarded = aws.webAclAssociation("association", {
  webAclArn: ref("acl.arn"),
  resourceArn: ref("balancer.arn"),
});

const ofAcls: readonly Case[] = [
  ...acls.map(([title, attempt, expect]): Case => ({
    title,
    page: wafApi("CreateWebACL"),
    given: [],
    attempt,
    expect,
  })),
  {
    title: "a second web ACL of the same name",
    page: wafApi("CreateWebACL"),
    given: [webAcl("app", {}, "first")],
    attempt: webAcl("app"),
    expect: "WAFDuplicateItemException",
  },
  {
    title: "a set of addresses",
    page: wafApi("CreateIPSet"),
    given: [],
    attempt: addresses("192.0.2.0/24", "198.51.100.7/32"),
    expect: "accepted",
  },
  {
    title: "a set of addresses that are none",
    page: wafApi("CreateIPSet"),
    given: [],
    attempt: addresses("192.0.2.256/32"),
    expect: "WAFInvalidParameterException",
  },
  {
    title: "a web ACL for a load balancer",
    page: wafApi("AssociateWebACL"),
    given: [webAcl("app"), ...balancer],
    attempt: guarded,
    expect: "accepted",
  },
  {
    title: "deleting a web ACL that a load balancer has",
    page: wafApi("DeleteWebACL"),
    given: [webAcl("app"), ...balancer, guarded],
    attempt: remove("acl"),
    expect: "WAFAssociatedItemException",
  },
  {
    title: "deleting a web ACL that nothing has",
    page: wafApi("DeleteWebACL"),
    given: [webAcl("app")],
    attempt: remove("acl"),
    expect: "accepted",
  },
];

const pool = (args: Arguments = {}): Step => aws.userPool("pool", { name: "people", ...args });

const passwords = (minimumLength: number): Arguments => ({
  passwordPolicy: {
    minimumLength,
    requireLowercase: true,
    requireNumbers: true,
    requireSymbols: false,
    requireUppercase: true,
    temporaryPasswordValidityDays: 7,
  },
});

const pools: readonly (readonly [title: string, args: Arguments, expect: string])[] = [
  ["a user pool", {}, "accepted"],
  ["a user pool name of 128 characters", { name: "p".repeat(128) }, "accepted"],
  ["a user pool name of 129 characters", { name: "p".repeat(129) }, "InvalidParameterException"],
  ["a user pool of passwords of 6 characters", passwords(6), "accepted"],
  ["a user pool of passwords of 5 characters", passwords(5), "InvalidParameterException"],
  ["a user pool of passwords of 99 characters", passwords(99), "accepted"],
  ["a user pool of passwords of 100 characters", passwords(100), "InvalidParameterException"],
];

const client = (userPoolId: Argument): Step =>
  aws.userPoolClient("client", { name: "web", userPoolId });

const ofPools: readonly Case[] = [
  ...pools.map(([title, args, expect]): Case => ({
    title,
    page: cognitoApi("CreateUserPool"),
    given: [],
    attempt: pool(args),
    expect,
  })),
  {
    title: "two user pools of one name",
    page: cognitoApi("CreateUserPool"),
    given: [aws.userPool("first", { name: "people" })],
    attempt: pool(),
    expect: "accepted",
  },
  {
    title: "a client of a user pool",
    page: cognitoApi("CreateUserPoolClient"),
    given: [pool()],
    attempt: client(id("pool")),
    expect: "accepted",
  },
  {
    title: "a client of a user pool that does not exist",
    page: cognitoApi("CreateUserPoolClient"),
    given: [],
    attempt: client("us-east-1_AbCdEfGhI"),
    expect: "ResourceNotFoundException",
  },
  {
    title: "deleting a user pool",
    page: cognitoApi("DeleteUserPool"),
    given: [pool()],
    attempt: remove("pool"),
    expect: "accepted",
  },
  {
    title: "deleting a user pool that is protected",
    page: cognitoApi("DeleteUserPool"),
    given: [pool({ deletionProtection: "ACTIVE" })],
    attempt: remove("pool"),
    expect: "InvalidParameterException",
  },
];

export const guardCases: readonly Case[] = [...ofAcls, ...ofPools];
