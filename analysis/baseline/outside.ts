/** Ways to the internet, as a route table has them. */
import { ALL_IPV4, INTERNET_ADDRESSES, type PointSet } from "../../net";
import type { Key, RouteTargetKind } from "../model/network";
import type { Survey } from "./survey";
import { deadEnd, waysOf, type Way } from "./ways";

export const INTERNET_IPV4 = INTERNET_ADDRESSES.and(ALL_IPV4);

/** What might lead to the internet; the others keep traffic among VPCs or to one service. */
const OUTWARD: readonly RouteTargetKind[] = [
  "internetGateway",
  "egressOnlyInternetGateway",
  "natGateway",
  "transitGateway",
  "networkInterface",
  "vpnGateway",
  "other",
];

/** The routes of a table by which some internet addresses are looked for outside, working or not. */
export function outwardWays(survey: Survey, table: Key, addresses: PointSet): Way[] {
  return waysOf(survey, table, addresses).filter(({ route }) => {
    if (route === undefined) return false;
    const { kind, key } = route.target;
    return OUTWARD.includes(kind) || (kind === "vpcEndpoint" && !isGatewayEndpoint(survey, key));
  });
}

const isGatewayEndpoint = ({ network }: Survey, key: Key): boolean =>
  network.vpcEndpoints.some((one) => one.key === key && one.endpointType === "Gateway");

/** Those that are not known to be dead. */
export function openWays(survey: Survey, tableKey: Key, addresses: PointSet): Way[] {
  const table = survey.tables.get(tableKey);
  if (table === undefined) return [];
  return outwardWays(survey, tableKey, addresses).filter(
    (way) => deadEnd(survey, table, way) === undefined,
  );
}

/** Whether a table sends some of the addresses straight to an internet gateway of its VPC. */
export const meetsInternetGateway = (survey: Survey, table: Key, addresses: PointSet): boolean =>
  openWays(survey, table, addresses).some(({ route }) => route?.target.kind === "internetGateway");

/** Ways to other networks: what they lead to may be any that is joined. */
const ONWARD: readonly RouteTargetKind[] = [
  "vpcPeeringConnection",
  "transitGateway",
  "networkInterface",
  "vpnGateway",
  "other",
];

/** The routes of a table to other networks, without those that are known to be dead. */
export function onwardWays(survey: Survey, tableKey: Key, addresses: PointSet): Way[] {
  const table = survey.tables.get(tableKey);
  if (table === undefined) return [];
  return waysOf(survey, tableKey, addresses).filter((way) => {
    const { route } = way;
    if (route === undefined || deadEnd(survey, table, way) !== undefined) return false;
    const { kind, key } = route.target;
    return ONWARD.includes(kind) || (kind === "vpcEndpoint" && !isGatewayEndpoint(survey, key));
  });
}
