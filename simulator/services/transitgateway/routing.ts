/**
 * The route tables of a transit gateway: which attachment looks up where, which table learns of whom, and what is fixed.
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html
 * Replace as internal/service/ec2/transitgateway_route*.go say.
 */
import { canonicalCidr, parseBlock } from "../../addresses";
import { AwsError } from "../../errors";
import { common, forcesNew, output, region, requiredForcesNew, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { nonZero } from "../../resource/forms";
import { flag, tagsOf, text, written } from "../../values";
import type { Scope } from "../../world/scope";
import { canonicalFault } from "../ec2/blocks";
import {
  transitGatewayAttachmentKind,
  transitGatewayRouteKind,
  transitGatewayRouteTableKind,
  type TransitGatewayAttachment,
} from "./entities";
import {
  findAttachment,
  findTransitGateway,
  needAttachment,
  needOwnTransitGateway,
  needTransitRouteTable,
} from "./references";

const needed = { ...requiredForcesNew, form: nonZero };

const isDefault = (scope: Scope, tableId: string, gatewayId: string, key: string): boolean => {
  const gateway = findTransitGateway(scope, gatewayId);
  return gateway?.defaultRouteTableId === tableId && gateway.settings[key] === "enable";
};

export const routeTable: Model = {
  type: "aws:ec2transitgateway/routeTable:RouteTable",
  service: "EC2",
  noun: "EC2 Transit Gateway Route Table",
  calls: {
    create: "CreateTransitGatewayRouteTable",
    update: "CreateTags",
    delete: "DeleteTransitGatewayRouteTable",
  },
  properties: {
    ...common,
    arn: output,
    defaultAssociationRouteTable: { kind: "flag", output: true },
    defaultPropagationRouteTable: { kind: "flag", output: true },
    transitGatewayId: needed,
  },
  create(scope, inputs, { urn }) {
    const gateway = needOwnTransitGateway(scope, text(inputs, "transitGatewayId") ?? "");
    const tables = scope.count(transitGatewayRouteTableKind, "gateway", gateway.id);
    if (tables >= scope.quota("routeTablesPerTransitGateway"))
      throw new AwsError(
        "TransitGatewayRouteTableLimitExceeded",
        `The maximum number of route tables has been reached for ${gateway.id}.`,
      );
    const id = scope.newId("tgw-rtb", urn);
    const tags = tagsOf(inputs, "tagsAll");
    scope.put(transitGatewayRouteTableKind, { id, transitGatewayId: gateway.id, tags });
    return id;
  },
  read(scope, id) {
    const table = scope.get(transitGatewayRouteTableKind, id);
    if (table === undefined) return undefined;
    const { transitGatewayId, tags } = table;
    const is = (key: string): boolean => isDefault(scope, id, transitGatewayId, key);
    return {
      arn: scope.arn("ec2", `transit-gateway-route-table/${id}`),
      defaultAssociationRouteTable: is("defaultRouteTableAssociation"),
      defaultPropagationRouteTable: is("defaultRouteTablePropagation"),
      tagsAll: tags,
      transitGatewayId,
    };
  },
  update(scope, id, { news }) {
    const table = needTransitRouteTable(scope, id);
    scope.put(transitGatewayRouteTableKind, { ...table, tags: tagsOf(news, "tagsAll") });
  },
  delete(scope, id) {
    const table = scope.get(transitGatewayRouteTableKind, id);
    if (table === undefined) return;
    if (scope.everywhere.count(transitGatewayAttachmentKind, "routeTable", id) > 0)
      throw new AwsError("IncorrectState", `${id} has associated attachments.`);
    for (const one of scope.everywhere.find(transitGatewayAttachmentKind, "propagatesTo", id))
      scope.everywhere.put(transitGatewayAttachmentKind, {
        ...one,
        propagatesTo: one.propagatesTo.filter((other) => other !== id),
      });
    for (const one of scope.find(transitGatewayRouteKind, "routeTable", id)) scope.remove(one);
    scope.remove(table);
  },
};

/** Both of one gateway, the attachment accepted. */
function pairFor(scope: Scope, inputs: ValueMap) {
  const table = needTransitRouteTable(scope, text(inputs, "transitGatewayRouteTableId") ?? "");
  const attachment = needAttachment(scope, text(inputs, "transitGatewayAttachmentId") ?? "");
  if (attachment.transitGatewayId !== table.transitGatewayId)
    throw new AwsError(
      "InvalidTransitGatewayAttachmentID.NotFound",
      `The transit gateway attachment ${attachment.id} is not one of ${table.transitGatewayId}, whose route table ${table.id} is.`,
    );
  if (attachment.state !== "available")
    throw new AwsError("IncorrectState", `${attachment.id} is in invalid state`);
  return { table, attachment };
}

const pairId = (tableId: string, attachmentId: string): string => `${tableId}_${attachmentId}`;

function partsOf(id: string): { readonly tableId: string; readonly attachmentId: string } {
  const [tableId = "", attachmentId = ""] = id.split("_");
  return { tableId, attachmentId };
}

const put = (scope: Scope, attachment: TransitGatewayAttachment): TransitGatewayAttachment =>
  scope.everywhere.put(transitGatewayAttachmentKind, attachment);

const shown = (tableId: string, attachment: TransitGatewayAttachment): ValueMap => ({
  resourceId: attachment.vpcId,
  resourceType: "vpc",
  transitGatewayAttachmentId: attachment.id,
  transitGatewayRouteTableId: tableId,
});

export const routeTableAssociation: Model = {
  type: "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation",
  service: "EC2",
  noun: "EC2 Transit Gateway Route Table Association",
  calls: {
    create: "AssociateTransitGatewayRouteTable",
    update: "AssociateTransitGatewayRouteTable",
    delete: "DisassociateTransitGatewayRouteTable",
  },
  properties: {
    region,
    replaceExistingAssociation: { kind: "flag", local: true },
    resourceId: output,
    resourceType: output,
    transitGatewayAttachmentId: needed,
    transitGatewayRouteTableId: needed,
  },
  create(scope, inputs) {
    const { table, attachment } = pairFor(scope, inputs);
    const isReplacing = flag(inputs, "replaceExistingAssociation") === true;
    if (attachment.routeTableId !== undefined && !isReplacing && scope.pinned === undefined)
      throw new AwsError(
        "Resource.AlreadyAssociated",
        `Transit Gateway Attachment ${attachment.id} is already associated to a route table.`,
      );
    put(scope, { ...attachment, routeTableId: table.id });
    return pairId(table.id, attachment.id);
  },
  read(scope, id) {
    const { tableId, attachmentId } = partsOf(id);
    const found = findAttachment(scope, attachmentId);
    return found?.routeTableId === tableId ? shown(tableId, found) : undefined;
  },
  /** Only what the provider itself keeps. */
  update: () => undefined,
  delete(scope, id) {
    const { tableId, attachmentId } = partsOf(id);
    const found = findAttachment(scope, attachmentId);
    if (found?.routeTableId !== tableId) return;
    const { routeTableId: _table, ...free } = found;
    put(scope, free);
  },
};

export const routeTablePropagation: Model = {
  type: "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation",
  service: "EC2",
  noun: "EC2 Transit Gateway Route Table Propagation",
  calls: {
    create: "EnableTransitGatewayRouteTablePropagation",
    delete: "DisableTransitGatewayRouteTablePropagation",
  },
  properties: {
    region,
    resourceId: output,
    resourceType: output,
    transitGatewayAttachmentId: needed,
    transitGatewayRouteTableId: needed,
  },
  create(scope, inputs) {
    const { table, attachment } = pairFor(scope, inputs);
    const isEnabled = attachment.propagatesTo.includes(table.id);
    if (isEnabled && scope.pinned === undefined)
      throw new AwsError(
        "TransitGatewayRouteTablePropagation.Duplicate",
        `Propagation ${attachment.id} is already enabled in ${table.id}.`,
      );
    const propagatesTo = isEnabled
      ? attachment.propagatesTo
      : [...attachment.propagatesTo, table.id];
    put(scope, { ...attachment, propagatesTo });
    return pairId(table.id, attachment.id);
  },
  read(scope, id) {
    const { tableId, attachmentId } = partsOf(id);
    const found = findAttachment(scope, attachmentId);
    return found?.propagatesTo.includes(tableId) === true ? shown(tableId, found) : undefined;
  },
  delete(scope, id) {
    const { tableId, attachmentId } = partsOf(id);
    const found = findAttachment(scope, attachmentId);
    if (found === undefined) return;
    put(scope, { ...found, propagatesTo: found.propagatesTo.filter((one) => one !== tableId) });
  },
};

const routeId = (tableId: string, destination: string): string => `${tableId}_${destination}`;

function validateRoute(inputs: ValueMap): readonly CheckFailure[] {
  const cidr = written(inputs, "destinationCidrBlock");
  const family = cidr?.includes(":") === true ? 6 : 4;
  const reason = cidr === undefined ? undefined : canonicalFault(cidr, family);
  return reason === undefined ? [] : [{ property: "destinationCidrBlock", reason }];
}

function createRoute(scope: Scope, inputs: ValueMap): string {
  const isBlackhole = flag(inputs, "blackhole") === true;
  const table = needTransitRouteTable(scope, text(inputs, "transitGatewayRouteTableId") ?? "");
  const cidr = text(inputs, "destinationCidrBlock") ?? "";
  if (parseBlock(cidr) === undefined)
    throw new AwsError(
      "InvalidParameterValue",
      `Value (${cidr}) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.`,
    );
  const named = text(inputs, "transitGatewayAttachmentId");
  if (isBlackhole === (named !== undefined))
    throw new AwsError(
      isBlackhole ? "InvalidParameterCombination" : "MissingParameter",
      "A route leads to a transit gateway attachment, or it is a black hole",
    );
  const attachment = named === undefined ? undefined : pairFor(scope, inputs).attachment;
  const destination = canonicalCidr(cidr);
  const id = routeId(table.id, destination);
  if (scope.get(transitGatewayRouteKind, id) !== undefined)
    throw new AwsError(
      "RouteAlreadyExists",
      `Route to ${destination} already exists in ${table.id}.`,
    );
  scope.put(transitGatewayRouteKind, {
    id,
    routeTableId: table.id,
    destination,
    ...(attachment === undefined ? {} : { attachmentId: attachment.id }),
  });
  return id;
}

export const route: Model = {
  type: "aws:ec2transitgateway/route:Route",
  service: "EC2",
  noun: "EC2 Transit Gateway Route",
  calls: { create: "CreateTransitGatewayRoute", delete: "DeleteTransitGatewayRoute" },
  properties: {
    region,
    blackhole: { kind: "flag", default: false, replaces: true },
    destinationCidrBlock: requiredForcesNew,
    transitGatewayAttachmentId: { ...forcesNew, form: nonZero },
    transitGatewayRouteTableId: needed,
  },
  validate: validateRoute,
  create: createRoute,
  read(scope, id) {
    const found = scope.get(transitGatewayRouteKind, id);
    if (found === undefined) return undefined;
    // Where its attachment has gone it is a black hole, and names it no longer.
    const attachment = findAttachment(scope, found.attachmentId ?? "");
    return {
      blackhole: attachment === undefined,
      destinationCidrBlock: found.destination,
      transitGatewayAttachmentId: attachment?.id ?? "",
      transitGatewayRouteTableId: found.routeTableId,
    };
  },
  delete: (scope, id) => scope.remove(scope.get(transitGatewayRouteKind, id)),
};
