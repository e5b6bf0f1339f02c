/**
 * Which table a subnet (or a gateway) uses, and which is the VPC's main one. A subnet has one table.
 * https://docs.aws.amazon.com/vpc/latest/userguide/WorkWithRouteTables.html
 * Replaces as internal/service/ec2/vpc_route_table_association.go says.
 */
import { AwsError } from "../../errors";
import { output, region, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { isWritten, text } from "../../values";
import { simulatedId } from "../../world/identity";
import type { Scope } from "../../world/scope";
import {
  internetGatewayKind,
  routeTableAssociationKind,
  vpcKind,
  type RouteTable,
  type RouteTableAssociation,
} from "./entities";
import { needRouteTable, needSubnet, needVpc } from "./references";
import { needVpnGateway } from "./vpnGateway";

function associate(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const table = needRouteTable(scope, text(inputs, "routeTableId") ?? "");
  const subnetId = text(inputs, "subnetId");
  const gatewayId = text(inputs, "gatewayId");
  const conflict = present(scope, inputs);
  if (subnetId !== undefined) sameNetwork(table, needSubnet(scope, subnetId).vpcId, subnetId);
  else sameNetwork(table, gatewayVpc(scope, gatewayId ?? ""), gatewayId ?? "");
  if (conflict.length > 0)
    throw new AwsError(
      "Resource.AlreadyAssociated",
      `the specified association for route table ${table.id} conflicts with an existing association`,
    );
  const id = scope.newId("rtbassoc", urn);
  scope.put(routeTableAssociationKind, {
    id,
    routeTableId: table.id,
    ...(subnetId === undefined ? {} : { subnetId }),
    ...(gatewayId === undefined ? {} : { gatewayId }),
  });
  return id;
}

/** The association of the subnet or gateway that is named, whatever its table. */
function present(scope: Scope, inputs: ValueMap): readonly RouteTableAssociation[] {
  const subnetId = text(inputs, "subnetId");
  return subnetId === undefined
    ? scope.find(routeTableAssociationKind, "gateway", text(inputs, "gatewayId") ?? "")
    : scope.find(routeTableAssociationKind, "subnet", subnetId);
}

/** Another association in the place of one, as AWS makes it. */
function replace(
  scope: Scope,
  before: RouteTableAssociation,
  id: string,
  routeTableId: string,
): RouteTableAssociation {
  scope.remove(before);
  return scope.put(routeTableAssociationKind, { ...before, id, routeTableId });
}

function gatewayVpc(scope: Scope, id: string): string | undefined {
  if (id.startsWith("vgw-")) return needVpnGateway(scope, id).vpcId;
  return scope.need(
    internetGatewayKind,
    id,
    "InvalidGatewayID.NotFound",
    `The gateway ID '${id}' does not exist`,
  ).vpcId;
}

function sameNetwork(table: RouteTable, vpcId: string | undefined, what: string): void {
  if (vpcId !== table.vpcId)
    throw new AwsError(
      "InvalidParameterValue",
      `route table ${table.id} and ${what.startsWith("igw-") ? "network gateway" : "subnet"} ${what} belong to different networks`,
    );
}

function find(scope: Scope, id: string): RouteTableAssociation | undefined {
  // An import gives `subnet-…/rtb-…`.
  const [target = "", table] = id.split("/");
  if (table === undefined) return scope.get(routeTableAssociationKind, id);
  const index = target.startsWith("subnet-") ? "subnet" : "gateway";
  return scope
    .find(routeTableAssociationKind, index, target)
    .find((one) => one.routeTableId === table);
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const given = ["gatewayId", "subnetId"].filter((one) => isWritten(inputs, one));
  if (given.length === 1) return [];
  const reason =
    given.length === 0
      ? `"subnet_id": one of \`gateway_id,subnet_id\` must be specified`
      : `"subnet_id": only one of \`gateway_id,subnet_id\` can be specified`;
  return [{ property: "subnetId", reason }];
}

export const routeTableAssociation: Model = {
  type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  service: "EC2",
  noun: "EC2 Route Table Association",
  calls: {
    create: "AssociateRouteTable",
    update: "ReplaceRouteTableAssociation",
    delete: "DisassociateRouteTable",
  },
  properties: {
    region,
    gatewayId: { replaces: true },
    routeTableId: { required: true },
    subnetId: { replaces: true },
  },
  validate,
  create: associate,
  read(scope, id) {
    const found = find(scope, id);
    if (found === undefined || found.mainOf !== undefined) return undefined;
    const { routeTableId, subnetId = "", gatewayId = "" } = found;
    return { id: found.id, routeTableId, subnetId, gatewayId };
  },
  /** ReplaceRouteTableAssociation gives it a new id, which Pulumi cannot record: the next refresh finds none. */
  update(scope, id, { urn, news }) {
    const association = scope.get(routeTableAssociationKind, id);
    if (association === undefined) {
      associate(scope, news, { urn });
      return;
    }
    const table = needRouteTable(scope, text(news, "routeTableId") ?? "");
    if (association.subnetId !== undefined)
      sameNetwork(table, needSubnet(scope, association.subnetId).vpcId, association.subnetId);
    replace(scope, association, scope.newId("rtbassoc", urn), table.id);
  },
  idAfterUpdate: (scope, known) => present(scope, known)[0]?.id,
  delete(scope, id) {
    const association = scope.get(routeTableAssociationKind, id);
    if (association?.mainOf !== undefined)
      throw new AwsError(
        "InvalidParameterValue",
        `cannot disassociate the main route table association ${id}`,
      );
    scope.remove(association);
  },
};

const mainOf = (scope: Scope, vpcId: string): RouteTableAssociation | undefined =>
  scope.find(routeTableAssociationKind, "main", vpcId)[0];

/** Makes `routeTableId` the VPC's main table, in the place of the one that `before` makes so. */
function setMain(
  scope: Scope,
  before: RouteTableAssociation | undefined,
  id: string,
  routeTableId: string,
): string {
  const vpc = needVpc(scope, before?.mainOf ?? "");
  if (before === undefined) throw new Error(`${vpc.id} has no main association`);
  const table = needRouteTable(scope, routeTableId);
  sameNetwork(table, vpc.id, `VPC ${vpc.id}`);
  const now = replace(scope, before, id, routeTableId);
  scope.put(routeTableAssociationKind, { ...now, replaced: before.routeTableId });
  scope.put(vpcKind, { ...vpc, mainRouteTableId: routeTableId });
  return id;
}

/** By its id, which the state no longer knows after an update. */
const needMain = (scope: Scope, id: string): RouteTableAssociation =>
  scope.need(
    routeTableAssociationKind,
    id,
    "InvalidAssociationID.NotFound",
    `The association ID '${id}' does not exist`,
  );

export const mainRouteTableAssociation: Model = {
  type: "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
  service: "EC2",
  noun: "EC2 Main Route Table Association",
  calls: {
    create: "ReplaceRouteTableAssociation",
    update: "ReplaceRouteTableAssociation",
    delete: "ReplaceRouteTableAssociation",
  },
  properties: {
    region,
    originalRouteTableId: { ...output, local: true },
    routeTableId: { required: true },
    vpcId: { required: true },
  },
  create(scope, inputs, { urn }) {
    const vpc = needVpc(scope, text(inputs, "vpcId") ?? "");
    const table = text(inputs, "routeTableId") ?? "";
    return setMain(scope, mainOf(scope, vpc.id), scope.newId("rtbassoc", urn), table);
  },
  read(scope, id, known) {
    const found = scope.get(routeTableAssociationKind, id);
    if (found?.mainOf === undefined) return undefined;
    return {
      originalRouteTableId: text(known, "originalRouteTableId") ?? found.replaced ?? "",
      routeTableId: found.routeTableId,
      vpcId: found.mainOf,
    };
  },
  update(scope, id, { urn, news }) {
    const before = needMain(scope, id);
    setMain(scope, before, scope.newId("rtbassoc", urn), text(news, "routeTableId") ?? "");
  },
  idAfterUpdate: (scope, known) => mainOf(scope, text(known, "vpcId") ?? "")?.id,
  /** The table that was main before is main again. */
  delete(scope, id, properties) {
    const vpc = scope.get(vpcKind, text(properties, "vpcId") ?? "");
    if (vpc === undefined) return;
    const before = needMain(scope, id);
    const original = text(properties, "originalRouteTableId") ?? vpc.defaultRouteTableId;
    setMain(scope, before, simulatedId("rtbassoc", scope.newLife("rtbassoc", id)), original);
  },
};
