/**
 * A web ACL of AWS WAF: requests that AWS's managed rules find bad are refused, all others pass.
 * Makes the web ACL and its associations. $5 a month, $1 for each rule, and $0.60 for a million requests.
 *
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
import * as wafv2 from "@pulumi/aws/wafv2";
import * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../../net";
import {
  checkedPlan,
  childName,
  detailOf,
  isKey,
  refuseValue,
  refuseWhole,
  tagsOf,
} from "../network";
import { WebAclScope, type WebAclArgs } from "./webAclArgs";

const MANAGED = [
  "AWSManagedRulesAmazonIpReputationList",
  "AWSManagedRulesCommonRuleSet",
  "AWSManagedRulesKnownBadInputsRuleSet",
];

/** A web ACL and what it protects. */
export class WebAcl extends pulumi.ComponentResource {
  /** The web ACL's ARN. */
  readonly webAclArn: pulumi.Output<string>;

  constructor(name: string, args: WebAclArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:WebAcl", name, {}, opts);
    const checked = { component: this, kind: "WebAcl", name, inputs: { resourceArns: 1 } };
    const plan = checkedPlan(checked, args, () => planWebAcl(args));
    const acl = new wafv2.WebAcl(
      name,
      {
        scope: plan.isGlobal ? "CLOUDFRONT" : "REGIONAL",
        defaultAction: { allow: {} },
        rules: rulesOf(plan),
        visibilityConfig: visibility(name),
        region: plan.isGlobal ? "us-east-1" : args.region,
        tags: tagsOf(args, { child: name, resourceType: "waf", detail: detailOf(args, name) }),
      },
      { parent: this },
    );
    for (const [key, resourceArn] of Object.entries(args.resourceArns ?? {})) {
      new wafv2.WebAclAssociation(
        childName(name, key),
        { webAclArn: acl.arn, resourceArn, region: args.region },
        { parent: this },
      );
    }
    this.webAclArn = acl.arn;
    this.registerOutputs({ webAclArn: this.webAclArn });
  }
}

interface WebAclPlan {
  readonly isGlobal: boolean;
  readonly groups: readonly string[];
  readonly requestsPerAddress: number | undefined;
  readonly issues: readonly Issue[];
}

function planWebAcl(args: WebAclArgs): WebAclPlan {
  const { requestsPerAddress, resourceArns = {} } = args;
  const isGlobal = args.scope === WebAclScope.CloudFront;
  const groups = args.managedRuleGroups ?? MANAGED;
  const issues = [
    ...refuseValue("scope", WebAclScope, args.scope),
    ...groups.flatMap(refuseGroup),
    ...(requestsPerAddress === undefined
      ? []
      : refuseWhole("requestsPerAddress", requestsPerAddress, [10, 2_000_000_000])),
    ...refuseResources(Object.keys(resourceArns), isGlobal),
  ];
  if (isGlobal && args.region !== undefined) {
    const reason = `must be left out with scope "cloudFront", got "${args.region}": that web ACL stands in us-east-1`;
    issues.push({ propertyPath: "region", reason });
  }
  return { isGlobal, groups, requestsPerAddress, issues };
}

function refuseGroup(group: string, index: number, all: readonly string[]): Issue[] {
  const propertyPath = `managedRuleGroups[${index}]`;
  if (all.indexOf(group) !== index)
    return [{ propertyPath, reason: `must be there once, got "${group}" again` }];
  if (/^AWSManagedRules\w+$/.test(group)) return [];
  const reason = `must be a rule group of AWS's, such as "AWSManagedRulesCommonRuleSet", got "${group}"`;
  return [{ propertyPath, reason }];
}

function refuseResources(keys: readonly string[], isGlobal: boolean): Issue[] {
  const propertyPath = "resourceArns";
  if (isGlobal && keys.length > 0) {
    const reason = 'must be left out with scope "cloudFront": the distribution names the web ACL';
    return [{ propertyPath, reason }];
  }
  return keys
    .filter((key) => !isKey(key))
    .map((key) => ({
      propertyPath,
      reason: `must have keys of lower-case letters, digits and hyphens, got "${key}"`,
    }));
}

const visibility = (metricName: string) => ({
  cloudwatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: true,
});

function rulesOf({ groups, requestsPerAddress }: WebAclPlan) {
  const managed = groups.map((name, priority) => ({
    name,
    priority,
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: "AWS", name } },
    visibilityConfig: visibility(name),
  }));
  if (requestsPerAddress === undefined) return managed;
  const rate = {
    name: "requests-per-address",
    priority: managed.length,
    action: { block: {} },
    statement: { rateBasedStatement: { limit: requestsPerAddress, aggregateKeyType: "IP" } },
    visibilityConfig: visibility("requests-per-address"),
  };
  return [...managed, rate];
}
