/** Which resource of which stack made what: so that a create that Pulumi never heard the end of can be found again. */
import type { ValueMap } from "../protocol";
import { defineKind, type Entity } from "./entity";
import type { Scope } from "./scope";

export interface Managed extends Entity {
  readonly urn: string;
  readonly type: string;
  /** The id that Pulumi knows, and where the thing is. */
  readonly resourceId: string;
  /** The inputs without which the id does not lead to the thing. */
  readonly keys?: ValueMap;
  readonly place: { readonly account: string; readonly region: string };
}

export const managedKind = defineKind<Managed>("managed", {
  urn: (one) => one.urn,
  resource: (one) => one.resourceId,
});

const idOf = (scope: Scope, type: string, resourceId: string): string =>
  `${scope.account}/${scope.region}/${type}/${resourceId}`;

export function remember(
  scope: Scope,
  made: Pick<Managed, "urn" | "type" | "resourceId" | "keys">,
): void {
  scope.everywhere.put(managedKind, {
    ...made,
    id: idOf(scope, made.type, made.resourceId),
    place: { account: scope.account, region: scope.region },
  });
}

export function forget(scope: Scope, type: string, resourceId: string): void {
  const { everywhere } = scope;
  everywhere.remove(everywhere.get(managedKind, idOf(scope, type, resourceId)));
}
