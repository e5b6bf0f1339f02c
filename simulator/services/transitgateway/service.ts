import type { Service } from "../service";
import { vpcAttachment, vpcAttachmentAccepter } from "./attachment";
import { route, routeTable, routeTableAssociation, routeTablePropagation } from "./routing";
import { transitGateway } from "./transitGateway";

export const service: Service = {
  models: [
    route,
    routeTable,
    routeTableAssociation,
    routeTablePropagation,
    transitGateway,
    vpcAttachment,
    vpcAttachmentAccepter,
  ],
};
