/** What a transit gateway is made of. Data only. Gateways and attachments are known to two owners, and kept under neither. */
import type { ValueMap } from "../../protocol";
import type { Tags } from "../../values";
import { defineKind, type Entity } from "../../world/entity";
import type { Place } from "../../world/scope";

export interface TransitGateway extends Entity {
  readonly owner: Place;
  /** Its switches, under the provider's names. */
  readonly settings: ValueMap;
  /** Made with it, where new attachments are associated or propagated. */
  readonly defaultRouteTableId: string;
  readonly tags: Tags;
}
export const transitGatewayKind = defineKind<TransitGateway>("transit-gateway", {
  owner: (gateway) => `${gateway.owner.account}/${gateway.owner.region}`,
});

export interface TransitGatewayAttachment extends Entity {
  readonly transitGatewayId: string;
  /** Of the VPC. */
  readonly owner: Place;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly settings: ValueMap;
  readonly state: "pendingAcceptance" | "available";
  /** The table that its traffic is looked up in. */
  readonly routeTableId?: string;
  /** The tables that learn its VPC's addresses. */
  readonly propagatesTo: readonly string[];
  readonly tags: Tags;
  /** The gateway's owner tags it for itself. */
  readonly accepterTags?: Tags;
}

export const vpcKey = ({ account, region }: Place, vpcId: string): string =>
  `${account}/${region}/${vpcId}`;

export const transitGatewayAttachmentKind = defineKind<TransitGatewayAttachment>(
  "transit-gateway-attachment",
  {
    gateway: (one) => one.transitGatewayId,
    vpc: (one) => vpcKey(one.owner, one.vpcId),
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
});
