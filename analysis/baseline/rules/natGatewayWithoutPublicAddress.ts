/** NAT gateways that nothing on the internet can answer. */
import type { NatGateway } from "../../model/network";
import type { Problem } from "../finding";
import { INTERNET_IPV4, meetsInternetGateway } from "../outside";
import type { BaselineRule } from "../rule";
import { component, components, type Survey } from "../survey";
import { waysOf } from "../ways";
import { tablesText, verb } from "../words";

export const natGatewayWithoutPublicAddress: BaselineRule = {
  name: "nat-gateway-without-public-address",
  grade: "error",
  looksFor:
    "A public NAT gateway without an Elastic IP, and a private one that internet traffic is led through to an internet gateway.",
  page: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html",
  find: (survey) =>
    survey.network.natGateways.flatMap((gateway) => {
      const { connectivity, hasPublicAddress } = gateway;
      if (connectivity === "private") return privateWayOut(survey, gateway);
      return hasPublicAddress === false ? [withoutAddress(survey, gateway)] : [];
    }),
};

function withoutAddress(survey: Survey, { key, name }: NatGateway): Problem {
  return {
    grade: "error",
    title: `public NAT gateway ${name} has no Elastic IP`,
    explanation:
      "It has no address to translate to, so nothing that is sent through it gets out to the internet.",
    component: component(survey, key),
    code: "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS",
    remedy: "Give the NAT gateway an Elastic IP (allocationId).",
  };
}

/** A private gateway is for other networks; on the way to the internet its address is worth nothing. */
function privateWayOut(survey: Survey, { key, name, subnet }: NatGateway): Problem[] {
  const { atlas, network } = survey;
  const table = subnet === undefined ? undefined : atlas.subnets.get(subnet)?.routeTable;
  const internet = INTERNET_IPV4;
  if (table === undefined || !meetsInternetGateway(survey, table, internet)) return [];
  const users = network.routeTables.filter(
    (one) =>
      one.routes.some(({ target }) => target.key === key) &&
      waysOf(survey, one.key, internet).some(({ route }) => route?.target.key === key),
  );
  if (users.length === 0) return [];
  const tables = users.map((one) => one.key);
  return [
    {
      grade: "error",
      title: `${tablesText(atlas, tables)} ${verb(tables.length, "sends", "send")} internet traffic to private NAT gateway ${name}, which has no public address`,
      explanation:
        "A private NAT gateway translates to a private address, and the internet gateway behind it drops what has no public one.",
      component: component(survey, key),
      others: components(survey, [...tables, table]),
      code: "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS",
      remedy: "Make the NAT gateway a public one with an Elastic IP.",
    },
  ];
}
