/**
 * terraform-aws-vpc's examples (v6.6.0): what each makes, by `terraform plan`, and what its counterpart makes otherwise, with
 * the reason.
 *
 * The counts are those of `terraform plan` (1.11) of the example with the module as published at v6.6.0, look-ups of zones,
 * accounts and endpoint services replaced by literals. The AWS provider was 5.100, so the module's argument `region`, which
 * that one lacks and no count rests on, was left out. terraform-aws-s3-bucket, in flow-log, is v5.9.1.
 */
import type { Program } from "../support/networkLife";
import { complete } from "./complete";
import { flowLog } from "./flowLog";
import { networkAcls } from "./networkAcls";
import * as networks from "./networks";

export interface Example {
  /** Its folder in `examples/`. */
  readonly name: string;
  readonly program: Program;
  /** What Terraform makes, by type as Pulumi calls it. */
  readonly theirs: Readonly<Record<string, number>>;
  /** What the counterpart makes otherwise. */
  readonly differences: Readonly<Record<string, readonly [ours: number, why: string]>>;
  /** The IPv4 blocks of Terraform's subnets, all of them. */
  readonly blocks: readonly string[];
  /** What the baseline hints at, `grade rule`, with the reason that it is let be. */
  readonly hints?: Readonly<Record<string, string>>;
  /** What the verifier says that it cannot see beyond. */
  readonly unmodelled?: readonly string[];
  /** Types that the simulated AWS does not model, and takes with their inputs only. */
  readonly generic?: readonly string[];
}

/** `10.0.{number}.0/24` in each of three zones. */
const blocksOf = (...numbers: readonly number[]): string[] =>
  numbers.flatMap((number) => [0, 1, 2].map((zone) => `10.0.${number + zone}.0/24`));
const WIDE = ["10.0.0.0/20", "10.0.16.0/20", "10.0.32.0/20"];

const DEFAULTS = {
  "ec2.DefaultNetworkAcl": 1,
  "ec2.DefaultRouteTable": 1,
  "ec2.DefaultSecurityGroup": 1,
  "ec2.Vpc": 1,
};
const DEFAULT_ACL = {
  "ec2.DefaultNetworkAcl": [
    0,
    "left as AWS makes it, as open as the module writes it; closed where that is asked for",
  ],
} as const;
const CUSTOMER_GATEWAY = "aws:ec2/customerGateway:CustomerGateway";
const REDSHIFT_GROUP = "aws:redshift/subnetGroup:SubnetGroup";

const simple: Example = {
  name: "simple",
  program: networks.simple,
  theirs: {
    ...DEFAULTS,
    "ec2.RouteTable": 3,
    "ec2.RouteTableAssociation": 3,
    "ec2.Subnet": 3,
  },
  differences: DEFAULT_ACL,
  blocks: WIDE,
};

const completeExample: Example = {
  name: "complete",
  program: complete,
  theirs: {
    "ec2.CustomerGateway": 3,
    "ec2.Eip": 1,
    "ec2.InternetGateway": 1,
    "ec2.NatGateway": 1,
    "ec2.Route": 2,
    "ec2.RouteTable": 3,
    "ec2.RouteTableAssociation": 18,
    "ec2.SecurityGroup": 2,
    "ec2.SecurityGroupRule": 1,
    "ec2.Subnet": 18,
    "ec2.Vpc": 1,
    "ec2.VpcDhcpOptions": 1,
    "ec2.VpcDhcpOptionsAssociation": 1,
    "ec2.VpcEndpoint": 6,
    "ec2.VpnGateway": 1,
    "elasticache.SubnetGroup": 1,
    "redshift.SubnetGroup": 1,
  },
  differences: {
    "ec2.DefaultRouteTable": [1, "closed always; the example leaves it as AWS makes it"],
    "ec2.DefaultSecurityGroup": [1, "closed always; the example leaves it open to itself"],
    "ec2.Route": [5, "one for each table: see there"],
    "ec2.RouteTable": [
      6,
      "one for each tier; there database, cache and warehouse are in the private tier's",
    ],
    "ec2.SecurityGroupRule": [0, "of the type that AWS recommends: see SecurityGroupIngressRule"],
    "vpc.SecurityGroupIngressRule": [
      2,
      "of the endpoints' group, and of the RDS API's, which is inline there",
    ],
  },
  blocks: blocksOf(0, 4, 8, 12, 16, 20),
  generic: [CUSTOMER_GATEWAY, REDSHIFT_GROUP],
  unmodelled: ["aws:ec2/vpnGateway:VpnGateway"],
};

const dualStack: Example = {
  name: "ipv6-dualstack",
  program: networks.dualStack,
  theirs: {
    ...DEFAULTS,
    "ec2.EgressOnlyInternetGateway": 1,
    "ec2.Eip": 3,
    "ec2.InternetGateway": 1,
    "ec2.NatGateway": 3,
    "ec2.Route": 13,
    "ec2.RouteTable": 5,
    "ec2.RouteTableAssociation": 9,
    "ec2.Subnet": 9,
    "rds.SubnetGroup": 1,
  },
  // The database's ::/0 leads to the internet gateway here, as its 0.0.0.0/0 does; there to the egress-only one.
  differences: DEFAULT_ACL,
  blocks: blocksOf(0, 4, 8),
};

