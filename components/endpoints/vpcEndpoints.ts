/**
 * VPC endpoints: AWS services met without leaving the network.
 * Makes a gateway endpoint (S3, DynamoDB) in the route tables of the private tiers, and for other
 * services an interface endpoint with an address in each zone, behind a security group of their own.
 * Gateway endpoints are free; an interface endpoint costs about $0.01 an hour *and zone*.
 *
 * https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
 */
import * as ec2 from "@pulumi/aws/ec2";
import * as awsvpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { parseCidrBlock } from "../../net";
import {
  checkedPlan,
  childName,
  cidrBlockName,
  routeTablesOfTier,
  tagsOf,
  type VpcAttributes,
} from "../network";
import type { VpcEndpointsArgs } from "./vpcEndpointsArgs";
import { planVpcEndpoints, type VpcEndpointsPlan } from "./vpcEndpointsPlan";

/** Gateway and interface endpoints of a network. */
export class VpcEndpoints extends pulumi.ComponentResource {
  /** Endpoint ids, by service: `s3`, `ecr.api`. */
  readonly endpointIds: Record<string, pulumi.Output<string>>;
  /** The group in front of the interface endpoints; none without them or with groups brought. */
  readonly securityGroupId?: pulumi.Output<string>;

  constructor(name: string, args: VpcEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:VpcEndpoints", name, {}, opts);
    const checked = { component: this, kind: "VpcEndpoints", name };
    const plan = checkedPlan(checked, args, () => planVpcEndpoints(args, args.vpc));
    const region = args.region ?? args.vpc.region;
    const building: Building = { parent: this, name, vpc: args.vpc, region, plan, args };
    const gateways = createGatewayEndpoints(building);
    const group = createSecurityGroup(building);
    const interfaces = createInterfaceEndpoints(building, group);
    this.endpointIds = { ...gateways, ...interfaces };
    if (group) this.securityGroupId = group.id;
    this.registerOutputs({
      endpointIds: this.endpointIds,
      securityGroupId: this.securityGroupId,
    });
  }
}

interface Building {
  readonly parent: VpcEndpoints;
  readonly name: string;
  readonly vpc: VpcAttributes;
  readonly region: string | undefined;
  readonly plan: VpcEndpointsPlan;
  readonly args: VpcEndpointsArgs;
}

function createGatewayEndpoints(building: Building): Record<string, pulumi.Output<string>> {
  const { parent, name, vpc, region, plan, args } = building;
  const routeTableIds = plan.routeTableTiers.flatMap((tier) =>
    routeTablesOfTier(vpc, tier).map((table) => table.routeTableId),
  );
  return Object.fromEntries(
    plan.gateway.map(({ service, serviceName }) => {
      const child = childName(name, service);
      const endpoint = new ec2.VpcEndpoint(
        child,
        {
          vpcId: vpc.vpcId,
          serviceName,
          vpcEndpointType: "Gateway",
          routeTableIds,
          region,
          tags: tagsOf(args, { child, resourceType: "vpce", detail: service }),
        },
        { parent },
      );
      return [service, endpoint.id];
    }),
  );
}

/** Endpoints start no connections, so the group has no way out. */
function createSecurityGroup(building: Building): ec2.SecurityGroup | undefined {
  const { parent, name, vpc, region, plan, args } = building;
  if (plan.interface.length === 0 || args.securityGroupIds) return undefined;
  const child = childName(name, "endpoints");
  const group = new ec2.SecurityGroup(
    child,
    {
      vpcId: vpc.vpcId,
      description: "Interface endpoints",
      region,
      tags: tagsOf(args, { child, resourceType: "sg", detail: "endpoints" }),
    },
    { parent },
  );
  for (const text of plan.allowedCidrBlocks) {
    const block = parseCidrBlock(text);
    const family = block.ok && block.value.family === 6 ? "cidrIpv6" : "cidrIpv4";
    createIngressRule(building, group, { peer: cidrBlockName(text), shown: text, [family]: text });
  }
  for (const [peer, id] of Object.entries(args.allowedSecurityGroupIds ?? {})) {
    createIngressRule(building, group, { peer, shown: peer, referencedSecurityGroupId: id });
  }
  return group;
}

interface AllowedSource {
  readonly peer: string;
  readonly shown: string;
  readonly cidrIpv4?: string;
  readonly cidrIpv6?: string;
  readonly referencedSecurityGroupId?: pulumi.Input<string>;
}

function createIngressRule(
  { parent, name, region, args }: Building,
  group: ec2.SecurityGroup,
  source: AllowedSource,
): void {
  const child = childName(name, "endpoints-from", source.peer, "tcp-443");
  new awsvpc.SecurityGroupIngressRule(
    child,
    {
      securityGroupId: group.id,
      description: `tcp/443 from ${source.shown}`,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: source.cidrIpv4,
      cidrIpv6: source.cidrIpv6,
      referencedSecurityGroupId: source.referencedSecurityGroupId,
      region,
      tags: tagsOf(args, { child, resourceType: "sgr", detail: `endpoints-from-${source.peer}` }),
    },
    { parent },
  );
}

function createInterfaceEndpoints(
  building: Building,
  group: ec2.SecurityGroup | undefined,
): Record<string, pulumi.Output<string>> {
  const { parent, name, vpc, region, plan, args } = building;
  const subnetIds = Object.values(vpc.subnetIds[plan.tier] ?? {});
  const securityGroupIds = group ? [group.id] : args.securityGroupIds;
  return Object.fromEntries(
    plan.interface.map(({ service, serviceName }) => {
      const child = childName(name, service);
      const endpoint = new ec2.VpcEndpoint(
        child,
        {
          vpcId: vpc.vpcId,
          serviceName,
          vpcEndpointType: "Interface",
          subnetIds,
          securityGroupIds,
          privateDnsEnabled: args.privateDnsEnabled ?? true,
          region,
          tags: tagsOf(args, { child, resourceType: "vpce", detail: service }),
        },
        { parent },
      );
      return [service, endpoint.id];
    }),
  );
}
