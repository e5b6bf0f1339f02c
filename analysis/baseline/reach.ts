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
import { vpcBlocks, type Way } from "./ways";

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

/** How something in a subnet is met from the internet. */
export interface Met {
  /** At public IPv4 addresses, at IPv6 addresses: wherever the subnet's own routes lead. */
  readonly ipv4: boolean;
  readonly ipv6: boolean;
  /** By whatever may yet come to stand there, where the subnet's routes lead out. */
  readonly byRoutes: boolean;
}

/**
 * Remote addresses that packets may come from to a subnet, not as replies: the VPC's own, those
 * of joined networks, and those of the internet where something is met from there.
 */
export function mayCome(survey: Survey, subnet: Subnet, met: Met): PointSet {
  const vpc = survey.atlas.vpcs.get(subnet.vpc);
  if (vpc === undefined || !survey.tables.has(subnet.routeTable)) return ANY;
  const onward = onwardWays(survey, subnet.routeTable, ANY);
  return [...onward, ...(met.byRoutes ? gatewayWays(survey, subnet) : [])].reduce(
    (all, { addresses }) => all.or(addresses),
    vpcBlocks(vpc)
      .or(publicSources(survey, subnet, met))
      .or(keepsClients(survey, subnet.vpc) ? INTERNET_ADDRESSES : NO_POINTS)
      .or(joinedAddresses(survey, subnet.vpc)),
  );
}

const gatewayWays = (survey: Survey, { routeTable }: Subnet): Way[] =>
  openWays(survey, routeTable, INTERNET_ADDRESSES).filter(
    ({ route }) => route?.target.kind === "internetGateway",
  );

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
  const families = (ipv4 ? ALL_IPV4 : NO_POINTS).or(ipv6 ? ALL_IPV6 : NO_POINTS);
  return INTERNET_ADDRESSES.and(families);
}

const bringers = new WeakMap<Survey, ReadonlySet<Key>>();

/**
 * Whether something in the VPC brings traffic in with the clients' own addresses: a Network Load
 * Balancer for its targets, an EC2 Instance Connect Endpoint for its instances.
 */
function keepsClients(survey: Survey, vpc: Key): boolean {
  const { network, atlas } = survey;
  const before = bringers.get(survey);
  const found =
    before ??
    new Set(
      network.networkInterfaces
        .filter(isBringer)
        .flatMap(({ subnet }) => atlas.subnets.get(subnet)?.vpc ?? []),
    );
  if (before === undefined) bringers.set(survey, found);
  return found.has(vpc);
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
