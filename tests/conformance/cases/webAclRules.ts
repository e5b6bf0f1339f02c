/** Rules of web ACLs, the addresses that they name, and where they write what they saw. */
import { casesOf, ref, remove, type Argument, type Arguments, type Case, type Step } from "../case";
import { pages, wafApi } from "../pages";
import * as aws from "../resources";
import { times } from "../surroundings";

const seen = (metricName: string): Argument => ({
  cloudwatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: true,
});

type Fields = Readonly<Record<string, Argument>>;

const rule = (statement: Fields, args: Fields = {}): Fields => ({
  name: "rule",
  priority: 1,
  action: { block: {} },
  statement,
  visibilityConfig: seen("rule"),
  ...args,
});

const webAcl = (rules: readonly Argument[] = [], args: Arguments = {}): Step =>
  aws.webAcl("acl", {
    name: "app",
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    visibilityConfig: seen("app"),
    rules,
    ...args,
  });

const abroad: Fields = { geoMatchStatement: { countryCodes: ["US"] } };

const limited = (limit: number): Step =>
  webAcl([rule({ rateBasedStatement: { limit, aggregateKeyType: "IP" } })]);

const managed = (name: string, args: Fields = {}): Fields => ({
  name,
  priority: 1,
  overrideAction: { none: {} },
  statement: { managedRuleGroupStatement: { name, vendorName: "AWS" } },
  visibilityConfig: seen("group"),
  ...args,
});

/** 700 units each. */
const common = (count: number): Step =>
  webAcl(
    times(count, (index) =>
      managed("AWSManagedRulesCommonRuleSet", { name: `group${index}`, priority: index }),
    ),
  );

const ipSet = (addresses: readonly string[], args: Arguments = {}): Step =>
  aws.ipSet("set", {
    name: "offices",
    scope: "REGIONAL",
    ipAddressVersion: "IPV4",
    addresses,
    ...args,
  });

const offices = ipSet(["192.0.2.0/24"]);
const fromOffices = webAcl([rule({ ipSetReferenceStatement: { arn: ref("set.arn") } })]);

const logs = (name: string): readonly Step[] => [webAcl(), aws.logGroup("logs", { name })];

const logged = aws.webAclLogging("logging", {
  resourceArn: ref("acl.arn"),
  logDestinationConfigs: [ref("logs.arn")],
});

export const webAclRuleCases: readonly Case[] = [
  ...casesOf(wafApi("RateBasedStatement"), [
    ["a web ACL's rule that limits to 10 requests", [], limited(10), "accepted"],
    ["a web ACL's rule that limits to 9 requests", [], limited(9), "WAFInvalidParameterException"],
    ["a web ACL's rule that limits to 2 billion requests", [], limited(2_000_000_000), "accepted"],
    [
      "a web ACL's rule that limits to more than 2 billion requests",
      [],
      limited(2_000_000_001),
      "WAFInvalidParameterException",
    ],
  ]),
  ...casesOf(wafApi("Rule"), [
    ["a web ACL's rule that blocks", [], webAcl([rule(abroad)]), "accepted"],
    [
      "a web ACL's rule without an action",
      [],
      webAcl([rule(abroad, { action: null })]),
      "WAFInvalidParameterException",
    ],
    [
      "a web ACL's rule with an action and one that overrides",
      [],
      webAcl([rule(abroad, { overrideAction: { none: {} } })]),
      "WAFInvalidParameterException",
    ],
    [
      "a web ACL's rule of a group, with an action of its own",
      [],
      webAcl([
        managed("AWSManagedRulesCommonRuleSet", { action: { block: {} }, overrideAction: null }),
      ]),
      "WAFInvalidParameterException",
    ],
  ]),
  ...casesOf(wafApi("CreateWebACL"), [
    [
      "a web ACL that by default allows and blocks",
      [],
      webAcl([], { defaultAction: { allow: {}, block: {} } }),
      "WAFInvalidParameterException",
    ],
    [
      "a web ACL of a group of rules that AWS does not have",
      [],
      webAcl([managed("AWSManagedRulesNoSuchRuleSet")]),
      "WAFNonexistentItemException",
    ],
    [
      "a web ACL of addresses that are not there",
      [],
      webAcl([
        rule({
          ipSetReferenceStatement: {
            arn: "arn:aws:wafv2:us-east-1:000000000001:regional/ipset/offices/01234567-89ab-cdef-0123-456789abcdef",
          },
        }),
      ]),
      "WAFNonexistentItemException",
    ],
  ]),
  ...casesOf(pages.webAclCapacity, [
    ["a web ACL of 4900 units", [], common(7), "accepted"],
    ["a web ACL of 5600 units", [], common(8), "WAFLimitsExceededException"],
  ]),
  ...casesOf(wafApi("CreateIPSet"), [
    ["a set of all IPv4 addresses", [], ipSet(["0.0.0.0/0"]), "WAFInvalidParameterException"],
    [
      "a set of IPv4 addresses with one of IPv6",
      [],
      ipSet(["2001:db8::/32"]),
      "WAFInvalidParameterException",
    ],
    [
      "a set of IPv6 addresses",
      [],
      ipSet(["2001:db8::/32"], { ipAddressVersion: "IPV6" }),
      "accepted",
    ],
    [
      "a set of addresses twice",
      [ipSet([], { name: "offices" })],
      aws.ipSet("second", { name: "offices", scope: "REGIONAL", ipAddressVersion: "IPV4" }),
      "WAFDuplicateItemException",
    ],
  ]),
  ...casesOf(wafApi("DeleteIPSet"), [
    [
      "deleting a set of addresses that a web ACL names",
      [offices, fromOffices],
      remove("set"),
      "WAFAssociatedItemException",
    ],
    ["deleting a set of addresses that nothing names", [offices], remove("set"), "accepted"],
  ]),
  ...casesOf(pages.webAclLogs, [
    ["a web ACL's log in a group for it", logs("aws-waf-logs-app"), logged, "accepted"],
    [
      "a web ACL's log in a group of another name",
      logs("app"),
      logged,
      "WAFInvalidParameterException",
    ],
  ]),
];
