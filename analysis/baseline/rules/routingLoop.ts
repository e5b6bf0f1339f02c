/** Traffic that a gateway sends back to itself. */
import { INTERNET_ADDRESSES, type PointSet } from "../../../net";
import type { Problem } from "../finding";
import { loopsOf, type Loop, type Stop } from "../loops";
import type { BaselineRule } from "../rule";
import { component, components, type Survey } from "../survey";
import { vpcBlocks } from "../ways";
import { addressText, listed, tablesText } from "../words";

export const routingLoop: BaselineRule = {
  name: "routing-loop",
  grade: "error",
  looksFor:
    "A route table of the subnet that holds a NAT gateway, or an attachment to a transit gateway, that sends traffic back to where it came from. A warning where a transit gateway does so only with addresses that no VPC given has and that are not the internet's.",
  page: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html",
  find: (survey) => loopsOf(survey).map((loop) => problemOf(survey, loop)),
};

function problemOf(survey: Survey, loop: Loop): Problem {
  const { stops, tables, addresses } = loop;
  const nat = stops.some((stop) => stop.natGateway !== undefined);
  // Where a NAT gateway is in it, it is what stands in the wrong subnet.
  const decides = stops.find((stop) => stop.natGateway !== undefined)?.key ?? tables[0] ?? "";
  return {
    grade: nat || somebodyHas(survey, addresses) ? "error" : "warning",
    title: stops
      .map((stop, index) => step(survey, loop, { stop, next: stops[index + 1] ?? stops[0] }))
      .join(", and "),
    explanation: nat
      ? "A NAT gateway sends on what it has translated by the route table of its own subnet; a route there that leads back to it means that nothing leaves."
      : "The transit gateway hands the packets to the VPC, whose route table hands them back, until they are dropped.",
    component: component(survey, decides),
    others: components(
      survey,
      [...stops.map(({ key }) => key), ...tables].filter((key) => key !== decides),
    ),
    code: "NO_POSSIBLE_DESTINATION",
    remedy: nat
      ? "Lead the default route of the NAT gateway's own subnet to the internet gateway, and keep the NAT gateway's clients in other subnets with another route table."
      : "Add a black hole for the addresses to the transit gateway's route table, or narrow the route that brings them to the VPC.",
  };
}

function step(
  survey: Survey,
  loop: Loop,
  { stop, next }: { stop: Stop; next: Stop | undefined },
): string {
  const { atlas } = survey;
  const back = loop.stops.length === 1;
  const table = tablesText(atlas, back ? loop.tables : [stop.table]);
  const what = destinations(survey, loop);
  if (stop.natGateway !== undefined)
    return `NAT gateway ${atlas.nameOf(stop.key)} sends ${what} ${back ? "back to itself" : `to ${nameOf(survey, next)}`} by ${table} of its own subnet`;
  return `what ${nameOf(survey, stop)} brings for ${what} goes ${back ? "back" : `to ${nameOf(survey, next)}`} by ${table}`;
}

const nameOf = ({ atlas }: Survey, stop: Stop | undefined): string =>
  stop === undefined
    ? ""
    : `${stop.natGateway === undefined ? "transit gateway attachment" : "NAT gateway"} ${atlas.nameOf(stop.key)}`;

/** By the routes that make the loop where they say it in short. */
function destinations({ atlas }: Survey, { addresses, routed }: Loop): string {
  const lists = routed.flatMap(({ destination }) =>
    "prefixList" in destination ? [atlas.nameOf(destination.prefixList)] : [destination.cidr],
  );
  return lists.length > 0 ? listed(lists) : addressText(addresses);
}

/** Somebody has the addresses: the internet, or a VPC that is given. */
function somebodyHas({ network }: Survey, addresses: PointSet): boolean {
  return (
    addresses.meets(INTERNET_ADDRESSES) ||
    network.vpcs.some((vpc) => vpcBlocks(vpc).meets(addresses))
  );
}