const ipv6Only: Example = {
  name: "ipv6-only",
  program: networks.ipv6Only,
  theirs: {
    ...DEFAULTS,
    "ec2.EgressOnlyInternetGateway": 1,
    "ec2.InternetGateway": 1,
    "ec2.Route": 5,
    "ec2.RouteTable": 4,
    "ec2.RouteTableAssociation": 6,
    "ec2.Subnet": 6,
  },
  differences: {
    ...DEFAULT_ACL,
    "ec2.Route": [4, "no 0.0.0.0/0 for subnets that have no IPv4 address"],
  },
  blocks: [],
};

const secondaryBlocks: Example = {
  name: "secondary-cidr-blocks",
  program: networks.secondaryBlocks,
  theirs: {
    ...DEFAULTS,
    "ec2.InternetGateway": 1,
    "ec2.Route": 1,
    "ec2.RouteTable": 10,
    "ec2.RouteTableAssociation": 12,
    "ec2.Subnet": 12,
    "ec2.VpcIpv4CidrBlockAssociation": 2,
  },
  differences: DEFAULT_ACL,
  blocks: [
    ...WIDE,
    ...["10.1.0.0/18", "10.1.64.0/18", "10.1.128.0/18"],
    ...["10.2.0.0/18", "10.2.64.0/18", "10.2.128.0/18"],
    ...blocksOf(48),
  ],
};

const separateRouteTables: Example = {
  name: "separate-route-tables",
  program: networks.separateRouteTables,
  theirs: {
    ...DEFAULTS,
    "ec2.Eip": 1,
    "ec2.InternetGateway": 1,
    "ec2.NatGateway": 1,
    "ec2.Route": 2,
    "ec2.RouteTable": 6,
    "ec2.RouteTableAssociation": 18,
    "ec2.Subnet": 18,
    "elasticache.SubnetGroup": 1,
    "rds.SubnetGroup": 1,
    "redshift.SubnetGroup": 1,
  },
  differences: DEFAULT_ACL,
  blocks: blocksOf(0, 4, 8, 12, 16, 20),
  generic: [REDSHIFT_GROUP],
};

const blockPublicAccess: Example = {
  name: "block-public-access",
  program: networks.blockPublicAccess,
  theirs: {
    ...simple.theirs,
    "ec2.VpcBlockPublicAccessExclusion": 1,
    "ec2.VpcBlockPublicAccessOptions": 1,
  },
  differences: DEFAULT_ACL,
  blocks: WIDE,
};

const networkAclsExample: Example = {
  name: "network-acls",
  program: networkAcls(),
  theirs: {
    ...DEFAULTS,
    "ec2.EgressOnlyInternetGateway": 1,
    "ec2.InternetGateway": 1,
    "ec2.NetworkAcl": 2,
    "ec2.NetworkAclRule": 19,
    "ec2.Route": 3,
    "ec2.RouteTable": 2,
    "ec2.RouteTableAssociation": 9,
    "ec2.Subnet": 9,
    "elasticache.SubnetGroup": 1,
  },
  differences: {
    ...DEFAULT_ACL,
    "ec2.NetworkAclAssociation": [
      6,
      "resources of their own, where the ACL there lists its subnets",
    ],
    "ec2.NetworkAclRule": [
      50,
      "replies are derived for each flow, and denies keep narrower peers from what wider rules admit; those of tiers and the internet for IPv6 too. The example lets all into the cache's subnets",
    ],
    "ec2.Route": [5, "::/0 from the public table and from three private ones"],
    "ec2.RouteTable": [
      5,
      "a table for each zone of the private tier, and one for the cache's, not the private one's",
    ],
  },
  blocks: blocksOf(0, 4, 8),
  hints: {
    "info rule-hidden-by-another": "a narrower peer's allow says again what a wider one does",
  },
};

const defaultVpc: Example = {
  name: "manage-default-vpc",
  program: networks.defaultVpc,
  theirs: { "ec2.DefaultVpc": 1 },
  differences: {},
  blocks: [],
};

const flowLogExample: Example = {
  name: "flow-log",
  program: flowLog,
  theirs: {
    ...DEFAULTS,
    "cloudwatch.LogGroup": 2,
    "ec2.FlowLog": 4,
    "ec2.InternetGateway": 1,
    "ec2.Route": 1,
    "ec2.RouteTable": 4,
    "ec2.RouteTableAssociation": 6,
    "ec2.Subnet": 6,
    "iam.Policy": 1,
    "iam.Role": 2,
    "iam.RolePolicy": 1,
    "iam.RolePolicyAttachment": 1,
    "s3.Bucket": 1,
    "s3.BucketPolicy": 1,
    "s3.BucketPublicAccessBlock": 1,
  },
  differences: {
    ...DEFAULT_ACL,
    "iam.Policy": [0, "inline, of the role it is for: see RolePolicy"],
    "iam.RolePolicy": [2, "one for each role"],
    "iam.RolePolicyAttachment": [0, "inline: see RolePolicy"],
    "s3.BucketLifecycleConfiguration": [1, "records are not kept for ever"],
    "s3.BucketServerSideEncryptionConfiguration": [1, "said, where AWS encrypts by default"],
  },
  blocks: blocksOf(0, 4),
};

export const examples: readonly Example[] = [
  simple,
  completeExample,
  dualStack,
  ipv6Only,
  secondaryBlocks,
  networkAclsExample,
  separateRouteTables,
  defaultVpc,
  flowLogExample,
  blockPublicAccess,
];
