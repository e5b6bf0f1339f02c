/** Gateway endpoints that some of the tables of a kind have and others lack. */
import type { Key, RouteTable, VpcEndpoint } from "../../model/network";
import type { Problem } from "../finding";
import { INTERNET_IPV4, openWays } from "../outside";
import type { BaselineRule } from "../rule";
import { component, components, gathered, type Survey } from "../survey";
import { counted, tablesText } from "../words";

export const gatewayEndpointMissingOnSomeTables: BaselineRule = {
  name: "gateway-endpoint-missing-on-some-tables",
  grade: "warning",
  looksFor:
    "A gateway endpoint that is on some route tables of a VPC's private subnets and not on others of the same tier, with the same kind of way out.",
  page: "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
  find: (survey) => {
    const endpoints = survey.network.vpcEndpoints.filter(
      ({ endpointType }) => endpointType === "Gateway",
    );
    const byService = gathered(endpoints, ({ vpc, service }) => [`${vpc}|${service}`]);
    const tables = gathered(survey.network.routeTables, ({ vpc }) => [vpc]);
    return [...byService.values()].flatMap((same) => {
      const mine = tables.get(same[0]?.vpc ?? "") ?? [];
      return missingOn(survey, same, mine);
    });
  },
};

function missingOn(
  survey: Survey,
  endpoints: readonly VpcEndpoint[],
  tables: readonly RouteTable[],
): Problem[] {
  const keys = new Set(endpoints.map(({ key }) => key));
  const has = ({ key, routes }: RouteTable): boolean =>
    routes.some(({ target }) => keys.has(target.key)) ||
    endpoints.some(({ routeTables }) => routeTables.includes(key));
  const alike = gathered(tables, (table) => {
    const kind = kindOf(survey, table);
    return kind === undefined ? [] : [kind];
  });
  return [...alike.values()].flatMap((same): Problem[] => {
    const lacking = same.filter((table) => !has(table));
    const [endpoint] = endpoints;
    if (endpoint === undefined || lacking.length === 0 || lacking.length === same.length) return [];
    return [problemOf(survey, endpoint, lacking, same.length)];
  });
}

/** The tier of its subnets and its way out; undefined for tables that are public or not in use. */
function kindOf(survey: Survey, { key }: RouteTable): string | undefined {
  const subnets = survey.subnetsOfTable.get(key);
  if (subnets === undefined) return undefined;
  const ways = openWays(survey, key, INTERNET_IPV4);
  const kinds = [...new Set(ways.map(({ route }) => route?.target.kind ?? ""))].sort();
  if (kinds.includes("internetGateway")) return undefined;
  const tiers = [...new Set(subnets.map(({ tier }) => tier ?? ""))].sort();
  return [...kinds, "of", ...tiers].join(" ");
}

function problemOf(
  survey: Survey,
  { key, name, service }: VpcEndpoint,
  lacking: readonly RouteTable[],
  all: number,
): Problem {
  const tables: Key[] = lacking.map((table) => table.key);
  const subnets = tables.flatMap((table) => survey.subnetsOfTable.get(table) ?? []);
  return {
    grade: "warning",
    title: `gateway endpoint ${name} is missing on ${tablesText(survey.atlas, tables)}, ${lacking.length} of ${all} alike`,
    explanation: `From ${counted(subnets.length, "subnet")} traffic to ${service} goes another way than from the others: through a NAT gateway, which charges by the byte, or nowhere.`,
    component: component(survey, key),
    others: components(survey, tables),
    remedy: "Associate the endpoint with these route tables too.",
  };
}
