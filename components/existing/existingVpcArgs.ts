/** Which VPC is meant, and how its subnets are told apart. All of it plain: components are planned from what is found. */
export interface ExistingVpcArgs {
  /**
   * The VPC's id.
   *
   * @default - none: give one of `vpcId`, `tags` and `default`
   */
  vpcId?: string;
  /**
   * Tags that this VPC has, and no other of the region's.
   *
   * @default - none
   */
  tags?: Record<string, string>;
  /**
   * The region's default VPC. Its subnets are public ones.
   *
   * @default false
   */
  default?: boolean;
  /**
   * The tag of a subnet that names its tier: `Tier`, `aws-cdk:subnet-name`, `SubnetType` (awsx). Subnets without it are left out.
   *
   * @default - a tier for each type of subnet: `public`, `private`, `isolated`
   */
  tierTag?: string;
  /**
   * Subnet ids by tier, where no tag tells them apart. Other subnets are left out.
   *
   * @default - by `tierTag`
   */
  tierSubnetIds?: Record<string, string[]>;
  /**
   * The tags of what the program itself adds to the VPC: subnets and route tables with all of them are
   * left out, so that every deployment finds what the first one found.
   *
   * @default - none: the program adds no subnets
   */
  exceptTags?: Record<string, string>;
  /**
   * Zones are called by their ids (`use1-az1`), which mean the same place in every account.
   *
   * @default false: by their names (`us-east-1a`)
   */
  useAvailabilityZoneIds?: boolean;
  /**
   * The VPC's region.
   *
   * @default - the provider's
   */
  region?: string;
}
