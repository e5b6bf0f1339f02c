import type * as pulumi from "@pulumi/pulumi";
import type { Naming } from "../network";

/** What a web ACL stands in front of. */
export enum WebAclScope {
  /** A load balancer, a REST API's stage or a Cognito user pool, in the same region. */
  Regional = "regional",
  /** A CloudFront distribution, which names the web ACL itself. The web ACL stands in us-east-1. */
  CloudFront = "cloudFront",
}

/** A web ACL: which requests are refused. */
export interface WebAclArgs {
  /** What it stands in front of. Plain. */
  scope: WebAclScope;
  /**
   * AWS's managed rule groups, in the order in which they are asked. Plain. $1 a month each.
   *
   * @default - AWSManagedRulesAmazonIpReputationList, AWSManagedRulesCommonRuleSet,
   * AWSManagedRulesKnownBadInputsRuleSet
   */
  managedRuleGroups?: string[];
  /**
   * How many requests an address may send in five minutes, from 10. Plain. $1 a month.
   *
   * @default - as many as it likes
   */
  requestsPerAddress?: number;
  /**
   * What is protected, by a name of the caller's: ARNs of load balancers and API stages. Keys are plain.
   *
   * @default - none; a CloudFront distribution names the web ACL itself
   */
  resourceArns?: Record<string, pulumi.Input<string>>;
  /**
   * The region of a regional web ACL. Plain.
   *
   * @default - the provider's region
   */
  region?: string;
  /**
   * How AWS's consoles show the resources.
   *
   * @default - the tag `Name` is the resource's Pulumi name
   */
  naming?: Naming;
  /**
   * Tags for every resource made here; a `Name` among them wins.
   *
   * @default - only those that the component sets
   */
  tags?: Record<string, pulumi.Input<string>>;
}
