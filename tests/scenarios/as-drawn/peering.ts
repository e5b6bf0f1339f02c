/**
 * `peering` as drawn: ACLs that let a peer's replies in, and with them every high port of the tier.
 * What the NAT gateways cost is no part of the network. What will stand in the private subnets is not
 * drawn: an interface in each takes its place.
 */
import * as aws from "@pulumi/aws";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import {
  allow,
  natGateway,
  network,
  networkAcl,
  routeTable,
  securityGroup,
  tier,
  toInternet,
  toNat,
  type AclAllow,
  type Place,
  type RouteArgs,
  type Tier,
} from "./support/drawing";
import { interfaces } from "./support/workloads";

const ANY = "0.0.0.0/0";
const REPLIES = "tcp/1024-65535";
const BETWEEN = ["tcp/443", "tcp/5432", "tcp/22"];

interface Side {
  readonly name: string;
  readonly cidrBlock: string;
  readonly place: Place;
  readonly open: Tier;
  readonly closed: Tier;
  readonly group: aws.ec2.SecurityGroup;
}

function side(name: string, second: number): Side {
  const block = (third: number) => `10.${second}.${third}.0/24`;
  const cidrBlock = `10.${second}.0.0/16`;
  const place = network(name, cidrBlock, "us-east-1");
  return {
    name,
    cidrBlock,
    place,
    open: tier(place, `${name}-public`, [0, 1, 2].map(block), "public"),
    closed: tier(place, `${name}-private`, [3, 4, 5].map(block), "private"),
    group: securityGroup(name, place),
  };
}

/** Each private subnet has the NAT gateway of its own zone, and the way to the peer. */
function routes({ name, place, open, closed }: Side, toPeer: Record<string, RouteArgs>): void {
  routeTable(`${name}-public`, place, open.subnets, toInternet(place));
  for (const [index, subnet] of closed.subnets.entries()) {
    const zone = "abc".charAt(index);
    const nat = natGateway(`${name}-${zone}`, open.subnets[index]!, place);
    routeTable(`${name}-private-${zone}`, place, [subnet], { ...toNat(nat), ...toPeer });
  }
}

/** Between the two the three ports that are asked for; and for the replies everything above 1023. */
function filters({ name, place, cidrBlock, closed, group }: Side, peer: Side): void {
  const between = BETWEEN.map((traffic): AclAllow => [traffic, peer.cidrBlock]);
  networkAcl(`${name}-private`, place, closed.subnets, {
    ingress: [["all", cidrBlock], ...between, [REPLIES, peer.cidrBlock], [REPLIES, ANY]],
    egress: [["all", cidrBlock], ...between, [REPLIES, peer.cidrBlock], ["tcp/443", ANY]],
  });
  allow([name, group], "in", BETWEEN, peer.cidrBlock);
  allow([name, group], "out", BETWEEN, peer.cidrBlock);
  allow([name, group], "out", ["tcp/443"], ANY);
  interfaces(name, closed, group);
}

export const peering: PulumiFn = () => {
  const payment = side("payment", 0);
  const analytics = side("analytics", 1);
  const connection = new aws.ec2.VpcPeeringConnection("peering", {
    vpcId: payment.place.vpc.id,
    peerVpcId: analytics.place.vpc.id,
    autoAccept: true,
    requester: { allowRemoteVpcDnsResolution: true },
    accepter: { allowRemoteVpcDnsResolution: true },
    tags: { Name: "peering" },
  });
  const to = ({ cidrBlock }: Side) => ({
    peer: { destinationCidrBlock: cidrBlock, vpcPeeringConnectionId: connection.id },
  });
  routes(payment, to(analytics));
  routes(analytics, to(payment));
  filters(payment, analytics);
  filters(analytics, payment);
  return Promise.resolve();
};
