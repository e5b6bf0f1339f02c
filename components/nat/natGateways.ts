/**
 * NAT gateways: the way out for private subnets.
 * Makes what the strategy says: for each zone that gets one, an Elastic IP and a NAT gateway; one
 * gateway for the whole VPC; or NAT instances. And the routes of the private route tables to it,
 * which keep their names whatever they lead to: a change of strategy moves them in place.
 * Costs about $0.045 an hour a gateway, $0.045 a GB, and $0.005 an hour an address (us-east-1).
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
 */
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { parseAvailabilityZone } from "../../net";
import { checkedPlan, childName, tagsOf, zoneSuffix, type VpcAttributes } from "../network";
import { afterInternetGateway } from "./internetGateway";
import { NatConnectivityType, NatGatewayStrategy, type NatGatewaysArgs } from "./natGatewaysArgs";
import { planNatGateways, type NatAddressPlan, type NatGatewaysPlan } from "./natGatewaysPlan";
import { NAT_INSTANCES_TYPE, NatInstances } from "./natInstances";
import type { NatInstancesArgs } from "./natInstancesArgs";
import { planNatInstances } from "./natInstancesPlan";
import { planNatRoutes } from "./natRoutes";

type ByZone<T> = Record<string, T>;

/** NAT gateways with their addresses and routes. */
export class NatGateways extends pulumi.ComponentResource {
  /** NAT gateway ids, by zone; a regional one stands there for every zone. */
  readonly natGatewayIds: Record<string, pulumi.Output<string>>;
  /**
   * The public addresses that private subnets are seen under, by zone. Of a regional gateway whose
   * addresses AWS brings it is empty for a zone that it has not spread to yet.
   */
  readonly natPublicIps: Record<string, pulumi.Output<string>>;
  /** The same as a list, with all that a regional gateway has; further Elastic IPs of yours are not in it. */
  readonly publicIps: pulumi.Output<string[]>;
  /** The allocation ids of the Elastic IPs made here, by zone. */
  readonly elasticIpIds: Record<string, pulumi.Output<string>>;
  /** The network interfaces of NAT instances, by zone. */
  readonly networkInterfaceIds: Record<string, pulumi.Output<string>>;

  constructor(name: string, args: NatGatewaysArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:NatGateways", name, {}, opts);
    const { vpc } = args;
    const checked = { component: this, kind: "NatGateways", name };
    const plan = checkedPlan(checked, args, () => planWithInstances(args));
    const building: Building = { parent: this, name, vpc, plan, args };
    const addresses = createAddresses(building);
    const held = args.elasticIpAllocationIds ?? mapValues(addresses, ({ id }) => id);
    const gateways = createNatGateways(building, held);
    const regional = createRegional(building, held);
    const instances = createInstances(building, held);
    createRoutes(building, { gateways, regional, instances });
    this.natGatewayIds = regional
      ? Object.fromEntries(vpc.availabilityZones.map((zone) => [zone, regional.id]))
      : mapValues(gateways, ({ id }) => id);
    this.natPublicIps = regional
      ? Object.fromEntries(vpc.availabilityZones.map((zone) => [zone, publicIpIn(regional, zone)]))
      : (instances?.publicIps ?? mapValues(gateways, ({ publicIp }) => publicIp));
    this.publicIps = regional
      ? regional.regionalNatGatewayAddresses.apply((all) => all.map(({ publicIp }) => publicIp))
      : pulumi.all(Object.values(this.natPublicIps));
    this.elasticIpIds = {
      ...mapValues(addresses, ({ id }) => id),
      ...(instances?.elasticIpIds ?? {}),
    };
    this.networkInterfaceIds = instances?.networkInterfaceIds ?? {};
    this.registerOutputs({
      natGatewayIds: this.natGatewayIds,
      natPublicIps: this.natPublicIps,
      publicIps: this.publicIps,
      elasticIpIds: this.elasticIpIds,
      networkInterfaceIds: this.networkInterfaceIds,
    });
  }
}

interface Building {
  readonly parent: NatGateways;
  readonly name: string;
  readonly vpc: VpcAttributes;
  readonly plan: NatGatewaysPlan;
  readonly args: NatGatewaysArgs;
}

