/**
 * A VPC that is there already, as the components see any: what is attached to it stands in it, and nothing of what was found is
 * taken over or changed: not its default group, its default ACL, its main route table or its tags.
 */
import type { SubnetType, VpcAttributes } from "../network";

/** The same attributes as a `Vpc`'s, all of them plain: they were looked up before the first resource. */
export interface ExistingVpc extends VpcAttributes {
  vpcId: string;
  vpcArn: string;
  cidrBlocks: string[];
  ipv6CidrBlock?: string;
  availabilityZones: string[];
  subnetTypes: Record<string, SubnetType>;
  subnetIds: Record<string, Record<string, string>>;
  /** Each subnet's IPv4 block, by tier and zone; "" for one without. */
  subnetLayout: Record<string, Record<string, string>>;
  routeTableIds: Record<string, Record<string, string>>;
  /** By which a subnet has its route table, by tier and zone; "" for one in the main table. Not of a stack's output. */
  routeTableAssociationIds?: Record<string, Record<string, string>>;
  sharedRouteTableTiers: string[];
  reservedCidrBlocks: Record<string, string[]>;
  /** The blocks of all its subnets, left out ones too: what a further `Vpc`'s `occupiedCidrBlocks` takes. */
  occupiedCidrBlocks: string[];
  publicSubnetIds: string[];
  privateSubnetIds: string[];
  isolatedSubnetIds: string[];
  internetGatewayId?: string;
  region?: string;
}
