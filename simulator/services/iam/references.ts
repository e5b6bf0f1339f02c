/** Roles, as other services name them: by ARN. */
import { AwsError } from "../../errors";
import type { Reference, Wanted } from "../../resource/spec";
import type { Scope } from "../../world/scope";
import { roleKind, secondsUntilSeen, type Role } from "./entities";

/** By ARN, of whatever account; its path is part of the ARN, and not of the name. */
export function findRole(scope: Scope, arn: string): Role | undefined {
  const name = arn.slice(arn.lastIndexOf("/") + 1);
  return scope.ofArn(arn).global.get(roleKind, name);
}

/**
 * No service takes a role of another account than its own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 * @throws AwsError
 */
export function refuseForeignRole(scope: Scope, arn: string): void {
  if (scope.pinned === undefined && scope.ofArn(arn).account !== scope.account)
    throw new AwsError("AccessDeniedException", "Cross-account pass role is not allowed.");
}

/** In IAM's own requests: by name. @throws AwsError */
export function needRole(scope: Scope, name: string): Role {
  if (!/^[\w+=,.@-]{1,64}$/.test(name))
    throw new AwsError(
      "ValidationError",
      `The specified value for roleName is invalid: ${name}. It must be a role's name, not its ARN.`,
    );
  return scope.need(roleKind, name, "NoSuchEntity", `The role with name ${name} cannot be found.`);
}

/** A role that must exist. Service-linked roles are AWS's own. */
export const roleReference = (
  property: string,
  missing: (value: string, wanted: Wanted) => AwsError,
): Reference => ({
  property,
  find: findRole,
  except: (arn) => arn.includes(":role/aws-service-role/"),
  missing,
});

/**
 * For services that take a role on as soon as they are told of it. Whether there is one is a reference's to say.
 * @throws `error`, the service's own, while the role is not yet seen everywhere.
 */
export function needSeenRole(scope: Scope, arn: string, error: AwsError): void {
  const role = findRole(scope, arn);
  if (role === undefined || scope.pinned !== undefined) return;
  scope.after(role.id, secondsUntilSeen);
  if (role.settlesAt !== undefined && scope.clock < role.settlesAt) throw error;
}
