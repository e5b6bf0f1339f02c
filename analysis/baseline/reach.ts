/** From where, besides its own VPC, traffic may come to a subnet or an interface, read in favour of a way in. */
import {
  ALL_IPV4,
  ALL_IPV6,
  INTERNET_ADDRESSES,
  NO_POINTS,
  PacketSet,
  type PointSet,
} from "../../net";
import type { Key, NetworkInterface, Subnet } from "../model/network";
import type { Survey } from "./survey";
import { onwardWays, openWays } from "./outside";
import { vpcBlocks } from "./ways";

/** Routing and names that are not modelled: they carry no security group. */
const CARRIES_NO_GROUP =
  /^aws:(route53\/(?!resolverEndpoint)|servicediscovery\/|directconnect\/|ec2transitgateway\/|networkmanager\/(?!vpcAttachment)|globalaccelerator\/|cloudfront\/|ecs\/service:|lb\/|alb\/|ec2\/(vpn|localGateway|carrierGateway|route|trafficMirror|vpcEndpointService))/;

/** Whether all interfaces that could carry a group are read. */
export const isAllRead = ({ network }: Survey): boolean =>
  network.unmodelled.every(({ type }) => CARRIES_NO_GROUP.test(type));

/** Of those, what brings nothing in from outside. */
const BRINGS_NOTHING_IN =
  /^aws:(route53\/(?!resolverEndpoint)|servicediscovery\/|ecs\/service:|ec2\/trafficMirror)/;

/** Whether nothing that is not modelled could bring traffic into a VPC. */
export const isEveryWayInRead = ({ network }: Survey): boolean =>
  network.unmodelled.every(({ type }) => BRINGS_NOTHING_IN.test(type));

/** The families in which something in a subnet is met from the internet, its own address allowing. */
export interface Met {
  readonly ipv4: boolean;
  readonly ipv6: boolean;
}

/**
 * Remote addresses, beyond the VPC's own, that a subnet may exchange packets with as somebody that
 * is asked: those routed to other networks, and those of the internet where a public address is met.
 */
export function mayCome(survey: Survey, subnet: Subnet, met: Met): PointSet {
  const { atlas } = survey;
  const table = survey.tables.get(subnet.routeTable);
  const vpc = atlas.vpcs.get(subnet.vpc);
  if (table === undefined || vpc === undefined) return PacketSet.of({}).project("source");
  const atGateway = openWays(survey, table.key, publicSources(survey, subnet, met)).filter(
    ({ route }) => route?.target.kind === "internetGateway",
  );
  const own = vpcBlocks(vpc)
    .or(keepsClients(survey, subnet.vpc) ? INTERNET_ADDRESSES : NO_POINTS)
    .or(joinedAddresses(survey, subnet.vpc));
  return [...atGateway, ...onwardWays(survey, table.key, ANY)].reduce(
    (all, { addresses }) => all.or(addresses),
    own,
  );
}

/** What other VPCs have that are joined to it: whether their replies find back is told elsewhere. */
function joinedAddresses({ network, attachmentsOfVpc, atlas }: Survey, vpc: Key): PointSet {
  if (attachmentsOfVpc.has(vpc)) return ANY.without(INTERNET_ADDRESSES);
  return network.peeringConnections
    .filter(({ requester, accepter }) => requester === vpc || accepter === vpc)
    .map(({ requester, accepter }) => atlas.vpcs.get(requester === vpc ? accepter : requester))
    .reduce(
      (all, other) =>
        all.or(other === undefined ? ANY.without(INTERNET_ADDRESSES) : vpcBlocks(other)),
      NO_POINTS,
    );
}

const ANY = PacketSet.of({}).project("source");

function publicSources({ atlas }: Survey, { vpc }: Subnet, { ipv4, ipv6 }: Met): PointSet {
  if (atlas.attachedGateway(vpc) === undefined) return NO_POINTS;
  return (ipv4 ? ALL_IPV4 : NO_POINTS).or(ipv6 ? ALL_IPV6 : NO_POINTS);
}

/**
 * Whether something in the VPC brings traffic in with the clients' own addresses: a Network Load
 * Balancer for its targets, an EC2 Instance Connect Endpoint for its instances.
 */
function keepsClients({ network, atlas }: Survey, vpc: Key): boolean {
  return network.networkInterfaces.some(
    (one) => atlas.subnets.get(one.subnet)?.vpc === vpc && isBringer(one),
  );
}

function isBringer(one: NetworkInterface): boolean {
  if (one.type.endsWith(":InstanceConnectEndpoint")) return true;
  return one.kind === "loadBalancer" && one.publicIpv4 !== false && !isKnownToHide(one);
}

/** An Application or Classic Load Balancer, as far as its id or name says so: neither keeps clients' addresses. */
function isKnownToHide({ id, filtered, owner, type }: NetworkInterface): boolean {
  if (!filtered) return false;
  const isClassic = /^aws:elb\/|^aws:elasticloadbalancing\//.test(type);
  return isClassic || [id ?? "", owner].some((text) => /(^|\/)app\//.test(text));
}
