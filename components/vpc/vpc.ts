/**
 * A VPC: an isolated network with its subnets and ways out.
 * Makes the VPC with DNS on, an internet gateway if there is a public tier, a subnet for each tier
 * and zone, their route tables and routes, and closes the default security group. On request also
 * NAT gateways, endpoints and flow logs, made of the components that stand alone.
 * The VPC and all of these are free of charge, except NAT gateways, interface endpoints, logs and
 * public addresses.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/what-is-amazon-vpc.html
 */
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { VpcEndpoints } from "../endpoints";
import { NatGateways } from "../nat";
import {
  checkedPlan,
  childName,
  SubnetType,
  tagsOf,
  tiersOfType,
  zoneSuffix,
  type VpcAttributes,
} from "../network";
import { FlowLogs } from "../observability";
import type { VpcArgs } from "./vpcArgs";
import { planVpc, type TierPlan, type VpcPlan } from "./vpcPlan";

/** Ids by tier and zone. */
type IdsByTier = Record<string, Record<string, pulumi.Output<string>>>;

/** A network of named tiers. It is `VpcAttributes`, so other components take it as their `vpc`. */
export class Vpc extends pulumi.ComponentResource implements VpcAttributes {
  readonly vpcId: pulumi.Output<string>;
  readonly vpcArn: pulumi.Output<string>;
  /** The network's IPv4 blocks. */
  readonly cidrBlocks: string[];
  readonly availabilityZones: string[];
  /** What each tier is. */
  readonly subnetTypes: Record<string, SubnetType>;
  /** Subnet ids, by tier and zone. */
  readonly subnetIds: Record<string, Record<string, pulumi.Output<string>>>;
  /** The resolved address map: each subnet's block, by tier and zone. */
  readonly subnetLayout: Record<string, Record<string, string>>;
  /** The route table of each subnet, by tier and zone. */
  readonly routeTableIds: Record<string, Record<string, pulumi.Output<string>>>;
  /** The tiers whose zones share one route table. */
  readonly sharedRouteTableTiers: string[];
  /** The addresses each tier may ever use, as the fewest blocks that cover them. */
  readonly reservedCidrBlocks: Record<string, string[]>;
  /** Subnet ids of the public tiers, in the order of tiers and zones. */
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly privateSubnetIds: pulumi.Output<string>[];
  readonly isolatedSubnetIds: pulumi.Output<string>[];
  /** Present where there is a public tier. */
  readonly internetGatewayId?: pulumi.Output<string>;
  /** NAT gateway ids, by zone. */
  readonly natGatewayIds: Record<string, pulumi.Output<string>>;
  /** The public addresses that private subnets are seen under, by zone. */
  readonly natPublicIps: Record<string, pulumi.Output<string>>;
  /** Endpoint ids, by service. */
  readonly endpointIds: Record<string, pulumi.Output<string>>;
  /** The group in front of the interface endpoints. */
  readonly endpointSecurityGroupId?: pulumi.Output<string>;
  /** The log group of the flow logs. */
  readonly flowLogGroupName?: pulumi.Output<string>;
  /** The region, where it is not the provider's. */
  readonly region?: string;

