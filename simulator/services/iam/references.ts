/** Roles, as other services name them: by ARN. */
import type { AwsError } from "../../errors";
import type { Reference, Wanted } from "../../resource/spec";
import { roleKind } from "./entities";

/** A role that must exist. Service-linked roles are AWS's own. */
export const roleReference = (
  property: string,
  missing: (value: string, wanted: Wanted) => AwsError,
): Reference => ({
  property,
  find: (scope, arn) => scope.ofArn(arn).global.get(roleKind, arn.slice(arn.lastIndexOf("/") + 1)),
  except: (arn) => arn.includes(":role/aws-service-role/"),
  missing,
});
