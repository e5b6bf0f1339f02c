/** What a role may do, beside what its service needs: named actions on named resources. */
import type * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../../net";

/** Actions that a role may do, and on what. */
export interface RolePermission {
  /** The actions, such as `s3:GetObject`, without wildcards. Plain. */
  actions: string[];
  /** What they are done on: ARNs, one at least. */
  resources: pulumi.Input<string>[];
}

const ACTION = /^[a-z][a-z0-9-]*:[A-Z][A-Za-z]*$/;

/** Wildcards, which grow with what AWS adds, and statements that say nothing. */
export function refusePermissions(permissions: readonly RolePermission[]): Issue[] {
  return permissions.flatMap(({ actions, resources }, index) => {
    const path = `permissions[${index}]`;
    const issues: Issue[] = actions.flatMap((action, place) =>
      ACTION.test(action)
        ? []
        : {
            propertyPath: `${path}.actions[${place}]`,
            reason: `must be one action, such as "s3:GetObject", got "${action}"; name each that is needed`,
          },
    );
    if (actions.length === 0)
      issues.push({
        propertyPath: `${path}.actions`,
        reason: "must list an action, got none; leave the permission out",
      });
    if (resources.length === 0 || resources.includes("*"))
      issues.push({
        propertyPath: `${path}.resources`,
        reason: `must list ARNs, got ${resources.length === 0 ? "none" : '"*"'}; name what the actions are done on`,
      });
    return issues;
  });
}

/** The statements of a policy. */
export const permissionStatements = (permissions: readonly RolePermission[]): object[] =>
  permissions.map(({ actions, resources }) => ({
    Effect: "Allow",
    Action: actions,
    Resource: resources,
  }));
