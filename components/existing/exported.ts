/** A network's attributes as one output, so that another stack's programs have them as they are found here. */
import * as pulumi from "@pulumi/pulumi";
import type { VpcAttributes } from "../network";
import type { ExistingVpc } from "./existingVpc";

/** What of a `Vpc` goes into its stack's output. */
interface Exportable extends VpcAttributes {
  readonly vpcArn: pulumi.Input<string>;
  readonly subnetLayout: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly publicSubnetIds: pulumi.Input<string>[];
  readonly privateSubnetIds: pulumi.Input<string>[];
  readonly isolatedSubnetIds: pulumi.Input<string>[];
}

type Attributes = Partial<Record<keyof ExistingVpc, unknown>>;

export function exported(vpc: Exportable): pulumi.Output<ExistingVpc> {
  const attributes: Attributes = {
    vpcId: vpc.vpcId,
    vpcArn: vpc.vpcArn,
    cidrBlocks: vpc.cidrBlocks,
    ipv6CidrBlock: vpc.ipv6CidrBlock,
    availabilityZones: vpc.availabilityZones,
    subnetTypes: vpc.subnetTypes,
    subnetIds: vpc.subnetIds,
    subnetLayout: vpc.subnetLayout,
    routeTableIds: vpc.routeTableIds,
    sharedRouteTableTiers: vpc.sharedRouteTableTiers ?? [],
    reservedCidrBlocks: vpc.reservedCidrBlocks ?? {},
    occupiedCidrBlocks: Object.values(vpc.subnetLayout).flatMap((blocks) => Object.values(blocks)),
    reservedIpv6Subnets: vpc.reservedIpv6Subnets,
    nat64Tiers: vpc.nat64Tiers,
    publicSubnetIds: vpc.publicSubnetIds,
    privateSubnetIds: vpc.privateSubnetIds,
    isolatedSubnetIds: vpc.isolatedSubnetIds,
    internetGatewayId: vpc.internetGatewayId,
    region: vpc.region,
  };
  // Undefined is not to stand in an output: a stack's file has no word for it.
  const given: Attributes = Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => value !== undefined),
  );
  return pulumi.output(given as pulumi.Unwrap<ExistingVpc>);
}
