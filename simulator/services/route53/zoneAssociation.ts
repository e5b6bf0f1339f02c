/**
 * A VPC in which a private zone answers, beside those that it was made with. Asked for by the VPC's account, which the
 * zone's has to authorize where they are two. Replaces as internal/service/route53/zone_association.go says.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_AssociateVPCWithHostedZone.html
 */
import { AwsError } from "../../errors";
import { output, requiredForcesNew, type Model, type Properties } from "../../model";
import type { ValueMap } from "../../protocol";
import { oneOf } from "../../resource/forms";
import { text } from "../../values";
import type { Scope } from "../../world/scope";
import { associate, disassociate, needOwnVpc, type VpcPlace } from "./associations";
import { regions } from "./regions";
import {
  authorizationKind,
  needAnyZone,
  needZone,
  pairId,
  zoneOwnerKind,
  zoneVpcKind,
} from "./entities";

const properties: Properties = {
  vpcId: requiredForcesNew,
  vpcRegion: { computed: true, replaces: true, form: oneOf(...regions) },
  zoneId: requiredForcesNew,
};

const placeIn = (scope: Scope, inputs: ValueMap): VpcPlace => ({
  vpcId: text(inputs, "vpcId") ?? "",
  vpcRegion: text(inputs, "vpcRegion") ?? scope.home,
});

/** The region is part of the id where it was given. */
function idFor(inputs: ValueMap): string {
  const [zoneId, vpcId, vpcRegion] = ["zoneId", "vpcId", "vpcRegion"].map((key) =>
    text(inputs, key),
  );
  const pair = pairId(zoneId ?? "", vpcId ?? "");
  return vpcRegion === undefined ? pair : `${pair}:${vpcRegion}`;
}

const pairOf = (id: string): string => id.split(":").slice(0, 2).join(":");

function createAssociation(scope: Scope, inputs: ValueMap): string {
  const zone = needAnyZone(scope, text(inputs, "zoneId") ?? "");
  const place = placeIn(scope, inputs);
  if (scope.pinned === undefined) needOwnVpc(scope, place);
  const owner = scope.at({ account: zone.account });
  const isAuthorized =
    zone.account === scope.account ||
    owner.get(authorizationKind, pairId(zone.id, place.vpcId)) !== undefined;
  if (!isAuthorized && scope.pinned === undefined)
    throw new AwsError(
      "NotAuthorizedException",
      `The VPC: ${place.vpcId} you provided is not authorized to make the association: account ${zone.account} has to authorize it first.`,
    );
  associate(scope, zone, place);
  return idFor(inputs);
}

export const zoneAssociation: Model = {
  type: "aws:route53/zoneAssociation:ZoneAssociation",
  service: "Route 53",
  noun: "Route53 Hosted Zone Association",
  calls: {
    create: "AssociateVPCWithHostedZone",
    delete: "DisassociateVPCFromHostedZone",
  },
  global: true,
  properties: { ...properties, owningAccount: output },
  create: createAssociation,
  read(scope, id) {
    const found = scope.everywhere.get(zoneVpcKind, pairOf(id));
    if (found === undefined) return undefined;
    const { zoneId, vpcId, vpcRegion } = found;
    const owningAccount = scope.everywhere.get(zoneOwnerKind, zoneId)?.owner ?? "";
    return { id, zoneId, vpcId, vpcRegion, owningAccount };
  },
  delete(scope, id) {
    const [zoneId = "", vpcId = ""] = id.split(":");
    disassociate(scope, zoneId, vpcId);
  },
};

/** Lets another account associate its VPC. https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateVPCAssociationAuthorization.html */
export const vpcAssociationAuthorization: Model = {
  type: "aws:route53/vpcAssociationAuthorization:VpcAssociationAuthorization",
  service: "Route 53",
  noun: "Route53 VPC Association Authorization",
  calls: {
    create: "CreateVPCAssociationAuthorization",
    delete: "DeleteVPCAssociationAuthorization",
  },
  global: true,
  properties,
  create(scope, inputs) {
    const zone = needZone(scope, text(inputs, "zoneId") ?? "");
    const { vpcId, vpcRegion } = placeIn(scope, inputs);
    if (!/^vpc-[0-9a-f]+$/.test(vpcId))
      throw new AwsError("InvalidVPCId", `The VPC ID ${vpcId} is not valid.`);
    const id = pairId(zone.id, vpcId);
    scope.put(authorizationKind, { id, zoneId: zone.id, vpcId, vpcRegion });
    return id;
  },
  read(scope, id) {
    const found = scope.get(authorizationKind, id);
    if (found === undefined) return undefined;
    const { zoneId, vpcId, vpcRegion } = found;
    return { id, zoneId, vpcId, vpcRegion };
  },
  delete: (scope, id) => scope.remove(scope.get(authorizationKind, id)),
};
