/** Who a policy names, and whether there is such a one. */
import type { Value, ValueMap } from "../../protocol";
import { isList, isMap, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { roleKind, secondsUntilSeen } from "./entities";

/** The statements of a policy; none where it is no policy. */
export function statementsOf(policy: string): readonly ValueMap[] {
  try {
    const document = JSON.parse(policy) as Value;
    if (!isMap(document)) return [];
    const { Statement: given } = document;
    return (isList(given) ? given : [given ?? null]).filter(isMap);
  } catch {
    return [];
  }
}

/** One alone is no list. */
export function oneOrMore(map: ValueMap, key: string): readonly string[] {
  const value = map[key];
  return typeof value === "string" ? [value] : texts(map, key);
}

/** Accounts, users, roles, or `*` for everybody. */
export function awsPrincipals(statement: ValueMap): readonly string[] {
  const who = statement.Principal ?? statement.NotPrincipal;
  if (who === "*") return ["*"];
  return isMap(who) ? oneOrMore(who, "AWS") : [];
}

/**
 * AWS looks each principal up when it takes a policy: one that is not there, or not yet seen, makes the policy invalid.
 * Roles of accounts of which the simulated AWS knows nothing, users, and service-linked roles (which AWS makes of
 * itself) are taken for there.
 * @returns the first that is not
 */
export function unknownPrincipal(scope: Scope, policy: string): string | undefined {
  if (scope.pinned !== undefined) return undefined;
  return statementsOf(policy)
    .flatMap(awsPrincipals)
    .find((one) => !isPrincipal(one) || !isSeen(scope, one));
}

function isPrincipal(value: string): boolean {
  return value === "*" || /^(\d{12}|A[A-Z0-9]{15,}|arn:aws[\w-]*:(iam|sts)::.+)$/.test(value);
}

function isSeen(scope: Scope, arn: string): boolean {
  const [, account = "", path = ""] = /^arn:[^:]+:iam::(\d{12}):role\/(.+)$/.exec(arn) ?? [];
  if (account === "" || path.startsWith("aws-service-role/")) return true;
  const there = scope.at({ account }).global;
  if (account !== scope.account && there.countAll(roleKind) === 0) return true;
  const role = there.get(roleKind, path.slice(path.lastIndexOf("/") + 1));
  if (role === undefined) return false;
  scope.after(role.id, secondsUntilSeen);
  return role.settlesAt === undefined || scope.clock >= role.settlesAt;
}
