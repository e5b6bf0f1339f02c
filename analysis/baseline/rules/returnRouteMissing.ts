/** Traffic that has a route there and none back. */
import type { Problem } from "../finding";
import { oneWays, type OneWay } from "../oneWay";
import type { BaselineRule } from "../rule";
import { component, components, type Survey } from "../survey";
import { addressText, tablesText, verb } from "../words";

export const returnRouteMissing: BaselineRule = {
  name: "return-route-missing",
  grade: "error",
  looksFor:
    "A VPC that routes to another by a peering connection or by name through a transit gateway, with no route back; a security group that lets in addresses or a group of such a VPC in a subnet that has no route back to it; a NAT gateway for other VPCs whose own subnet has no route back to them.",
  page: "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html",
  find: (survey) => oneWays(survey).map((one) => problemOf(survey, one)),
};

function problemOf(survey: Survey, one: OneWay): Problem {
  const { atlas } = survey;
  const { from, to, by, forward, back, addresses, because } = one;
  const there = `${atlas.nameOf(from)} has a route to ${atlas.nameOf(to)} by ${atlas.nameOf(by)}`;
  return {
    grade: "error",
    title: `${there}, and ${tablesText(atlas, back)} ${verb(back.length, "has", "have")} none back${because === undefined ? "" : `: ${because}`}`,
    explanation:
      "Packets arrive and their replies are dropped, so no connection is ever made, whatever the security groups say.",
    component: component(survey, back[0] ?? to),
    others: components(survey, [by, ...back.slice(1), ...forward, from]),
    code: "NO_ROUTE_TO_DESTINATION",
    remedy: `Add a route to ${addressText(addresses)} by ${atlas.nameOf(by)} to ${tablesText(atlas, back)}.`,
  };
}
