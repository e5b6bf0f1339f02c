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
  InvalidArgumentsError,
  routeTablesOfTier,
  tagsOf,
  type VpcAttributes,
} from "../network";
import type { VpcEndpointsArgs } from "./vpcEndpointsArgs";
import { perimeterPolicy } from "./dataPerimeter";
import {
  planVpcEndpoints,
  type EndpointPlan,
  type InterfacePlan,
  type VpcEndpointsPlan,
} from "./vpcEndpointsPlan";
import { noZone } from "./vpcEndpointsRefusals";

/** Gateway and interface endpoints of a network. */
export class VpcEndpoints extends pulumi.ComponentResource {
  /** Endpoint ids, by service: `s3`, `ecr.api`. */
  readonly endpointIds: Record<string, pulumi.Output<string>>;
  /** The interface endpoints among them, as `NetworkAlarms` takes them. */
  readonly interfaceEndpointIds: Record<string, pulumi.Output<string>>;
  /** The zones that each interface endpoint has an address in, by service. */
  readonly endpointAvailabilityZones: Record<string, pulumi.Output<string[]>>;
  /** The prefix lists of the gateway endpoints' services, as security group rules name them, by service. */
  readonly prefixListIds: Record<string, pulumi.Output<string>>;
  /** The public names that lead to interface endpoints with private DNS, by service. */
  readonly privateDnsNames: Record<string, string>;
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
    this.endpointIds = {
      ...mapped(gateways, ({ id }) => id),
      ...mapped(interfaces, ({ id }) => id),
    };
    this.interfaceEndpointIds = mapped(interfaces, ({ id }) => id);
    this.endpointAvailabilityZones = Object.fromEntries(
      plan.interface.map((one) => [one.service, zonesOf(building, one)]),
    );
    this.prefixListIds = mapped(gateways, ({ prefixListId }) => prefixListId);
    this.privateDnsNames = Object.fromEntries(
      plan.interface.flatMap(({ service, facts: { privateDnsName } }) =>
        typeof privateDnsName === "string" ? [[service, privateDnsName]] : [],
      ),
    );
    if (group) this.securityGroupId = group.id;
    this.registerOutputs({
      endpointIds: this.endpointIds,
      interfaceEndpointIds: this.interfaceEndpointIds,
      endpointAvailabilityZones: this.endpointAvailabilityZones,
      prefixListIds: this.prefixListIds,
      privateDnsNames: this.privateDnsNames,
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

type Endpoints = Record<string, ec2.VpcEndpoint>;

function mapped<T>(
  endpoints: Endpoints,
  part: (endpoint: ec2.VpcEndpoint) => T,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(endpoints).map(([service, endpoint]) => [service, part(endpoint)]),
  );
}

/** One of the caller's own, or else the data perimeter's; undefined where AWS's is to stay. */
function policyOf(
  { args, plan }: Building,
  { service, serviceName }: EndpointPlan,
): pulumi.Input<string> | undefined {
  const { policies = {}, dataPerimeter } = args;
  if (Object.hasOwn(policies, service)) return policies[service];
  const { exceptions } = plan;
  return dataPerimeter && perimeterPolicy(dataPerimeter, { service, serviceName, exceptions });
}

function createGatewayEndpoints(building: Building): Endpoints {
  const { parent, name, vpc, region, plan, args } = building;
  const routeTableIds = plan.routeTableTiers.flatMap((tier) =>
    routeTablesOfTier(vpc, tier).map((table) => table.routeTableId),
  );
  return Object.fromEntries(
    plan.gateway.map((one) => {
      const { service, serviceName } = one;
      const child = childName(name, service);
      const endpoint = new ec2.VpcEndpoint(
        child,
        {
          vpcId: vpc.vpcId,
          serviceName,
          vpcEndpointType: "Gateway",
          routeTableIds,
          policy: policyOf(building, one),
          region,
          tags: tagsOf(args, { child, resourceType: "vpce", detail: service }),
        },
        { parent },
      );
      return [service, endpoint];
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
  if (plan.allowsOwnIpv6) {
    // AWS chooses the block as a rule, so it cannot be part of a name.
    const source = { peer: "vpc-ipv6", shown: "vpc-ipv6", cidrIpv6: vpc.ipv6CidrBlock };
    createIngressRule(building, group, source);
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
  readonly cidrIpv6?: pulumi.Input<string> | undefined;
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

/** The zones of the tier in which the service is offered. */
function zonesOf(building: Building, { service, zones }: InterfacePlan): pulumi.Output<string[]> {
  if (zones) return pulumi.output([...zones]);
  const { parent, name, vpc, plan, args } = building;
  const own = Object.keys(vpc.subnetIds[plan.tier] ?? {});
  return pulumi.output(args.serviceZones?.[service] ?? []).apply((given) => {
    const offered = own.filter((zone) => given.includes(zone));
    if (offered.length > 0) return offered;
    const issue = noZone(service, { tier: plan.tier, zones: own, given });
    throw new InvalidArgumentsError(parent, "VpcEndpoints", name, [issue]);
  });
}

/** One subnet in each of its zones: how many there are decides no resource, so they may be known late. */
function subnetIdsOf(building: Building, one: InterfacePlan): pulumi.Input<pulumi.Input<string>[]> {
  const { vpc, plan } = building;
  const byZone = vpc.subnetIds[plan.tier] ?? {};
  const idsIn = <Id>(zones: readonly string[], ids: Readonly<Record<string, Id>>): Id[] =>
    Object.entries(ids).flatMap(([zone, id]) => (zones.includes(zone) ? [id] : []));
  if (one.zones) return idsIn(one.zones, byZone);
  return pulumi
    .all([zonesOf(building, one), pulumi.all(byZone)])
    .apply(([zones, ids]) => idsIn(zones, ids));
}

function createInterfaceEndpoints(
  building: Building,
  group: ec2.SecurityGroup | undefined,
): Endpoints {
  const { parent, name, vpc, region, plan, args } = building;
  const securityGroupIds = group ? [group.id] : args.securityGroupIds;
  return Object.fromEntries(
    plan.interface.map((one) => {
      const { service, serviceName, facts } = one;
      const child = childName(name, service);
      const endpoint = new ec2.VpcEndpoint(
        child,
        {
          vpcId: vpc.vpcId,
          serviceName,
          vpcEndpointType: "Interface",
          subnetIds: subnetIdsOf(building, one),
          securityGroupIds,
          privateDnsEnabled:
            facts.privateDnsName === null ? false : (args.privateDnsEnabled ?? true),
          ipAddressType: args.ipAddressType,
          dnsOptions: dnsOptionsOf(args, service),
          policy: policyOf(building, one),
          region,
          tags: tagsOf(args, { child, resourceType: "vpce", detail: service }),
        },
        { parent },
      );
      return [service, endpoint];
    }),
  );
}

/** Records follow the addresses: left to AWS, those of an endpoint that takes up IPv6 would stay as they are. */
function dnsOptionsOf({ dns, ipAddressType }: VpcEndpointsArgs, service: string) {
  const dnsRecordIpType = dns?.recordIpType ?? ipAddressType;
  const inbound = service === "s3" ? dns?.privateDnsOnlyForInboundResolver : undefined;
  if (dnsRecordIpType === undefined && inbound === undefined) return undefined;
  return { dnsRecordIpType, privateDnsOnlyForInboundResolverEndpoint: inbound };
}
