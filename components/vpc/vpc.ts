/**
 * A VPC: an isolated network with its subnets and ways out.
 * Makes the VPC with DNS on, an internet gateway if there is a public tier, a subnet for each tier
 * and zone, their route tables and routes, and closes the default security group and the main route
 * table. On request also
 * NAT gateways, endpoints and flow logs, made of the components that stand alone.
 * The VPC and all of these are free of charge, except NAT gateways, interface endpoints, logs and
 * public addresses.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/what-is-amazon-vpc.html
 */
import * as pulumi from "@pulumi/pulumi";
import { ipv6Subnet } from "../../net";
import { VpcEndpoints } from "../endpoints";
import {
  awsxNetwork,
  exported,
  findVpc,
  vpcOfStack,
  type AwsxVpc,
  type AwsxVpcArgs,
  type ExistingVpc,
  type ExistingVpcArgs,
} from "../existing";
import { NatGateways } from "../nat";
import { checkedPlan, SubnetType, tiersOfType, type VpcAttributes } from "../network";
import { FlowLogs } from "../observability";
import { createDhcpOptions } from "./dhcpOptions";
import { createIpv6Routes } from "./ipv6Routes";
import { SubnetIpv6 } from "./subnetSpec";
import type { VpcArgs } from "./vpcArgs";
import { closeDefaults } from "./vpcDefaults";
import {
  createAssociations,
  createInternetGateway,
  createInternetRoutes,
  onceReached,
  createRouteTables,
  createSecondaryBlocks,
  createSubnets,
  createVpc,
  type Building,
} from "./vpcParts";
import { planVpc, type VpcPlan } from "./vpcPlan";

/** A network of named tiers. It is `VpcAttributes`, so other components take it as their `vpc`. */
export class Vpc extends pulumi.ComponentResource implements VpcAttributes {
  /** The VPC's id. */
  readonly vpcId: pulumi.Output<string>;
  /** The VPC's ARN. */
  readonly vpcArn: pulumi.Output<string>;
  /** The network's IPv4 blocks, the primary one first. */
  readonly cidrBlocks: string[];
  /** The zones in use, by name or by id as they were given. */
  readonly availabilityZones: string[];
  /** What each tier is. */
  readonly subnetTypes: Record<string, SubnetType>;
  /** Subnet ids, by tier and zone. */
  readonly subnetIds: Record<string, Record<string, pulumi.Output<string>>>;
  /** Each subnet's block, by tier and zone. */
  readonly subnetLayout: Record<string, Record<string, string>>;
  /** All addresses of the network as a table to print: subnets, what is reserved, what is free. */
  readonly addressMap: string;
  /** The network's IPv6 block, where it has one: a /56 that AWS chose. */
  readonly ipv6CidrBlock?: pulumi.Output<string>;
  /** Each subnet's IPv6 block, by tier and zone, of the tiers that have them. */
  readonly subnetIpv6CidrBlocks: Record<string, Record<string, pulumi.Output<string>>>;
  /** The places of the /64s that each tier may ever use: sixteen a tier, of those that have IPv6. */
  readonly reservedIpv6Subnets: Record<string, number[]>;
  /** The tiers with DNS64 and its route. */
  readonly nat64Tiers: string[];
  /** The route table of each subnet, by tier and zone. */
  readonly routeTableIds: Record<string, Record<string, pulumi.Output<string>>>;
  /** The tiers whose zones share one route table. */
  readonly sharedRouteTableTiers: string[];
  /** The addresses each tier may ever use, as the fewest blocks that cover them. */
  readonly reservedCidrBlocks: Record<string, string[]>;
  /** Subnet ids of the public tiers, in the order of tiers and zones. */
  readonly publicSubnetIds: pulumi.Output<string>[];
  /** Subnet ids of the private tiers, in the same order. */
  readonly privateSubnetIds: pulumi.Output<string>[];
  /** Subnet ids of the isolated tiers, in the same order. */
  readonly isolatedSubnetIds: pulumi.Output<string>[];
  /** Present where there is a public tier. */
  readonly internetGatewayId?: pulumi.Output<string>;
  /** Present where a private tier has IPv6. */
  readonly egressOnlyGatewayId?: pulumi.Output<string>;
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
  /** The ARN of that log group. */
  readonly flowLogGroupArn?: pulumi.Output<string>;
  /** The role that writes to it. */
  readonly flowLogRoleArn?: pulumi.Output<string>;
  /** All flow logs, by name: `main`, or `main-private-1a` for a subnet's. */
  readonly flowLogIds: Record<string, pulumi.Output<string>>;
  /** All log groups of flow logs, by the flow log's name. */
  readonly flowLogGroupNames: Record<string, pulumi.Output<string>>;
  /** The buckets that were made for flow logs, by the flow log's name. */
  readonly flowLogBucketNames: Record<string, pulumi.Output<string>>;
  /** Their ARNs, by the flow log's name. */
  readonly flowLogBucketArns: Record<string, pulumi.Output<string>>;
  /** The Athena tables over flow logs, as `database.table`, by the flow log's name. */
  readonly flowLogTableNames: Record<string, pulumi.Output<string>>;
  /** The Athena workgroups to query them in, by the flow log's name. */
  readonly flowLogWorkgroupNames: Record<string, pulumi.Output<string>>;
  /** The region, where it is not the provider's. */
  readonly region?: string;

