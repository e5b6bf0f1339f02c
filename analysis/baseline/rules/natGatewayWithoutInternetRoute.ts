/** Public NAT gateways whose own subnet has no way to the internet. */
import { ALL_ADDRESSES, PacketSet, TCP, UDP, protocolServices } from "../../../net";
import type { Key, NatGateway, Subnet } from "../../model/network";
import type { Problem } from "../finding";
import { INTERNET_IPV4, onwardWays, outwardWays } from "../outside";
import type { BaselineRule } from "../rule";
import { component, components, type Survey } from "../survey";
import { waysOf } from "../ways";

export const natGatewayWithoutInternetRoute: BaselineRule = {
  name: "nat-gateway-without-internet-route",
  grade: "error",
  looksFor:
    "A public NAT gateway whose own subnet has no route to the internet, or whose subnet's network ACL lets nothing out to it; unless it is for other networks alone. Routes into nothing and loops are told by their own rules. A warning where VPC Block Public Access is what closes the way.",
  page: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html",
  find: (survey) =>
    survey.network.natGateways
      .filter(({ connectivity }) => connectivity === "public")
      .flatMap((gateway) => problemsOf(survey, gateway)),
};

const WHY =
  "A NAT gateway sends on what it has translated by the route table of its own subnet, past that subnet's network ACL: the route that leads to the NAT gateway looks right, and nothing gets out.";

function problemsOf(survey: Survey, gateway: NatGateway): Problem[] {
  const { atlas } = survey;
  const subnet = gateway.subnet === undefined ? undefined : atlas.subnets.get(gateway.subnet);
  if (gateway.subnet !== undefined && subnet === undefined) return [];
  const routes = withoutRoute(survey, gateway, subnet);
  if (routes.length > 0 || subnet === undefined) return routes;
  return [...closedByAcl(survey, gateway, subnet), ...closedToThePublic(survey, gateway, subnet)];
}

function withoutRoute(survey: Survey, gateway: NatGateway, subnet: Subnet | undefined): Problem[] {
  const { atlas } = survey;
  const table = subnet === undefined ? gateway.routeTable : subnet.routeTable;
  if (table === undefined) return withoutGateway(survey, gateway);
  if (atlas.table(table) === undefined) return [];
  if (outwardWays(survey, table, INTERNET_IPV4).length > 0) return [];
  if (isForOtherNetworks(survey, gateway, table)) return [];
  const where = subnet === undefined ? "" : ` of its subnet ${subnet.name}`;
  return [
    {
      grade: "error",
      title: `NAT gateway ${gateway.name} has no way to the internet: route table ${atlas.nameOf(table)}${where} has no route there`,
      explanation: WHY,
      component: component(survey, table),
      others: components(survey, [gateway.key, ...(subnet === undefined ? [] : [subnet.key])]),
      code: "NO_ROUTE_TO_DESTINATION",
      remedy:
        "Put the NAT gateway into a public subnet, whose route table sends 0.0.0.0/0 to the internet gateway.",
    },
  ];
}

/** A public gateway may be for other networks alone, if nothing sends it the internet's addresses. */
function isForOtherNetworks(survey: Survey, { key, vpc }: NatGateway, table: Key): boolean {
  if (onwardWays(survey, table, ALL_ADDRESSES).length === 0) return false;
  return !survey.network.routeTables.some(
    (one) =>
      one.vpc === vpc &&
      one.routes.some(({ target }) => target.key === key) &&
      waysOf(survey, one.key, INTERNET_IPV4).some(({ route }) => route?.target.key === key),
  );
}

/** A regional gateway without a table of its own goes by the VPC's internet gateway. */
function withoutGateway(survey: Survey, { name, key, vpc }: NatGateway): Problem[] {
  const { atlas } = survey;
  if (!atlas.vpcs.has(vpc) || atlas.attachedGateway(vpc) !== undefined) return [];
  return [
    {
      grade: "error",
      title: `regional NAT gateway ${name} has no way to the internet: ${atlas.nameOf(vpc)} has no internet gateway`,
      explanation: "Nothing that is sent through the NAT gateway gets out of the VPC.",
      component: component(survey, vpc),
      others: components(survey, [key]),
      code: "UNASSOCIATED_COMPONENT",
      remedy: "Attach an internet gateway to the VPC.",
    },
  ];
}

const BY_PORT = protocolServices(TCP).or(protocolServices(UDP));

function closedByAcl(survey: Survey, gateway: NatGateway, subnet: Subnet): Problem[] {
  const { atlas } = survey;
  const passing = atlas.aclPackets(subnet.networkAcl, "egress", false);
  const outward = PacketSet.of({ destination: INTERNET_IPV4, service: BY_PORT });
  if (passing === undefined || passing.meets(outward)) return [];
  return [
    {
      grade: "error",
      title: `network ACL ${atlas.nameOf(subnet.networkAcl)} lets nothing out to the internet from subnet ${subnet.name}, where NAT gateway ${gateway.name} stands`,
      explanation: WHY,
      component: component(survey, subnet.networkAcl),
      others: components(survey, [gateway.key, subnet.key]),
      code: "SUBNET_ACL_RESTRICTION",
      remedy: "Let out at the network ACL what the NAT gateway's clients ask of the internet.",
    },
  ];
}

function closedToThePublic(survey: Survey, gateway: NatGateway, subnet: Subnet): Problem[] {
  const vpc = survey.atlas.vpcs.get(gateway.vpc);
  const isExcluded = subnet.publicAccessExclusion !== undefined;
  if (vpc?.blockPublicAccess !== "bidirectional" || isExcluded) return [];
  return [
    {
      grade: "warning",
      title: `VPC Block Public Access lets nothing out of ${vpc.name}, so public NAT gateway ${gateway.name} has no use`,
      explanation: "Both ways are blocked, and no exclusion covers the NAT gateway's subnet.",
      component: component(survey, vpc.key),
      others: components(survey, [gateway.key, subnet.key]),
      code: "VPC_BLOCK_PUBLIC_ACCESS_ENABLED",
      remedy: "Exclude the subnet with allow-egress, or do without the NAT gateway.",
    },
  ];
}
