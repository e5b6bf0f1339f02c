import type { Service } from "../service";
import { getPolicyDocument } from "./lookups/policyDocument";
import { role } from "./role";
import { rolePolicy } from "./rolePolicy";

export const service: Service = {
  models: [role, rolePolicy],
  lookups: { "aws:iam/getPolicyDocument:getPolicyDocument": getPolicyDocument },
};