  /**
   * A VPC that is there already, looked up by its id, by its tags or as the region's default: what the other components attach to.
   * Nothing of what is found is taken over or changed.
   *
   * @throws InvalidLookupError where the arguments name no one VPC, or do not tell its subnets apart
   */
  static get(args: ExistingVpcArgs, opts?: pulumi.InvokeOptions): Promise<ExistingVpc> {
    return findVpc(args, opts);
  }

  /**
   * The network of another stack, which exports its `attributes`.
   *
   * @param output its name @default "network"
   * @throws RunError where the stack has no such output, or it is none of a network
   */
  static fromStack(stack: pulumi.StackReference, output = "network"): Promise<ExistingVpc> {
    return vpcOfStack(stack, output);
  }

  /**
   * An `awsx.ec2.Vpc` of this program: what the other components attach to. Nothing of it is changed.
   *
   * @param args what awsx was given
   * @throws InvalidLookupError where they do not tell its tiers and zones
   */
  static fromAwsx(vpc: AwsxVpc, args: AwsxVpcArgs): VpcAttributes {
    return awsxNetwork(vpc, args);
  }

  /** What a stack exports (`export const network = vpc.attributes`) for `Vpc.fromStack` of another. */
  get attributes(): pulumi.Output<ExistingVpc> {
    return exported(this);
  }

  constructor(name: string, args: VpcArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:Vpc", name, {}, opts);
    const checked = { component: this, kind: "Vpc", name };
    const plan = checkedPlan(checked, args, () => planVpc(args));

    const vpc = createVpc(this, name, args);
    const ipv6CidrBlock = args.ipv6 === true ? vpc.ipv6CidrBlock : undefined;
    const building: Building = { parent: this, name, args, plan, vpcId: vpc.id, ipv6CidrBlock };
    const secondaryBlocks = createSecondaryBlocks(building);
    closeDefaults(building, vpc);
    createDhcpOptions(building);
    const internetGateway = createInternetGateway(building);
    const subnetIds = createSubnets(building, secondaryBlocks);
    const routeTableIds = createRouteTables(building);
    const ways = [
      ...createAssociations(building, subnetIds, routeTableIds),
      ...createInternetRoutes(building, routeTableIds, internetGateway?.id),
    ];
    const egressOnlyGateway = createIpv6Routes(building, routeTableIds, internetGateway);

    this.vpcId = vpc.id;
    this.vpcArn = vpc.arn;
    this.cidrBlocks = [args.cidrBlock, ...(args.secondaryCidrBlocks ?? [])];
    this.availabilityZones = [...plan.availabilityZones];
    this.subnetTypes = plan.subnetTypes;
    this.subnetIds = subnetIds;
    this.subnetLayout = subnetLayout(plan);
    this.addressMap = plan.addressMap;
    this.routeTableIds = routeTableIds;
    this.sharedRouteTableTiers = plan.sharedRouteTableTiers;
    this.reservedCidrBlocks = plan.reservedCidrBlocks;
    this.publicSubnetIds = idsOfType(this, SubnetType.Public);
    this.privateSubnetIds = idsOfType(this, SubnetType.Private);
    this.isolatedSubnetIds = idsOfType(this, SubnetType.Isolated);
    this.reservedIpv6Subnets = plan.reservedIpv6Subnets;
    this.nat64Tiers = plan.nat64Tiers;
    this.subnetIpv6CidrBlocks = subnetIpv6CidrBlocks(plan, ipv6CidrBlock);
    if (ipv6CidrBlock) this.ipv6CidrBlock = ipv6CidrBlock;
    if (internetGateway) this.internetGatewayId = onceReached(internetGateway.id, ways);
    if (egressOnlyGateway) this.egressOnlyGatewayId = egressOnlyGateway.id;
    if (args.region !== undefined) this.region = args.region;

    const nested = createNested(this, name, args);
    this.natGatewayIds = nested.natGatewayIds;
    this.natPublicIps = nested.natPublicIps;
    this.endpointIds = nested.endpointIds;
    if (nested.endpointSecurityGroupId) {
      this.endpointSecurityGroupId = nested.endpointSecurityGroupId;
    }
    const { flowLogs } = nested;
    this.flowLogGroupName = flowLogs.logGroupName;
    this.flowLogGroupArn = flowLogs.logGroupArn;
    this.flowLogRoleArn = flowLogs.roleArn;
    this.flowLogIds = flowLogs.flowLogIds;
    this.flowLogGroupNames = flowLogs.logGroupNames;
    this.flowLogBucketNames = flowLogs.bucketNames;
    this.flowLogBucketArns = flowLogs.bucketArns;
    this.flowLogTableNames = flowLogs.tableNames;
    this.flowLogWorkgroupNames = flowLogs.workgroupNames;
    this.registerOutputs(outputsOf(this));
  }
}

