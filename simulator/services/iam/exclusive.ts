/**
 * Resources that say which policies a role has and no others. Given up, they leave the role as it is. A role that is
 * gone takes them along.
 * Replaces as internal/service/iam/role_policy_attachments_exclusive.go and role_policies_exclusive.go say.
 */
import { requiredForcesNew, type Model } from "../../model";
import { text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { attachedTo, setAttached } from "./attachments";
import { roleKind, rolePolicyKind } from "./entities";
import { needRole } from "./references";

interface Exclusive {
  readonly type: string;
  readonly noun: string;
  readonly call: string;
  readonly property: string;
  readonly has: (scope: Scope, role: string) => readonly string[];
  readonly set: (scope: Scope, role: string, wanted: readonly string[]) => void;
}

const exclusive = ({ type, noun, call, property, has, set }: Exclusive): Model => ({
  type,
  service: "IAM",
  noun,
  calls: { create: call, update: call },
  global: true,
  properties: {
    [property]: { kind: "set", required: true, exact: true },
    roleName: requiredForcesNew,
  },
  create(scope, inputs) {
    const role = needRole(scope, text(inputs, "roleName") ?? "");
    if (scope.pinned === undefined) set(scope, role.id, texts(inputs, property));
    return role.id;
  },
  read: (scope, id) =>
    scope.get(roleKind, id) === undefined
      ? undefined
      : { roleName: id, [property]: has(scope, id) },
  update: (scope, id, { news }) => set(scope, needRole(scope, id).id, texts(news, property)),
  delete: () => undefined,
});

export const rolePolicyAttachmentsExclusive = exclusive({
  type: "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
  noun: "IAM Role Policy Attachments Exclusive",
  call: "AttachRolePolicy",
  property: "policyArns",
  has: attachedTo,
  set: setAttached,
});

const inlineNames = (scope: Scope, role: string): readonly string[] =>
  scope
    .find(rolePolicyKind, "role", role)
    .map((one) => one.name)
    .sort();

/** It knows names only: it takes out what is not named, and cannot put in what is missing. */
function keepInline(scope: Scope, role: string, wanted: readonly string[]): void {
  for (const one of scope.find(rolePolicyKind, "role", role))
    if (!wanted.includes(one.name)) scope.remove(one);
}

export const rolePoliciesExclusive = exclusive({
  type: "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
  noun: "IAM Role Policies Exclusive",
  call: "DeleteRolePolicy",
  property: "policyNames",
  has: inlineNames,
  set: keepInline,
});
