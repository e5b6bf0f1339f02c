/** What a request names of transit gateways must exist; gateways may be of another account that shares them. */
import type { Scope } from "../../world/scope";
import type { SecurityGroup } from "../ec2/entities";
import {
  transitGatewayAttachmentKind,
  transitGatewayKind,
  transitGatewayRouteTableKind,
  type TransitGateway,
  type TransitGatewayAttachment,
  type TransitGatewayRouteTable,
} from "./entities";

export const needTransitGateway = (scope: Scope, id: string): TransitGateway =>
  scope.need(
    transitGatewayKind,
    id,
    "InvalidTransitGatewayID.NotFound",
    `Transit Gateway ${id} was deleted or does not exist.`,
  );

export const needAttachment = (scope: Scope, id: string): TransitGatewayAttachment =>
  scope.need(
    transitGatewayAttachmentKind,
    id,
    "InvalidTransitGatewayAttachmentID.NotFound",
    `Transit Gateway Attachment ${id} was deleted or does not exist.`,
  );

export const needTransitRouteTable = (scope: Scope, id: string): TransitGatewayRouteTable =>
  scope.need(
    transitGatewayRouteTableKind,
    id,
    "InvalidRouteTableID.NotFound",
    `Transit Gateway Route Table ${id} was deleted or does not exist.`,
  );

/** Whether groups of the two VPCs may name each other: both attached to a gateway that supports it, and so do they. */
export function areReferable(scope: Scope, vpcId: string, other: SecurityGroup): boolean {
  if (other.account !== scope.account) return false;
  const supports = (id: string): readonly string[] =>
    scope
      .find(transitGatewayAttachmentKind, "vpc", id)
      .filter((one) => one.settings.securityGroupReferencingSupport === "enable")
      .map((one) => one.transitGatewayId);
  const far = supports(other.vpcId);
  return supports(vpcId).some(
    (id) =>
      far.includes(id) &&
      scope.get(transitGatewayKind, id)?.settings.securityGroupReferencingSupport === "enable",
  );
}
