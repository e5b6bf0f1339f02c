/** What a transit gateway is made of. Data only. */
import type { ValueMap } from "../../protocol";
import type { Tags } from "../../values";
import { defineKind, type Entity } from "../../world/entity";

export interface TransitGateway extends Entity {
  /** Its switches, under the provider's names. */
  readonly settings: ValueMap;
  readonly defaultRouteTableId: string;
  readonly tags: Tags;
}
export const transitGatewayKind = defineKind<TransitGateway>("transit-gateway");

/** Kept where the VPC's owner made it; the gateway may be of another account that shares it. */
export interface TransitGatewayAttachment extends Entity {
  readonly transitGatewayId: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly settings: ValueMap;
  /** The table that its traffic is looked up in. */
  readonly routeTableId?: string;
  /** The tables that learn its VPC's addresses. */
  readonly propagatesTo: readonly string[];
  readonly tags: Tags;
}
export const transitGatewayAttachmentKind = defineKind<TransitGatewayAttachment>(
  "transit-gateway-attachment",
  {
    gateway: (one) => one.transitGatewayId,
    vpc: (one) => one.vpcId,
    gatewayAndVpc: (one) => `${one.transitGatewayId}/${one.vpcId}`,
    routeTable: (one) => one.routeTableId,
    propagatesTo: (one) => one.propagatesTo,
  },
);

export interface TransitGatewayRouteTable extends Entity {
  readonly transitGatewayId: string;
  readonly tags: Tags;
}
export const transitGatewayRouteTableKind = defineKind<TransitGatewayRouteTable>(
  "transit-gateway-route-table",
  { gateway: (table) => table.transitGatewayId },
);

/** Its id is the table's and the destination. */
export interface TransitGatewayRoute extends Entity {
  readonly routeTableId: string;
  readonly destination: string;
  /** None for a black hole. */
  readonly attachmentId?: string;
}
export const transitGatewayRouteKind = defineKind<TransitGatewayRoute>("transit-gateway-route", {
  routeTable: (route) => route.routeTableId,
  attachment: (route) => route.attachmentId,
});
