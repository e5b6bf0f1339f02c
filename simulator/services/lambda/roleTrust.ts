/** Whether a role lets a service take it on: its trust policy names the service. */
import { isMap, text } from "../../values";
import type { Scope } from "../../world/scope";
import { oneOrMore, statementsOf } from "../iam/principals";
import { findRole } from "../iam/references";

/** A role of an account of which nothing is known is taken to trust. @param service `lambda.amazonaws.com` */
export function isTrusting(scope: Scope, roleArn: string, service: string): boolean {
  const role = findRole(scope, roleArn);
  if (role === undefined) return true;
  return statementsOf(role.assumeRolePolicy).some((statement) => {
    const who = statement.Principal;
    const allows = text(statement, "Effect") === "Allow";
    return allows && (who === "*" || (isMap(who) && oneOrMore(who, "Service").includes(service)));
  });
}
