/** A managed policy in a role. Replaces as internal/service/iam/role_policy_attachment.go says. */
import { requiredForcesNew, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { text } from "../../values";
import type { Scope } from "../../world/scope";
import { attach, detach } from "./attachments";
import { roleAttachmentId, roleAttachmentKind } from "./entities";
import { needRole } from "./references";

function create(scope: Scope, inputs: ValueMap): string {
  const role = needRole(scope, text(inputs, "role") ?? "");
  const arn = text(inputs, "policyArn") ?? "";
  attach(scope, role.id, arn);
  return scope.pinned?.id ?? roleAttachmentId(role.id, arn);
}

/** The provider goes by role and policy, not by the id, which an older one made up. An import has the id only. */
const keyOf = (id: string, known: ValueMap): string => {
  const role = text(known, "role");
  const arn = text(known, "policyArn");
  return role === undefined || arn === undefined ? id : roleAttachmentId(role, arn);
};

/** The provider's own check, at preview. */
function validate(inputs: ValueMap): readonly CheckFailure[] {
  const arn = text(inputs, "policyArn");
  if (arn === undefined || /^arn:[\w-]+:[\w-]+:[\w-]*:(aws|\d{12})?:.+$/.test(arn)) return [];
  return [{ property: "policyArn", reason: `"policy_arn" (${arn}) is an invalid ARN` }];
}

export const rolePolicyAttachment: Model = {
  type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  service: "IAM",
  noun: "IAM Role Policy Attachment",
  calls: { create: "AttachRolePolicy", delete: "DetachRolePolicy" },
  global: true,
  keys: ["role", "policyArn"],
  properties: { policyArn: requiredForcesNew, role: requiredForcesNew },
  validate,
  create,
  read(scope, id, known) {
    const found = scope.get(roleAttachmentKind, keyOf(id, known));
    return found === undefined ? undefined : { policyArn: found.policyArn, role: found.role };
  },
  delete(scope, id, known) {
    const found = scope.get(roleAttachmentKind, keyOf(id, known));
    if (found !== undefined) detach(scope, found.role, found.policyArn);
  },
};
