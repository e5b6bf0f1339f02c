/** An `awsx.ec2.Vpc` of the same program: what it answers, and what it was given. Both as awsx (3.x) spells them. */
import type * as pulumi from "@pulumi/pulumi";

/** Of each of its resources, its id. */
interface AwsxResource {
  readonly id: pulumi.Output<string>;
}

interface AwsxSubnet extends AwsxResource {
  readonly availabilityZone: pulumi.Output<string>;
  readonly cidrBlock: pulumi.Output<string | undefined>;
}

/** The outputs of an `awsx.ec2.Vpc`; an instance of it is one. */
export interface AwsxVpc {
  readonly vpcId: pulumi.Output<string>;
  readonly vpc: pulumi.Output<{ readonly ipv6CidrBlock: pulumi.Output<string> }>;
  /** Zone by zone, and in each the public ones first, then the private and the isolated ones. */
  readonly subnets: pulumi.Output<AwsxSubnet[]>;
  /** One for each subnet, in the same order. */
  readonly routeTables: pulumi.Output<AwsxResource[]>;
  readonly internetGateway: pulumi.Output<AwsxResource>;
}

/** A tier as awsx takes it. */
export interface AwsxTier {
  /** `Public`, `Private`, `Isolated` or `Unused`. */
  type: string;
  /** @default - the type in lower case */
  name?: string;
  cidrMask?: number;
  size?: number;
  cidrBlocks?: string[];
}

/** The arguments that the `awsx.ec2.Vpc` was given: the same object, as far as it decides tiers and zones. All plain. */
export interface AwsxVpcArgs {
  /** Its zones, in its order. By default awsx takes the region's first three: they have to be named. */
  availabilityZoneNames: string[];
  /** @default "10.0.0.0/16" */
  cidrBlock?: string;
  /** @default - one private and one public tier */
  subnetSpecs?: AwsxTier[];
  /** @default "Legacy" */
  subnetStrategy?: string;
  availabilityZoneCidrMask?: number;
  /** @default false: IPv4 alone */
  assignGeneratedIpv6CidrBlock?: boolean;
  /** @default - the provider's region */
  region?: string;
}
