/**
 * An `awsx.ec2.Vpc` as the components see any network: they attach to it in the program that makes it. Nothing of it is changed.
 * Keys come from the arguments that awsx was given, ids from its outputs; that the two are of one network is checked.
 *
 * https://www.pulumi.com/registry/packages/awsx/api-docs/ec2/vpc/
 */
import * as pulumi from "@pulumi/pulumi";
import type { VpcAttributes } from "../network";
import { planAwsx, unlikeCount, unlikePlace, type AwsxPlan } from "./awsxPlan";
import type { AwsxVpc, AwsxVpcArgs } from "./awsxVpcArgs";
import { refuseLookup } from "./invalidLookup";

type Place = AwsxPlan["places"][number];

/** @throws InvalidLookupError where the arguments are none that awsx takes, or do not tell its tiers and zones */
export function awsxNetwork(vpc: AwsxVpc, args: AwsxVpcArgs): VpcAttributes {
  const plan = planAwsx(args);
  refuseLookup("Vpc.fromAwsx", plan.issues);
  const byTier = <T>(value: (place: Place) => T): Record<string, Record<string, T>> =>
    Object.fromEntries(
      Object.keys(plan.subnetTypes).map((tier) => [
        tier,
        Object.fromEntries(
          plan.places
            .filter((place) => place.tier === tier)
            .map((place) => [place.zone, value(place)]),
        ),
      ]),
    );
  const { region, assignGeneratedIpv6CidrBlock } = args;
  const { subnetTypes, cidrBlock } = plan;
  return {
    vpcId: vpc.vpcId,
    cidrBlocks: [cidrBlock],
    ...(assignGeneratedIpv6CidrBlock === true
      ? { ipv6CidrBlock: vpc.vpc.apply((one) => one.ipv6CidrBlock) }
      : {}),
    availabilityZones: [...args.availabilityZoneNames],
    subnetTypes,
    subnetIds: byTier((place) => subnetId(vpc, plan, place)),
    routeTableIds: byTier(({ index }) =>
      vpc.routeTables.apply((all) => all[index]?.id ?? pulumi.output("")),
    ),
    sharedRouteTableTiers: [],
    ...(plan.isLaidOut ? { reservedCidrBlocks: blocksOf(plan) } : {}),
    internetGatewayId: vpc.internetGateway.apply(({ id }) => id),
    ...(region === undefined ? {} : { region }),
  };
}

function blocksOf({ subnetTypes, places }: AwsxPlan): Record<string, string[]> {
  return Object.fromEntries(
    Object.keys(subnetTypes).map((tier) => [
      tier,
      places.filter((place) => place.tier === tier).map(({ cidrBlock }) => cidrBlock ?? ""),
    ]),
  );
}

/** Its id, once it is seen to be the one that the arguments say it is. */
function subnetId({ subnets }: AwsxVpc, { places }: AwsxPlan, place: Place): pulumi.Output<string> {
  return subnets.apply((all) => {
    const subnet = all[place.index];
    refuse(unlikeCount(places.length, all.length));
    return pulumi.all([subnet?.availabilityZone, subnet?.cidrBlock]).apply(([zone, cidrBlock]) => {
      refuse(unlikePlace(place, zone, cidrBlock));
      return subnet?.id ?? pulumi.output("");
    });
  });
}

function refuse(difference: string | undefined): void {
  if (difference !== undefined) throw new pulumi.RunError(difference);
}
