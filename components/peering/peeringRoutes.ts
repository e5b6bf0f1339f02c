/**
 * The routes of one side: from every table of the chosen tiers to every block of the other side.
 *
 * https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html
 */
import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import { parseCidrBlock } from "../../net";
import {
  childName,
  cidrBlockName,
  insideTiers,
  routeTablesOfTier,
  zoneSuffix,
  type VpcAttributes,
} from "../network";
import type { Blocks } from "./peeringSide";

export interface PeeringRoute {
  /** The route's own part of its child's name: tier, zone and destination. */
  readonly key: string;
  /** The table's part of it: the table may be known by nothing else yet. */
  readonly tableKey: string;
  readonly routeTableId: pulumi.Input<string>;
  readonly family: 4 | 6;
  readonly destination: pulumi.Input<string>;
}

export function planPeeringRoutes(
  vpc: VpcAttributes,
  tiers: readonly string[] | undefined,
  peer: Blocks,
): PeeringRoute[] {
  const destinations = destinationsOf(vpc, peer);
  return (tiers ?? insideTiers(vpc.subnetTypes)).flatMap((tier) =>
    routeTablesOfTier(vpc, tier).flatMap(({ availabilityZone, routeTableId }) => {
      const tableKey = childName(tier, zoneSuffix(availabilityZone));
      return destinations.map(({ key, ...destination }) => ({
        key: childName(tableKey, key),
        tableKey,
        routeTableId,
        ...destination,
      }));
    }),
  );
}

type Destination = Pick<PeeringRoute, "key" | "family" | "destination">;

/** An IPv6 block leads somewhere only from a network that has IPv6 too. AWS chooses it, so its name is no address. */
function destinationsOf(own: Blocks, peer: Blocks): Destination[] {
  const listed = peer.cidrBlocks.map((block): Destination => {
    const read = parseCidrBlock(block);
    const family = read.ok ? read.value.family : 4;
    return { key: cidrBlockName(block), family, destination: block };
  });
  if (own.ipv6CidrBlock === undefined || peer.ipv6CidrBlock === undefined) return listed;
  return [...listed, { key: "ipv6", family: 6, destination: peer.ipv6CidrBlock }];
}

interface Routing {
  readonly parent: pulumi.ComponentResource;
  /** What the routes' names begin with. */
  readonly name: string;
  readonly region: string | undefined;
  readonly vpcPeeringConnectionId: pulumi.Input<string>;
}

export function createPeeringRoutes(
  { parent, name, region, vpcPeeringConnectionId }: Routing,
  routes: readonly PeeringRoute[],
): void {
  for (const { key, routeTableId, family, destination } of routes) {
    new ec2.Route(
      childName(name, key),
      {
        routeTableId,
        [family === 4 ? "destinationCidrBlock" : "destinationIpv6CidrBlock"]: destination,
        vpcPeeringConnectionId,
        region,
      },
      { parent },
    );
  }
}
