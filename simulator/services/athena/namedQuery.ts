/**
 * A saved query. All of it replaces (internal/service/athena/named_query.go, measured by planning).
 * https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateNamedQuery.html
 */
import { forcesNew, region, requiredForcesNew, type Model } from "../../model";
import { defineResource } from "../../resource/define";
import { uuidFrom } from "../../resource/naming";
import type { Wanted } from "../../resource/spec";
import { text } from "../../values";
import { invalid, namedQueryKind, workgroupReference } from "./entities";

/** The database is not looked at before the query is run. */
function accept({ inputs }: Wanted): void {
  for (const [property, most] of [
    ["name", 128],
    ["database", 255],
    ["query", 262_144],
  ] as const) {
    const { length } = text(inputs, property) ?? "";
    if (length < 1 || length > most)
      throw invalid(`${property} has from 1 to ${most} characters, and not ${length}.`);
  }
}

export const namedQuery: Model = defineResource({
  type: "aws:athena/namedQuery:NamedQuery",
  service: "Athena",
  noun: "Athena Named Query",
  calls: { create: "CreateNamedQuery", delete: "DeleteNamedQuery" },
  kind: namedQueryKind,
  autoname: { max: 128 },
  properties: {
    region,
    database: requiredForcesNew,
    description: forcesNew,
    name: { computed: true, replaces: true },
    query: requiredForcesNew,
    workgroup: { default: "primary", replaces: true },
  },
  id: ({ scope, urn }) => scope.pinned?.id ?? uuidFrom(scope.newLife("named query", urn)),
  references: [workgroupReference],
  accept,
});
