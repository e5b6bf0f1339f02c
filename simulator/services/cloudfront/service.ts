import type { Service } from "../service";
import { distribution } from "./distribution";
import { getCachePolicy, getOriginRequestPolicy } from "./managedPolicies";
import { originAccessControl } from "./originAccessControl";

export const service: Service = {
  models: [distribution, originAccessControl],
  lookups: {
    "aws:cloudfront/getCachePolicy:getCachePolicy": getCachePolicy,
    "aws:cloudfront/getOriginRequestPolicy:getOriginRequestPolicy": getOriginRequestPolicy,
  },
};
