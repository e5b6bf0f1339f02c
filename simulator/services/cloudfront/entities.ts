/** What CloudFront keeps. Of no region; its other names are one distribution's in the whole world. */
import { defineThing } from "../../resource/spec";
import { defineKind, type Entity } from "../../world/entity";
import type { Scope } from "../../world/scope";

export const distributionKind = defineThing("distribution");
export const accessControlKind = defineThing("origin-access-control");

/** Whose an alternate domain name is. Of no account. */
interface Alias extends Entity {
  readonly distributionId: string;
}
const aliasKind = defineKind<Alias>("distribution-alias", {
  distribution: (one) => one.distributionId,
});

/** The distribution that has the name. */
export const ownerOf = ({ everywhere }: Scope, alias: string): string | undefined =>
  everywhere.get(aliasKind, alias.toLowerCase())?.distributionId;

export function takeAliases(scope: Scope, id: string, aliases: readonly string[]): void {
  const { everywhere } = scope;
  for (const one of everywhere.find(aliasKind, "distribution", id)) everywhere.remove(one);
  for (const alias of aliases)
    everywhere.put(aliasKind, { id: alias.toLowerCase(), distributionId: id, ambient: true });
}
