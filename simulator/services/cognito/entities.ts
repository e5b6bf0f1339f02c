/** What Cognito keeps. */
import { defineThing, type Thing } from "../../resource/spec";
import { text } from "../../values";
import { defineKind, type Entity } from "../../world/entity";
import type { Scope } from "../../world/scope";

/** Its id is AWS's: `us-east-1_…`. */
export const userPoolKind = defineThing("user-pool");

const inPool = {
  name: (one: Thing) => one.names,
  pool: (one: Thing) => text(one.properties, "userPoolId"),
};
export const userPoolClientKind = defineKind<Thing>("user-pool-client", inPool);
export const resourceServerKind = defineKind<Thing>("user-pool-resource-server", inPool);
/** Its id is the domain. */
export const userPoolDomainKind = defineKind<Thing>("user-pool-domain", inPool);
/** A prefix of a hosted domain is one pool's in its region, whatever the account. Beside the domain, no thing of its own. */
export const domainPrefixKind = defineKind<Entity>("user-pool-domain-prefix");

/** By id, or by ARN. */
export function findUserPool(scope: Scope, idOrArn: string): Thing | undefined {
  if (!idOrArn.startsWith("arn:")) return scope.get(userPoolKind, idOrArn);
  return scope.ofArn(idOrArn).get(userPoolKind, idOrArn.slice(idOrArn.lastIndexOf("/") + 1));
}
