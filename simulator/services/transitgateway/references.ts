/**
 * What a request names of transit gateways must exist. A gateway of another account is taken as shared with the caller:
 * the shares themselves (Resource Access Manager) are not modelled.
 */
import { AwsError } from "../../errors";
import type { Place, Scope } from "../../world/scope";
import type { SecurityGroup } from "../ec2/entities";
import {
  transitGatewayAttachmentKind,
  transitGatewayKind,
  transitGatewayRouteTableKind,
  vpcKey,
  type TransitGateway,
  type TransitGatewayAttachment,
  type TransitGatewayRouteTable,
} from "./entities";

const isHere = (scope: Scope, { account, region }: Place): boolean =>
  account === scope.account && region === scope.region;

export function findTransitGateway(scope: Scope, id: string): TransitGateway | undefined {
  const found = scope.everywhere.get(transitGatewayKind, id);
  return found?.owner.region === scope.region ? found : undefined;
}

export function needTransitGateway(scope: Scope, id: string): TransitGateway {
  const found = findTransitGateway(scope, id);
  if (found === undefined)
    throw new AwsError(
      "InvalidTransitGatewayID.NotFound",
      `Transit Gateway ${id} was deleted or does not exist.`,
    );
  return found;
}

/** Only its owner changes it. */
export function needOwnTransitGateway(scope: Scope, id: string): TransitGateway {
  const found = needTransitGateway(scope, id);
  if (!isHere(scope, found.owner))
    throw new AwsError("OperationNotPermitted", `You do not own the transit gateway ${id}.`);
  return found;
}

/** As the VPC's owner sees it, or the gateway's. */
export function findAttachment(scope: Scope, id: string): TransitGatewayAttachment | undefined {
  const found = scope.everywhere.get(transitGatewayAttachmentKind, id);
  if (found === undefined) return undefined;
  return isHere(scope, found.owner) || ownsGatewayOf(scope, found) ? found : undefined;
}

export function ownsGatewayOf(
  scope: Scope,
  { transitGatewayId }: TransitGatewayAttachment,
): boolean {
  const gateway = findTransitGateway(scope, transitGatewayId);
  return gateway !== undefined && isHere(scope, gateway.owner);
}

export function needAttachment(scope: Scope, id: string): TransitGatewayAttachment {
  const found = findAttachment(scope, id);
  if (found === undefined)
    throw new AwsError(
      "InvalidTransitGatewayAttachmentID.NotFound",
      `Transit Gateway Attachment ${id} was deleted or does not exist.`,
    );
  return found;
}

export const needTransitRouteTable = (scope: Scope, id: string): TransitGatewayRouteTable =>
  scope.need(
    transitGatewayRouteTableKind,
    id,
    "InvalidRouteTableID.NotFound",
    `Transit Gateway Route Table ${id} was deleted or does not exist.`,
  );

export const attachmentsOf = (scope: Scope, vpcId: string): readonly TransitGatewayAttachment[] =>
  scope.everywhere.find(transitGatewayAttachmentKind, "vpc", vpcKey(scope, vpcId));

/** Whether groups of the two VPCs may name each other: both attached to a gateway that supports it, and so do they. */
export function areReferable(scope: Scope, vpcId: string, other: SecurityGroup): boolean {
  const supports = (at: Scope, id: string): readonly string[] =>
    attachmentsOf(at, id)
      .filter((one) => one.settings.securityGroupReferencingSupport === "enable")
      .map((one) => one.transitGatewayId);
  const far = supports(scope.at({ account: other.account }), other.vpcId);
  return supports(scope, vpcId).some(
    (id) =>
      far.includes(id) &&
      findTransitGateway(scope, id)?.settings.securityGroupReferencingSupport === "enable",
  );
}
