/** What IPv4 closes and IPv6 leaves open. */
import {
  ALL_IPV4,
  ALL_IPV6,
  ALL_PACKETS,
  INTERNET_ADDRESSES,
  PacketSet,
  TCP,
  UDP,
  protocolServices,
  type PointSet,
} from "../../../net";
import type { InterfaceKind, NetworkInterface, RouteTarget, Subnet } from "../../model/network";
import { outwardClasses, owners, type InterfaceClass } from "../classes";
import type { Problem } from "../finding";
import { INTERNET_IPV4, meetsInternetGateway, openWays } from "../outside";
import type { BaselineRule } from "../rule";
import { component, components, gathered, type Survey } from "../survey";
import { promisedTier } from "../tiers";
import { interfaceText, listed, shownPacket, targetText, trafficText } from "../words";

export const ipv6WayRound: BaselineRule = {
  name: "ipv6-way-round",
  grade: "error",
  looksFor:
    "An interface that the internet reaches over IPv6 while IPv4 has no way in, and a database or isolated subnet with a way out over IPv6 alone. A warning where the subnet is public for IPv4 too and only the security groups close it. Databases that the internet reaches have a rule of their own.",
  page: "https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html",
  find: (survey) => [...waysIn(survey), ...waysOut(survey)],
};

/** Load balancers without public IPv4 addresses are made so on purpose. */
const MET: readonly InterfaceKind[] = ["instance", "autoScalingGroup", "task", "interface"];
const BY_PORT = PacketSet.of({ service: protocolServices(TCP).or(protocolServices(UDP)) });

function waysIn(survey: Survey): Problem[] {
  return outwardClasses(survey, MET)
    .filter(({ one }) => one.hasIpv6 && one.hasIpv4)
    .flatMap((each) => {
      // Whether it has a public address is not known: nor is what IPv4 lets in.
      if (each.one.publicIpv4 === undefined) return [];
      const services = openOverIpv6(survey, each);
      return services.isEmpty ? [] : [wayIn(survey, each, services)];
    });
}

/** What gets in over IPv6 and not over IPv4, for want of a rule or of a route. */
function openOverIpv6(survey: Survey, { one }: InterfaceClass): PointSet {
  const { atlas, verifier } = survey;
  const found = verifier.traffic({ internet: true }, { interface: one.key }).possible.and(BY_PORT);
  const six = found.and(PacketSet.of({ source: ALL_IPV6 })).project("service");
  if (six.isEmpty) return six;
  if (!isPublic(survey, one))
    return six.without(found.and(PacketSet.of({ source: ALL_IPV4 })).project("service"));
  // Without a public IPv4 address on purpose: the rules say whom it is for.
  const admitted = one.filtered
    ? atlas.groupPackets(one.securityGroups, "ingress", undefined)
    : ALL_PACKETS;
  return six.without(admitted.and(PacketSet.of({ source: INTERNET_IPV4 })).project("service"));
}

function isPublic(survey: Survey, { subnet }: NetworkInterface): boolean {
  const table = survey.atlas.subnets.get(subnet)?.routeTable ?? "";
  return meetsInternetGateway(survey, table, INTERNET_IPV4);
}

function wayIn(survey: Survey, { one, all, vpc }: InterfaceClass, services: PointSet): Problem {
  const { atlas, verifier } = survey;
  const subnet = atlas.subnets.get(one.subnet);
  const table = subnet?.routeTable ?? "";
  const inPublic = isPublic(survey, one);
  const packets = verifier.traffic({ internet: true }, { interface: one.key }).possible;
  const mine = packets.and(PacketSet.of({ source: ALL_IPV6, service: services }));
  const packet = shownPacket(mine, { from: "the internet", to: one.name });
  const gateway = atlas.attachedGateway(vpc);
  const names = listed(owners(all).map(interfaceText));
  return {
    grade: inPublic ? "warning" : "error",
    title: `the internet reaches ${names} over IPv6 on ${trafficText(services)}, and not over IPv4`,
    explanation: inPublic
      ? "The security groups keep the internet out for IPv4 alone; IPv6 addresses are all public."
      : "The subnet is private for IPv4 only: its route table leads ::/0 to the internet gateway, and IPv6 addresses are all public.",
    component: component(survey, inPublic ? (one.securityGroups[0] ?? one.owner) : table),
    others: components(survey, [
      ...owners(all).map(({ owner }) => owner),
      ...(gateway === undefined ? [] : [gateway]),
    ]),
    ...(packet === undefined ? {} : { packet }),
    remedy: inPublic
      ? "Say of ::/0 in the security groups what is said of IPv4."
      : "Lead ::/0 to an egress-only internet gateway instead.",
  };
}

/** Tables of closed subnets that lead the internet's IPv6 addresses out, and no IPv4 ones. */
function waysOut(survey: Survey): Problem[] {
  const six = INTERNET_ADDRESSES.and(ALL_IPV6);
  const closed = survey.network.subnets.filter(
    (subnet) => subnet.ipv6Block !== undefined && isClosed(survey, subnet),
  );
  return [...gathered(closed, ({ routeTable }) => [routeTable])].flatMap(([table, subnets]) => {
    const out = openWays(survey, table, six).filter(({ route }) => isDirect(route?.target.kind));
    const target = out[0]?.route?.target;
    if (target === undefined || openWays(survey, table, INTERNET_IPV4).length > 0) return [];
    const open = subnets.filter((subnet) => aclLetsOut(survey, subnet, six));
    return open.length === 0 ? [] : [wayOut(survey, table, open, target)];
  });
}

const isDirect = (kind: string | undefined): boolean =>
  kind === "internetGateway" || kind === "egressOnlyInternetGateway";

function isClosed({ interfacesOfSubnet }: Survey, subnet: Subnet): boolean {
  const tier = promisedTier(subnet);
  if (tier !== undefined) return tier !== "private";
  const there = interfacesOfSubnet.get(subnet.key) ?? [];
  return (
    there.some(({ kind }) => kind === "database" || kind === "cache") &&
    there.every(({ kind }) => kind === "database" || kind === "cache" || kind === "endpoint")
  );
}

function aclLetsOut({ atlas }: Survey, { networkAcl }: Subnet, six: PointSet): boolean {
  const passing = atlas.aclPackets(networkAcl, "egress", false);
  return passing?.meets(PacketSet.of({ destination: six })) ?? false;
}

function wayOut(
  survey: Survey,
  table: string,
  subnets: readonly Subnet[],
  target: RouteTarget,
): Problem {
  const { atlas } = survey;
  const names = listed(subnets.map(({ name }) => name));
  return {
    grade: "error",
    title: `route table ${atlas.nameOf(table)} leads ${names} out to the internet over IPv6 by ${targetText(atlas, target)}, and not over IPv4`,
    explanation:
      "The subnets are closed for IPv4 only: what stands in them and has an IPv6 address gets out to the internet.",
    component: component(survey, table),
    others: components(survey, [target.key, ...subnets.map((subnet) => subnet.key)]),
    remedy: "Delete the route for ::/0 from the route table.",
  };
}