  constructor(name: string, args: VpcArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:Vpc", name, {}, opts);
    const checked = { component: this, kind: "Vpc", name };
    const plan = checkedPlan(checked, args, () => planVpc(args));

    const vpc = createVpc(this, name, args);
    const building: Building = { parent: this, name, args, plan, vpcId: vpc.id };
    closeDefaultSecurityGroup(building);
    const internetGateway = createInternetGateway(building);
    const subnetIds = createSubnets(building);
    const routeTableIds = createRouteTables(building);
    createAssociations(building, subnetIds, routeTableIds);
    createInternetRoutes(building, routeTableIds, internetGateway);

    this.vpcId = vpc.id;
    this.vpcArn = vpc.arn;
    this.cidrBlocks = [args.cidrBlock];
    this.availabilityZones = [...plan.availabilityZones];
    this.subnetTypes = plan.subnetTypes;
    this.subnetIds = subnetIds;
    this.subnetLayout = subnetLayout(plan);
    this.routeTableIds = routeTableIds;
    this.sharedRouteTableTiers = plan.sharedRouteTableTiers;
    this.reservedCidrBlocks = plan.reservedCidrBlocks;
    this.publicSubnetIds = idsOfType(this, SubnetType.Public);
    this.privateSubnetIds = idsOfType(this, SubnetType.Private);
    this.isolatedSubnetIds = idsOfType(this, SubnetType.Isolated);
    if (internetGateway) this.internetGatewayId = internetGateway.id;
    if (args.region !== undefined) this.region = args.region;

    const nested = createNested(this, name, args);
    this.natGatewayIds = nested.natGateways?.natGatewayIds ?? {};
    this.natPublicIps = nested.natGateways?.natPublicIps ?? {};
    this.endpointIds = nested.endpoints?.endpointIds ?? {};
    if (nested.endpoints?.securityGroupId) {
      this.endpointSecurityGroupId = nested.endpoints.securityGroupId;
    }
    if (nested.flowLogs) this.flowLogGroupName = nested.flowLogs.logGroupName;
    this.registerOutputs(outputsOf(this));
  }
}

interface Building {
  readonly parent: Vpc;
  readonly name: string;
  readonly args: VpcArgs;
  readonly plan: VpcPlan;
  readonly vpcId: pulumi.Output<string>;
}

function createVpc(parent: Vpc, name: string, args: VpcArgs): ec2.Vpc {
  return new ec2.Vpc(
    name,
    {
      cidrBlock: args.cidrBlock,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      region: args.region,
      tags: tagsOf(args, { child: name, resourceType: "vpc" }),
    },
    { parent },
  );
}

/** AWS lets everything in the default group reach everything; adopted without rules it lets nothing. */
function closeDefaultSecurityGroup({ parent, name, args, vpcId }: Building): void {
  const child = childName(name, "default");
  new ec2.DefaultSecurityGroup(
    child,
    {
      vpcId,
      ingress: [],
      egress: [],
      region: args.region,
      tags: tagsOf(args, { child, resourceType: "sg", detail: "default" }),
    },
    { parent },
  );
}

function createInternetGateway(building: Building): ec2.InternetGateway | undefined {
  const { parent, name, args, plan, vpcId } = building;
  if (!plan.hasPublicTier) return undefined;
  return new ec2.InternetGateway(
    name,
    { vpcId, region: args.region, tags: tagsOf(args, { child: name, resourceType: "igw" }) },
    { parent },
  );
}

function createSubnets(building: Building): IdsByTier {
  const { parent, name, args, plan, vpcId } = building;
  return byTier(plan, ({ spec, subnets, tagType }) =>
    subnets.map(({ availabilityZone, cidrBlock }) => {
      const child = childName(name, spec.name, zoneSuffix(availabilityZone));
      const subnet = new ec2.Subnet(
        child,
        {
          vpcId,
          cidrBlock,
          [plan.zoneKind]: availabilityZone,
          mapPublicIpOnLaunch: spec.mapPublicIpOnLaunch ?? false,
          region: args.region,
          tags: tagsOf(
            { naming: args.naming, tags: { ...args.tags, ...spec.tags } },
            {
              child,
              resourceType: `subnet-${spec.name}`,
              detail: availabilityZone,
              type: tagType,
            },
          ),
        },
        { parent },
      );
      return [availabilityZone, subnet.id];
    }),
  );
}

/** A shared table is listed for each of its zones, so that readers need not know of sharing. */
function createRouteTables(building: Building): IdsByTier {
  return byTier(building.plan, (tier) => {
    const zones = tier.subnets.map(({ availabilityZone }) => availabilityZone);
    if (!tier.sharedRouteTable) {
      return zones.map((zone) => [zone, createRouteTable(building, tier, zone)]);
    }
    const shared = createRouteTable(building, tier, undefined);
    return zones.map((zone) => [zone, shared]);
  });
}

