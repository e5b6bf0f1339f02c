import type * as pulumi from "@pulumi/pulumi";

/** What a name leads to: a load balancer or a CloudFront distribution. */
export interface AliasTarget {
  /** The target's own name. */
  dnsName: pulumi.Input<string>;
  /** The hosted zone of that name. */
  zoneId: pulumi.Input<string>;
}

/** A name for a load balancer or a CloudFront distribution. */
export interface AliasRecordArgs {
  /** The public hosted zone: its id. */
  zoneId: pulumi.Input<string>;
  /** The name, such as `www.example.com`. Plain. */
  recordName: string;
  /** What it leads to. */
  target: AliasTarget;
  /**
   * Whether the target has IPv6 addresses too, for an AAAA record. Plain.
   *
   * @default false
   */
  ipv6?: boolean;
}
