/**
 * Which table a subnet (or a gateway) uses, and which is the VPC's main one. A subnet has one table.
 * https://docs.aws.amazon.com/vpc/latest/userguide/WorkWithRouteTables.html
 */
import { AwsError } from "../../errors";
import { output, region, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { isGiven, text } from "../../values";
import type { Scope } from "../../world/scope";
import {
  internetGatewayKind,
  routeTableAssociationKind,
  vpcKind,
  type RouteTable,
  type RouteTableAssociation,
} from "./entities";
import { needRouteTable, needSubnet, needVpc } from "./references";

function associate(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const table = needRouteTable(scope, text(inputs, "routeTableId") ?? "");
  const subnetId = text(inputs, "subnetId");
  const gatewayId = text(inputs, "gatewayId");
  const conflict =
    subnetId === undefined
      ? scope.find(routeTableAssociationKind, "gateway", gatewayId ?? "")
      : scope.find(routeTableAssociationKind, "subnet", subnetId);
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

function gatewayVpc(scope: Scope, id: string): string | undefined {
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
  const given = ["gatewayId", "subnetId"].filter((one) => isGiven(inputs, one));
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
  /**
   * ReplaceRouteTableAssociation gives the association a new id, which Pulumi cannot record within an update: the record
   * here keeps the id that the state knows.
   */
  update(scope, id, { news }) {
    const association = scope.need(
      routeTableAssociationKind,
      id,
      "InvalidAssociationID.NotFound",
      `The association ID '${id}' does not exist`,
    );
    const table = needRouteTable(scope, text(news, "routeTableId") ?? "");
    if (association.subnetId !== undefined)
      sameNetwork(table, needSubnet(scope, association.subnetId).vpcId, association.subnetId);
    scope.put(routeTableAssociationKind, { ...association, routeTableId: table.id });
  },
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

/** Makes `routeTableId` the VPC's main table. The id of the VPC's one main association stays (AWS gives a new one). */
function setMain(scope: Scope, vpcId: string, routeTableId: string): string {
  const vpc = needVpc(scope, vpcId);
  const table = needRouteTable(scope, routeTableId);
  sameNetwork(table, vpc.id, `VPC ${vpc.id}`);
  const main = scope.find(routeTableAssociationKind, "main", vpcId)[0];
  if (main === undefined) throw new Error(`${vpcId} has no main association`);
  scope.put(routeTableAssociationKind, { ...main, routeTableId });
  scope.put(vpcKind, { ...vpc, mainRouteTableId: routeTableId });
  return main.id;
}

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
  create: (scope, inputs) =>
    setMain(scope, text(inputs, "vpcId") ?? "", text(inputs, "routeTableId") ?? ""),
  read(scope, id, known) {
    const byVpc = scope.find(routeTableAssociationKind, "main", text(known, "vpcId") ?? "")[0];
    const found = scope.get(routeTableAssociationKind, id) ?? byVpc;
    if (found?.mainOf === undefined) return undefined;
    const original = scope.get(vpcKind, found.mainOf)?.defaultRouteTableId ?? "";
    return {
      originalRouteTableId: text(known, "originalRouteTableId") ?? original,
      routeTableId: found.routeTableId,
      vpcId: found.mainOf,
    };
  },
  update(scope, _id, { news }) {
    setMain(scope, text(news, "vpcId") ?? "", text(news, "routeTableId") ?? "");
  },
  /** The table that was main before is main again. */
  delete(scope, _id, properties) {
    const vpcId = text(properties, "vpcId") ?? "";
    const vpc = scope.get(vpcKind, vpcId);
    if (vpc === undefined) return;
    setMain(scope, vpcId, text(properties, "originalRouteTableId") ?? vpc.defaultRouteTableId);
  },
};