function createRouteTable(
  { parent, name, args, vpcId }: Building,
  { spec, tagType }: TierPlan,
  zone: string | undefined,
): pulumi.Output<string> {
  const child = childName(name, spec.name, zoneSuffix(zone));
  return new ec2.RouteTable(
    child,
    {
      vpcId,
      region: args.region,
      tags: tagsOf(args, {
        child,
        resourceType: `rtb-${spec.name}`,
        detail: zone,
        type: tagType,
      }),
    },
    { parent },
  ).id;
}

function createAssociations(building: Building, subnets: IdsByTier, tables: IdsByTier): void {
  const { parent, name, args, plan } = building;
  for (const { spec, subnets: planned } of plan.tiers) {
    for (const { availabilityZone } of planned) {
      new ec2.RouteTableAssociation(
        childName(name, spec.name, zoneSuffix(availabilityZone)),
        {
          subnetId: subnets[spec.name]?.[availabilityZone],
          routeTableId: tables[spec.name]?.[availabilityZone] ?? "",
          region: args.region,
        },
        { parent },
      );
    }
  }
}

function createInternetRoutes(
  { parent, name, args, plan }: Building,
  tables: IdsByTier,
  internetGateway: ec2.InternetGateway | undefined,
): void {
  for (const tier of tiersOfType(plan.subnetTypes, SubnetType.Public)) {
    new ec2.Route(
      childName(name, tier),
      {
        routeTableId: Object.values(tables[tier] ?? {})[0] ?? "",
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId: internetGateway?.id,
        region: args.region,
      },
      { parent },
    );
  }
}

function createNested(vpc: Vpc, name: string, args: VpcArgs) {
  const { naming, tags } = args;
  const opts = { parent: vpc };
  return {
    natGateways: args.natGateways
      ? new NatGateways(name, { ...args.natGateways, vpc, naming, tags }, opts)
      : undefined,
    endpoints: args.endpoints
      ? new VpcEndpoints(name, { ...args.endpoints, vpc, naming, tags }, opts)
      : undefined,
    flowLogs: args.flowLogs
      ? new FlowLogs(name, { ...args.flowLogs, vpc, naming, tags }, opts)
      : undefined,
  };
}

function byTier(
  plan: VpcPlan,
  ids: (tier: TierPlan) => (readonly [string, pulumi.Output<string>])[],
): IdsByTier {
  return Object.fromEntries(
    plan.tiers.map((tier) => [tier.spec.name, Object.fromEntries(ids(tier))]),
  );
}

function idsOfType(vpc: Vpc, type: SubnetType): pulumi.Output<string>[] {
  return tiersOfType(vpc.subnetTypes, type).flatMap((tier) =>
    Object.values(vpc.subnetIds[tier] ?? {}),
  );
}

function subnetLayout(plan: VpcPlan): Record<string, Record<string, string>> {
  return Object.fromEntries(
    plan.tiers.map(({ spec, subnets }) => [
      spec.name,
      Object.fromEntries(
        subnets.map(({ availabilityZone, cidrBlock }) => [availabilityZone, cidrBlock]),
      ),
    ]),
  );
}

function outputsOf(vpc: Vpc): pulumi.Inputs {
  return {
    vpcId: vpc.vpcId,
    vpcArn: vpc.vpcArn,
    cidrBlocks: vpc.cidrBlocks,
    availabilityZones: vpc.availabilityZones,
    subnetTypes: vpc.subnetTypes,
    subnetIds: vpc.subnetIds,
    subnetLayout: vpc.subnetLayout,
    routeTableIds: vpc.routeTableIds,
    sharedRouteTableTiers: vpc.sharedRouteTableTiers,
    reservedCidrBlocks: vpc.reservedCidrBlocks,
    publicSubnetIds: vpc.publicSubnetIds,
    privateSubnetIds: vpc.privateSubnetIds,
    isolatedSubnetIds: vpc.isolatedSubnetIds,
    internetGatewayId: vpc.internetGatewayId,
    natGatewayIds: vpc.natGatewayIds,
    natPublicIps: vpc.natPublicIps,
    endpointIds: vpc.endpointIds,
    endpointSecurityGroupId: vpc.endpointSecurityGroupId,
    flowLogGroupName: vpc.flowLogGroupName,
    region: vpc.region,
  };
}
