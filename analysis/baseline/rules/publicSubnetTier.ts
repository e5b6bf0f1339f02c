/** Subnets that are called private and are public. */
import { ALL_ADDRESSES } from "../../../net";
import type { Subnet } from "../../model/network";
import type { Problem } from "../finding";
import type { BaselineRule } from "../rule";
import { meetsInternetGateway } from "../outside";
import { component, components, gathered, type Survey } from "../survey";
import { promisedTier } from "../tiers";
import { counted, listed } from "../words";

export const publicSubnetTier: BaselineRule = {
  name: "public-subnet-tier",
  grade: "error",
  looksFor:
    "A subnet whose Type tag says that it is a database or an isolated one (also data, intra, internal) and whose route table leads to an internet gateway. A warning for subnets tagged private.",
  page: "https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html",
  find: (survey) => {
    const misnamed = survey.network.subnets.filter(
      (subnet) =>
        promisedTier(subnet) !== undefined &&
        meetsInternetGateway(survey, subnet.routeTable, ALL_ADDRESSES),
    );
    const alike = gathered(misnamed, (subnet) => [
      `${subnet.routeTable}|${promisedTier(subnet) ?? ""}`,
    ]);
    return [...alike.values()].flatMap((subnets) => problemOf(survey, subnets));
  },
};

function problemOf(survey: Survey, subnets: readonly Subnet[]): Problem[] {
  const [first] = subnets;
  if (first === undefined) return [];
  const { atlas } = survey;
  const tier = promisedTier(first) ?? "";
  const table = atlas.nameOf(first.routeTable);
  const names = listed(subnets.map(({ name }) => name));
  return [
    {
      grade: tier === "private" ? "warning" : "error",
      title: `${counted(subnets.length, `${tier} subnet`)} (${names}) ${subnets.length === 1 ? "uses" : "use"} route table ${table}, which leads to an internet gateway`,
      explanation:
        "A subnet is public by its route table, not by its name: whatever gets a public address or an IPv6 address there meets the internet.",
      component: component(survey, first.routeTable),
      others: components(
        survey,
        subnets.map(({ key }) => key),
      ),
      remedy: `Give the ${tier} subnets a route table without a route to the internet gateway.`,
    },
  ];
}