function createNested(vpc: Vpc, name: string, args: VpcArgs) {
  const { naming, tags } = args;
  const opts = { parent: vpc };
  const natGateways =
    args.natGateways && new NatGateways(name, { ...args.natGateways, vpc, naming, tags }, opts);
  const endpoints =
    args.endpoints && new VpcEndpoints(name, { ...args.endpoints, vpc, naming, tags }, opts);
  const flowLogs =
    args.flowLogs && new FlowLogs(name, { ...args.flowLogs, vpc, naming, tags }, opts);
  return {
    natGatewayIds: natGateways?.natGatewayIds ?? {},
    natPublicIps: natGateways?.natPublicIps ?? {},
    endpointIds: endpoints?.endpointIds ?? {},
    endpointSecurityGroupId: endpoints?.securityGroupId,
    flowLogs: flowLogs ?? NO_FLOW_LOGS,
  };
}

/** What there is of them where there are none. */
const NO_FLOW_LOGS: Omit<FlowLogs, keyof pulumi.ComponentResource | "flowLogId"> = {
  flowLogIds: {},
  logGroupNames: {},
  bucketNames: {},
  bucketArns: {},
  tableNames: {},
  workgroupNames: {},
};

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
        subnets.flatMap(({ availabilityZone, cidrBlock }) =>
          cidrBlock === undefined ? [] : [[availabilityZone, cidrBlock]],
        ),
      ),
    ]),
  );
}

function subnetIpv6CidrBlocks(plan: VpcPlan, ipv6CidrBlock: pulumi.Output<string> | undefined) {
  if (ipv6CidrBlock === undefined) return {};
  return Object.fromEntries(
    plan.tiers
      .filter(({ ipv6 }) => ipv6 !== SubnetIpv6.None)
      .map(({ spec, subnets }) => [
        spec.name,
        Object.fromEntries(
          subnets.map(({ availabilityZone, ipv6Index = 0 }) => [
            availabilityZone,
            ipv6CidrBlock.apply((block) => ipv6Subnet(block, ipv6Index)),
          ]),
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
    addressMap: vpc.addressMap,
    ipv6CidrBlock: vpc.ipv6CidrBlock,
    subnetIpv6CidrBlocks: vpc.subnetIpv6CidrBlocks,
    reservedIpv6Subnets: vpc.reservedIpv6Subnets,
    nat64Tiers: vpc.nat64Tiers,
    egressOnlyGatewayId: vpc.egressOnlyGatewayId,
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
    flowLogGroupArn: vpc.flowLogGroupArn,
    flowLogRoleArn: vpc.flowLogRoleArn,
    flowLogIds: vpc.flowLogIds,
    flowLogGroupNames: vpc.flowLogGroupNames,
    flowLogBucketNames: vpc.flowLogBucketNames,
    flowLogBucketArns: vpc.flowLogBucketArns,
    flowLogTableNames: vpc.flowLogTableNames,
    flowLogWorkgroupNames: vpc.flowLogWorkgroupNames,
    region: vpc.region,
  };
}
