/**
 * NAT gateways: the way out for private subnets.
 * Makes, for each zone that gets one, an Elastic IP and a NAT gateway in the public tier, and the
 * default route of every private route table to it.
 * Costs about $0.045 an hour a gateway, $0.045 a GB, and $0.005 an hour an address (us-east-1).
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
 */
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import {
  checkedPlan,
  childName,
  tagsOf,
  zoneSuffix,
  type Tagging,
  type VpcAttributes,
} from "../network";
import type { NatGatewaysArgs } from "./natGatewaysArgs";
import { planNatGateways, planNatRoutes, type NatGatewaysPlan } from "./natGatewaysPlan";

/** NAT gateways with their addresses and routes. */
export class NatGateways extends pulumi.ComponentResource {
  /** NAT gateway ids, by zone. */
  readonly natGatewayIds: Record<string, pulumi.Output<string>>;
  /** The public addresses that private subnets are seen under, by zone. */
  readonly natPublicIps: Record<string, pulumi.Output<string>>;

  constructor(name: string, args: NatGatewaysArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:NatGateways", name, {}, opts);
    const { vpc } = args;
    const checked = { component: this, kind: "NatGateways", name };
    const plan = checkedPlan(checked, args, () => planNatGateways(args, vpc));
    const building: Building = { parent: this, name, vpc, plan, args };
    const gateways = createNatGateways(building, createAddresses(building));
    createRoutes(building, gateways);
    this.natGatewayIds = mapValues(gateways, (gateway) => gateway.id);
    this.natPublicIps = mapValues(gateways, (gateway) => gateway.publicIp);
    this.registerOutputs({ natGatewayIds: this.natGatewayIds, natPublicIps: this.natPublicIps });
  }
}

interface Building {
  readonly parent: NatGateways;
  readonly name: string;
  readonly vpc: VpcAttributes;
  readonly plan: NatGatewaysPlan;
  readonly args: NatGatewaysArgs & Tagging;
}

/** The allocation id of each gateway's address, brought or new. */
function createAddresses(building: Building): Record<string, pulumi.Input<string>> {
  const { parent, name, vpc, plan, args } = building;
  if (args.elasticIpAllocationIds) return args.elasticIpAllocationIds;
  return Object.fromEntries(
    plan.availabilityZones.map((zone) => {
      const child = childName(name, plan.tier, zoneSuffix(zone));
      const eip = new ec2.Eip(
        child,
        {
          domain: "vpc",
          region: vpc.region,
          tags: tagsOf(args, { child, resourceType: "eip", detail: zone }),
        },
        { parent },
      );
      return [zone, eip.id];
    }),
  );
}

function createNatGateways(
  building: Building,
  allocationIds: Record<string, pulumi.Input<string>>,
): Record<string, ec2.NatGateway> {
  const { parent, name, vpc, plan, args } = building;
  // AWS fails a NAT gateway in a VPC without an attached internet gateway, and will not detach the
  // internet gateway before it; nothing in a NAT gateway's inputs says so.
  const dependsOn = pulumi.output(vpc.internetGatewayId).apply((): pulumi.Resource[] => []);
  return Object.fromEntries(
    plan.availabilityZones.map((zone) => {
      const child = childName(name, plan.tier, zoneSuffix(zone));
      const gateway = new ec2.NatGateway(
        child,
        {
          subnetId: vpc.subnetIds[plan.tier]?.[zone],
          allocationId: allocationIds[zone],
          connectivityType: "public",
          region: vpc.region,
          tags: tagsOf(args, { child, resourceType: "nat", detail: zone }),
        },
        { parent, dependsOn },
      );
      return [zone, gateway];
    }),
  );
}

function createRoutes(building: Building, gateways: Record<string, ec2.NatGateway>): void {
  const { parent, name, vpc, plan } = building;
  for (const { tier, availabilityZone, routeTableId, gatewayZone } of planNatRoutes(plan, vpc)) {
    new ec2.Route(
      childName(name, tier, zoneSuffix(availabilityZone)),
      {
        routeTableId,
        destinationCidrBlock: "0.0.0.0/0",
        natGatewayId: gateways[gatewayZone]?.id,
        region: vpc.region,
      },
      { parent },
    );
  }
}

function mapValues<T, R>(record: Record<string, T>, map: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
