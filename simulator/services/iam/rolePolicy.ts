/**
 * A policy written into a role. https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
 * Replaces as internal/service/iam/role_policy.go says.
 */
import type { Form, Model } from "../../model";
import type { ValueMap } from "../../protocol";
import { ofLength } from "../../resource/forms";
import { text } from "../../values";
import type { Scope } from "../../world/scope";
import { rolePolicyKind } from "./entities";
import { putInlinePolicy } from "./inlinePolicies";
import { nameForm, policyForm } from "./limits";
import { needRole } from "./references";

function put(scope: Scope, roleName: string, name: string, inputs: ValueMap): string {
  const role = needRole(scope, roleName);
  return putInlinePolicy(scope, role.id, name, text(inputs, "policy") ?? "");
}

function prefixedName(scope: Scope, inputs: ValueMap, urn: string): string {
  const digits = BigInt(`0x${scope.newLife("role-policy", urn).slice(0, 24)}`).toString();
  return `${text(inputs, "namePrefix") ?? "terraform-"}${digits.padStart(26, "0").slice(-26)}`;
}

const roleName: Form = (value, at) => {
  const given = String(value);
  if (given.startsWith("arn:")) return `"${at}" must be the role's name not its ARN`;
  return (
    ofLength(1, 128)(given, at) ??
    (/[\w+=,.@-]/.test(given)
      ? undefined
      : `expected value of ${at} to match regular expression "[\\w+=,.@-]+", got ${given}`)
  );
};

export const rolePolicy: Model = {
  type: "aws:iam/rolePolicy:RolePolicy",
  service: "IAM",
  noun: "IAM Role Policy",
  calls: { create: "PutRolePolicy", update: "PutRolePolicy", delete: "DeleteRolePolicy" },
  global: true,
  autoname: { max: 128 },
  properties: {
    name: { computed: true, replaces: true, form: nameForm(128) },
    namePrefix: { computed: true, replaces: true, form: nameForm(102) },
    policy: { kind: "json", required: true, form: policyForm },
    role: { required: true, replaces: true, form: roleName },
  },
  create: (scope, inputs, { urn }) =>
    put(
      scope,
      text(inputs, "role") ?? "",
      text(inputs, "name") ?? prefixedName(scope, inputs, urn),
      inputs,
    ),
  read(scope, id) {
    const found = scope.get(rolePolicyKind, id);
    if (found === undefined) return undefined;
    return { name: found.name, namePrefix: "", policy: found.policy, role: found.role };
  },
  update(scope, id, { news }) {
    const colon = id.indexOf(":");
    put(scope, id.slice(0, colon), id.slice(colon + 1), news);
  },
  delete: (scope, id) => scope.remove(scope.get(rolePolicyKind, id)),
};
