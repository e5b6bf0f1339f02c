import type * as pulumi from "@pulumi/pulumi";
import type { Naming } from "../network";
import type { RequiredHeader } from "./loadBalancerArgs";

/** CloudFront in front of a load balancer. */
export interface DistributionArgs {
  /**
   * The load balancer's own name in the certificate that it shows, such as `origin.example.com`:
   * CloudFront meets it by HTTPS alone.
   */
  originDomainName: pulumi.Input<string>;
  /**
   * The header by which the load balancer knows what comes by this way. Without it, and a
   * `requiredHeader` of the load balancer, whoever knows the load balancer's name goes past CloudFront
   * and its web ACL.
   */
  originHeader: RequiredHeader;
  /** The names that the distribution answers to. Plain. */
  domainNames: string[];
  /** The ACM certificate for these names, in us-east-1: its ARN. */
  certificateArn: pulumi.Input<string>;
  /**
   * The web ACL of scope `CloudFront`: its ARN.
   *
   * @default - none
   */
  webAclArn?: pulumi.Input<string>;
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
