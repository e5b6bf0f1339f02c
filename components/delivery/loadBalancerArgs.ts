import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";

/** How a load balancer asks whether a target is well. */
export interface TargetHealthCheck {
  /**
   * What is asked for. Plain.
   *
   * @default "/"
   */
  path?: string;
  /**
   * The port that is asked, where it is another than that of the traffic. Plain. The targets' security
   * group has to let it in.
   *
   * @default - the targets' port
   */
  port?: number;
  /**
   * The answers that are good, such as `200` or `200-299`. Plain.
   *
   * @default "200"
   */
  matcher?: string;
  /**
   * How often it asks, in seconds, 5 to 300. Plain.
   *
   * @default 15
   */
  intervalInSeconds?: number;
  /**
   * How many good answers in a row make a target well, 2 to 10. Plain.
   *
   * @default 2
   */
  healthyThreshold?: number;
  /**
   * How many bad ones in a row make it unwell, 2 to 10. Plain.
   *
   * @default 3
   */
  unhealthyThreshold?: number;
}

/** A header that a request has to carry, as a proxy in front of the load balancer sets it. */
export interface RequiredHeader {
  /** The header's name, such as `x-origin-key`. Plain. */
  name: string;
  /** Its value: a secret that the proxy and the load balancer share. */
  value: pulumi.Input<string>;
}

/** An application load balancer. */
export interface LoadBalancerArgs {
  /** The network: a `Vpc`, or its attributes given by hand. */
  vpc: VpcAttributes;
  /**
   * The tier whose subnets it stands in, in two zones at least. Plain.
   *
   * @default - the first public tier; where it is internal, the first private or isolated one
   */
  tier?: string;
  /**
   * Whether it has private addresses only. Plain. Changing it replaces the load balancer.
   *
   * @default false: it has public addresses, at $0.005 an hour each
   */
  internal?: boolean;
  /** The load balancer's security groups: they decide who reaches it. */
  securityGroupIds: pulumi.Input<string>[];
  /** The port that the targets listen on, by HTTP. Plain. Changing it replaces the target groups. */
  targetPort: number;
  /**
   * The target groups, by name, and each one's share of the requests, 0 to 999. Plain. With two a new
   * release is tried at a small share, or at none, and taken over by changing the shares.
   *
   * @default - one, `main`, which gets all
   */
  traffic?: Record<string, number>;
  /**
   * How targets are found to be well.
   *
   * @default - `/` every 15 seconds
   */
  healthCheck?: TargetHealthCheck;
  /**
   * The ACM certificate of the HTTPS listener: its ARN. Whether it is given is plain. With it port 80
   * only redirects.
   *
   * @default - none: requests come in the clear, on port 80
   */
  certificateArn?: pulumi.Input<string>;
  /**
   * Which versions and ciphers of TLS the HTTPS listener takes.
   *
   * @default "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09": TLS 1.3 and 1.2
   */
  sslPolicy?: pulumi.Input<string>;
  /**
   * The bucket that access logs go to, such as a `PrivateBucket`'s with `loadBalancerLogs`: its name.
   * Whether it is given is plain. Its policy has to be there before the load balancer.
   *
   * @default - none: requests are not logged
   */
  logBucketName?: pulumi.Input<string>;
  /**
   * Whether AWS refuses to delete the load balancer.
   *
   * @default false
   */
  deletionProtection?: pulumi.Input<boolean>;
  /**
   * A header without which a request is refused (403): what comes past the proxy in front is. Plain
   * whether it is given.
   *
   * @default - none: every request is handed on
   */
  requiredHeader?: RequiredHeader;
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
