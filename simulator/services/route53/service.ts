import type { Service } from "../service";
import { getZone } from "./getZone";
import { healthCheck } from "./healthCheck";
import { queryLog } from "./queryLog";
import { record } from "./record";
import { zone } from "./zone";
import { vpcAssociationAuthorization, zoneAssociation } from "./zoneAssociation";

export const service: Service = {
  models: [zone, record, zoneAssociation, vpcAssociationAuthorization, healthCheck, queryLog],
  lookups: { "aws:route53/getZone:getZone": getZone },
};
