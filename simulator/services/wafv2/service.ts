import type { Service } from "../service";
import { webAclAssociation } from "./association";
import { ipSet } from "./ipSet";
import { webAclLoggingConfiguration } from "./logging";
import { webAcl } from "./webAcl";

export const service: Service = {
  models: [webAcl, ipSet, webAclAssociation, webAclLoggingConfiguration],
};
