import type { Service } from "../service";
import { rolePoliciesExclusive, rolePolicyAttachmentsExclusive } from "./exclusive";
import { instanceProfile } from "./instanceProfile";
import { getPolicy } from "./lookups/policy";
import { getPolicyDocument } from "./lookups/policyDocument";
import {
  getAccountAlias,
  getInstanceProfile,
  getRole,
  getRoles,
  getSessionContext,
} from "./lookups/roles";
import { policy } from "./policy";
import { role } from "./role";
import { rolePolicy } from "./rolePolicy";
import { rolePolicyAttachment } from "./rolePolicyAttachment";
import { serviceLinkedRole } from "./serviceLinkedRole";

export const service: Service = {
  models: [
    instanceProfile,
    policy,
    role,
    rolePoliciesExclusive,
    rolePolicy,
    rolePolicyAttachment,
    rolePolicyAttachmentsExclusive,
    serviceLinkedRole,
  ],
  lookups: {
    "aws:iam/getAccountAlias:getAccountAlias": getAccountAlias,
    "aws:iam/getInstanceProfile:getInstanceProfile": getInstanceProfile,
    "aws:iam/getPolicy:getPolicy": getPolicy,
    "aws:iam/getPolicyDocument:getPolicyDocument": getPolicyDocument,
    "aws:iam/getRole:getRole": getRole,
    "aws:iam/getRoles:getRoles": getRoles,
    "aws:iam/getSessionContext:getSessionContext": getSessionContext,
  },
};
