/**
 * A path of a REST API, part by part. Replaces as internal/service/apigateway/resource.go says.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateResource.html
 */
import { AwsError } from "../../errors";
import { output, region, type Model } from "../../model";
import { defineResource } from "../../resource/define";
import type { Thing, Wanted } from "../../resource/spec";
import { text } from "../../values";
import type { Scope } from "../../world/scope";
import {
  apiReference,
  bad,
  findById,
  notFound,
  removeResource,
  resourceKind,
  shortId,
} from "./entities";

const isVariable = (part: string): boolean => part.startsWith("{");

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const api = text(inputs, "restApi") ?? "";
  const part = text(inputs, "pathPart") ?? "";
  const parent = scope.get(resourceKind, text(inputs, "parentId") ?? "");
  if (parent?.properties.restApi !== api) throw notFound("Resource");
  if (!/^([a-zA-Z0-9._:-]+|\{[a-zA-Z0-9._:-]+\+?\})$/.test(part))
    throw bad(
      "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
    );
  const above = text(parent.properties, "pathPart") ?? "";
  if (above.endsWith("+}"))
    throw bad(`Cannot create a child of a resource with a greedy path variable: ${above}`);
  const siblings = scope
    .find(resourceKind, "parent", `${api}/${parent.id}`)
    .filter((one) => one.id !== before?.id);
  for (const one of siblings) {
    const other = text(one.properties, "pathPart") ?? "";
    if (other === part)
      throw new AwsError(
        "ConflictException",
        `Another resource with the same parent already has this name: ${part}`,
      );
    if (isVariable(other) && isVariable(part))
      throw bad(
        `A sibling (${other}) of this resource already has a variable path part -- only one is allowed`,
      );
  }
}

/** From the root down. */
function pathOf(scope: Scope, { properties }: Thing): string {
  const part = text(properties, "pathPart");
  const parent = scope.get(resourceKind, text(properties, "parentId") ?? "");
  if (part === undefined || parent === undefined) return "/";
  const above = pathOf(scope, parent);
  return `${above === "/" ? "" : above}/${part}`;
}

export const resource: Model = defineResource({
  type: "aws:apigateway/resource:Resource",
  service: "API Gateway",
  noun: "API Gateway Resource",
  calls: { create: "CreateResource", update: "UpdateResource", delete: "DeleteResource" },
  kind: resourceKind,
  properties: {
    region,
    parentId: { required: true },
    path: output,
    pathPart: { required: true },
    restApi: { required: true, replaces: true },
  },
  references: [apiReference],
  id: (wanted) => shortId(wanted, "rest api resource"),
  accept,
  show: (scope, thing) => ({ path: pathOf(scope, thing) }),
  find: findById(resourceKind),
  gone: () => notFound("Resource"),
  removed: (scope, { id, properties }) => {
    removeResource(scope, text(properties, "restApi") ?? "", id);
    return undefined;
  },
});
