/** What IAM keeps. Names are unique in the account without regard to case. */
import type { Tags } from "../../values";
import { defineThing } from "../../resource/spec";
import { defineKind, type Entity } from "../../world/entity";

export interface Role extends Entity {
  readonly assumeRolePolicy: string;
  readonly description: string;
  readonly path: string;
  readonly maxSessionDuration: number;
  readonly permissionsBoundary: string;
  readonly uniqueId: string;
  readonly createDate: string;
  readonly tags: Tags;
}
export const roleKind = defineKind<Role>("role", { name: (role) => role.id.toLowerCase() });

/**
 * IAM is eventually consistent: other services see a new role after some seconds. Modelled: no figure is published.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
export const secondsUntilSeen = 10;

/** A policy written into a role. Its id is `role:name`. */
export interface RolePolicy extends Entity {
  readonly role: string;
  readonly name: string;
  readonly policy: string;
}
export const rolePolicyKind = defineKind<RolePolicy>("role-policy", {
  role: (policy) => policy.role,
});
export const rolePolicyId = (role: string, name: string): string => `${role}:${name}`;

/** A managed policy that a role has. Its id is `role/ARN`. */
interface RoleAttachment extends Entity {
  readonly role: string;
  readonly policyArn: string;
}
export const roleAttachmentKind = defineKind<RoleAttachment>("role-policy-attachment", {
  role: (one) => one.role,
});
export const roleAttachmentId = (role: string, policyArn: string): string => `${role}/${policyArn}`;

/** A customer's own managed policy. Its id is its ARN. */
export const policyKind = defineThing("iam-policy");

/** Its id is its name. */
export const instanceProfileKind = defineThing("instance-profile");