/** What nested instances would refuse is told with the rest. */
function planWithInstances(args: NatGatewaysArgs): NatGatewaysPlan {
  const plan = planNatGateways(args, args.vpc);
  if (plan.issues.length > 0 || plan.strategy !== NatGatewayStrategy.Instance) return plan;
  return { ...plan, issues: planNatInstances(instancesArgs(args, plan)).issues };
}

function instancesArgs(args: NatGatewaysArgs, plan: NatGatewaysPlan): NatInstancesArgs {
  const { vpc, naming, tags } = args;
  return {
    ...args.instances,
    ...{ vpc, naming, tags, tier: plan.tier },
    availabilityZones: [...plan.availabilityZones],
    sourceTiers: [...plan.routeTableTiers],
  };
}

function createAddresses(building: Building): ByZone<ec2.Eip> {
  const { vpc, plan } = building;
  return Object.fromEntries(
    plan.addresses.map((address) => {
      const zone = address.availabilityZone;
      // Of a subnet's replacement the gateway is made before the old one goes, which takes another
      // address; the subnet's id is what tells.
      const trigger = plan.deletesFirst ? undefined : vpc.subnetIds[plan.tier]?.[zone];
      return [zone, createAddress(building, address, trigger)];
    }),
  );
}

function createAddress(
  building: Building,
  { availabilityZone: zone, beside }: NatAddressPlan,
  replacementTrigger: pulumi.Input<string> | undefined,
): ec2.Eip {
  const { parent, name, vpc, plan, args } = building;
  const usual = childName(name, plan.tier, zoneSuffix(zone));
  const child = beside ? childName(usual, "regional") : usual;
  return new ec2.Eip(
    child,
    {
      domain: "vpc",
      region: vpc.region,
      tags: tagsOf(args, { child, resourceType: "eip", detail: zone }),
    },
    {
      parent,
      ...(replacementTrigger === undefined ? {} : { replacementTrigger }),
      ...(args.keepElasticIps === true && !beside
        ? { aliases: formerAddresses(building, zone) }
        : {}),
    },
  );
}

/** Where an address that is to be kept may have been before. */
function formerAddresses({ parent, name, plan }: Building, zone: string): pulumi.Alias[] {
  const suffix = zoneSuffix(zone);
  const instances = pulumi.createUrn(name, NAT_INSTANCES_TYPE, parent);
  return [
    ...zonalNames(name, plan.formerTiers, zone),
    { name: childName(name, plan.tier, suffix, "regional") },
    { parent: instances },
  ];
}

function createNatGateways(
  building: Building,
  held: ByZone<pulumi.Input<string>>,
): ByZone<ec2.NatGateway> {
  const { plan } = building;
  const { Single, OnePerAz } = NatGatewayStrategy;
  if (plan.strategy !== Single && plan.strategy !== OnePerAz) return {};
  return Object.fromEntries(
    plan.availabilityZones.map((zone) => [zone, createNatGateway(building, zone, held[zone])]),
  );
}

function createNatGateway(
  building: Building,
  zone: string,
  allocationId: pulumi.Input<string> | undefined,
): ec2.NatGateway {
  const { parent, name, vpc, plan, args } = building;
  const child = childName(name, plan.tier, zoneSuffix(zone));
  return new ec2.NatGateway(
    child,
    {
      subnetId: vpc.subnetIds[plan.tier]?.[zone],
      connectivityType: plan.connectivityType,
      ...addressInputs(building, zone, allocationId),
      region: vpc.region,
      tags: tagsOf(args, { child, resourceType: "nat", detail: zone }),
    },
    { parent, ...afterwards(building), ...takingOver(building, zone) },
  );
}

/** A private gateway needs no internet gateway. */
function afterwards({ vpc, plan }: Building) {
  const isPrivate = plan.connectivityType === NatConnectivityType.Private;
  return isPrivate ? {} : { dependsOn: afterInternetGateway(vpc) };
}

/** Lists are given when they are empty too: left out, AWS's provider keeps what there was. */
function addressInputs(
  { plan, args }: Building,
  zone: string,
  allocationId: pulumi.Input<string> | undefined,
) {
  const secondaryPrivateIpAddresses = args.secondaryPrivateIpAddresses?.[zone];
  if (plan.connectivityType === NatConnectivityType.Private) {
    return { secondaryPrivateIpAddresses: secondaryPrivateIpAddresses ?? [] };
  }
  return {
    allocationId,
    secondaryAllocationIds: args.secondaryAllocationIds?.[zone] ?? [],
    ...(secondaryPrivateIpAddresses === undefined ? {} : { secondaryPrivateIpAddresses }),
  };
}

