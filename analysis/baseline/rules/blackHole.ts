/** Routes into nothing: what they name is gone, or does not take their traffic. */
import { ALL_ADDRESSES } from "../../../net";
import type { Key, Route, RouteTable } from "../../model/network";
import type { Problem } from "../finding";
import type { BaselineRule } from "../rule";
import { component, components, type Survey } from "../survey";
import { deadEnd, waysOf, type DeadEnd } from "../ways";
import { destinationText, listed, tablesText, targetText, verb } from "../words";

export const blackHole: BaselineRule = {
  name: "black-hole",
  grade: "error",
  looksFor:
    "A route whose target is gone, or is a gateway, peering connection or attachment that does not take its traffic. A warning where no subnet uses the table, or where what is not given may yet make it work.",
  page: "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html",
  find: (survey) => [...deadRoutes(survey), ...deadTransitRoutes(survey)],
};

interface Dead {
  readonly table: RouteTable;
  readonly route: Route;
  readonly end: DeadEnd;
}

function deadRoutes(survey: Survey): Problem[] {
  const found = new Map<string, Dead[]>();
  for (const table of survey.network.routeTables)
    for (const way of waysOf(survey, table.key, ALL_ADDRESSES)) {
      const { route } = way;
      const end = deadEnd(survey, table, way);
      if (route === undefined || end === undefined) continue;
      // One gateway that fails many tables is one mistake; a target that is gone is one of each table.
      const where = end.code === "BAD_STATE_ROUTE" ? table.key : "";
      const key = [end.code, end.component, route.target.key, where].join("|");
      found.set(key, [...(found.get(key) ?? []), { table, route, end }]);
    }
  return [...found.values()].flatMap((dead) => problemOf(survey, dead));
}

function problemOf(survey: Survey, dead: readonly Dead[]): Problem[] {
  const { atlas } = survey;
  const [first] = dead;
  if (first === undefined) return [];
  const { end, route } = first;
  const tables = [...new Set(dead.map(({ table }) => table.key))];
  const destinations = dead.map((one) => destinationText(atlas, one.route.destination));
  const isUsed = tables.some((table) => isInUse(survey, table));
  const target = targetText(atlas, route.target);
  const others = [...tables, route.target.key].filter((key) => key !== end.component);
  return [
    {
      grade: end.isCertain && isUsed ? "error" : "warning",
      title: `${tablesText(atlas, tables)} ${verb(tables.length, "sends", "send")} ${listed(destinations)} to ${target}, which ${end.why}`,
      explanation: isUsed
        ? "What is sent there is dropped without an answer, so connections hang until they time out."
        : "No subnet uses the table now; what is sent there by one that does will be dropped without an answer.",
      component: component(survey, end.component),
      others: components(survey, others),
      code: end.code,
      remedy: end.remedy,
    },
  ];
}

function isInUse({ subnetsOfTable, network }: Survey, table: Key): boolean {
  return subnetsOfTable.has(table) || network.natGateways.some((one) => one.routeTable === table);
}

/** A route to no attachment is on purpose; one to an attachment that is not available is not. */
function deadTransitRoutes(survey: Survey): Problem[] {
  const { network, atlas } = survey;
  return network.transitGateways.flatMap((gateway) =>
    gateway.routeTables.flatMap((table) =>
      table.routes.flatMap((route): Problem[] => {
        const { attachment: key } = route;
        const attachment = key === undefined ? undefined : atlas.attachments.get(key)?.attachment;
        if (attachment === undefined || attachment.available) return [];
        const isUsed = gateway.attachments.some((one) => one.associatedTable === table.key);
        return [
          {
            grade: isUsed ? "error" : "warning",
            title: `transit gateway route table ${table.name} sends ${route.cidr} to attachment ${attachment.name}, which is not available`,
            explanation: "The transit gateway drops what it would send there.",
            component: component(survey, attachment.key),
            others: components(survey, [table.key, gateway.key]),
            code: "BAD_STATE_ATTACHMENT",
            remedy: "Accept the attachment, or delete the route.",
          },
        ];
      }),
    ),
  );
}