/** What a gateway that keeps its address is the replacement of: to Pulumi, the same resource. */
function takingOver({ name, plan, args }: Building, zone: string) {
  const aliases = zonalNames(name, plan.formerTiers, zone);
  if (args.keepElasticIps === true && plan.strategy === NatGatewayStrategy.Single) {
    aliases.push({ name: regionalName(name) });
  }
  return replacing(aliases, plan);
}

/** What a zone's gateway, or its address, is called in each of some tiers. */
function zonalNames(name: string, tiers: readonly string[], zone: string): { name: string }[] {
  return tiers.map((tier) => ({ name: childName(name, tier, zoneSuffix(zone)) }));
}

function replacing(aliases: { name: string }[], { deletesFirst }: NatGatewaysPlan) {
  return {
    ...(aliases.length > 0 ? { aliases } : {}),
    ...(deletesFirst ? { deleteBeforeReplace: true } : {}),
  };
}

const regionalName = (name: string): string => childName(name, "regional");

/**
 * With addresses of one's own all zones are named: a regional gateway serves no others.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
 */
function createRegional(
  building: Building,
  held: ByZone<pulumi.Input<string>>,
): ec2.NatGateway | undefined {
  const { parent, name, vpc, plan, args } = building;
  if (plan.strategy !== NatGatewayStrategy.Regional) return undefined;
  const child = regionalName(name);
  const zone = args.availabilityZone;
  const aliases =
    zone === undefined ? [] : zonalNames(name, [plan.tier, ...plan.formerTiers], zone);
  const availabilityZoneAddresses = Object.entries(held).map(([one, allocationId]) => ({
    ...zoneInput(one),
    allocationIds: [allocationId, ...(args.secondaryAllocationIds?.[one] ?? [])],
  }));
  return new ec2.NatGateway(
    child,
    {
      vpcId: vpc.vpcId,
      availabilityMode: "regional",
      connectivityType: plan.connectivityType,
      ...(availabilityZoneAddresses.length > 0 ? { availabilityZoneAddresses } : {}),
      region: vpc.region,
      tags: tagsOf(args, { child, resourceType: "nat", detail: "regional" }),
    },
    {
      parent,
      dependsOn: afterInternetGateway(vpc),
      ...replacing(aliases, plan),
    },
  );
}

function zoneInput(zone: string) {
  const isId = parseAvailabilityZone(zone)?.kind === "id";
  return isId ? { availabilityZoneId: zone } : { availabilityZone: zone };
}

function publicIpIn(regional: ec2.NatGateway, zone: string): pulumi.Output<string> {
  return regional.regionalNatGatewayAddresses.apply(
    (all) =>
      all.find((one) => one.availabilityZone === zone || one.availabilityZoneId === zone)
        ?.publicIp ?? "",
  );
}

function createInstances(
  { parent, name, plan, args }: Building,
  held: ByZone<pulumi.Input<string>>,
): NatInstances | undefined {
  if (plan.strategy !== NatGatewayStrategy.Instance) return undefined;
  const given = Object.keys(held).length > 0 ? { elasticIpAllocationIds: held } : {};
  return new NatInstances(name, { ...instancesArgs(args, plan), ...given }, { parent });
}

interface Targets {
  readonly gateways: ByZone<ec2.NatGateway>;
  readonly regional: ec2.NatGateway | undefined;
  readonly instances: NatInstances | undefined;
}

function createRoutes(
  { parent, name, vpc, plan }: Building,
  { gateways, regional, instances }: Targets,
): void {
  for (const route of planNatRoutes(plan, vpc)) {
    const { key, routeTableId, destinationCidrBlock, destinationIpv6CidrBlock } = route;
    new ec2.Route(
      childName(name, key),
      {
        routeTableId,
        destinationCidrBlock,
        destinationIpv6CidrBlock,
        natGatewayId: (regional ?? gateways[route.gatewayZone])?.id,
        networkInterfaceId: instances?.networkInterfaceIds[route.gatewayZone],
        region: vpc.region,
      },
      // An interface is there before the instance that forwards.
      { parent, ...(instances ? { dependsOn: instances } : {}) },
    );
  }
}

function mapValues<T, R>(record: Record<string, T>, map: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
