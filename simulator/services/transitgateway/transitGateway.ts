/**
 * A transit gateway: a router of a region that VPCs are attached to.
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html
 * Replaces as internal/service/ec2/transitgateway_.go says.
 */
import { AwsError } from "../../errors";
import { common, optional, output, type Change, type Model, type Property } from "../../model";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import { cidrBlock } from "../../resource/forms";
import { tagsOf, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { parseBlock } from "../../addresses";
import { checkOneOf } from "../ec2/blocks";
import {
  transitGatewayAttachmentKind,
  transitGatewayKind,
  transitGatewayRouteKind,
  transitGatewayRouteTableKind,
} from "./entities";
import { findTransitGateway, needOwnTransitGateway } from "./references";

const switches: Readonly<Record<string, string>> = {
  autoAcceptSharedAttachments: "disable",
  defaultRouteTableAssociation: "enable",
  defaultRouteTablePropagation: "enable",
  dnsSupport: "enable",
  multicastSupport: "disable",
  securityGroupReferencingSupport: "disable",
  vpnEcmpSupport: "enable",
};

function settingsOf(inputs: ValueMap, before: ValueMap = {}): ValueMap {
  const settings: Record<string, Value> = {
    ...switches,
    amazonSideAsn: 64512,
    description: "",
    transitGatewayCidrBlocks: [],
    encryptionSupport: before.encryptionSupport ?? "disable",
  };
  for (const key of Object.keys(settings)) settings[key] = inputs[key] ?? settings[key] ?? "";
  return settings;
}

function create(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const { account, region, everywhere } = scope;
  const count = everywhere.count(transitGatewayKind, "owner", `${account}/${region}`);
  if (count >= scope.quota("transitGatewaysPerRegion"))
    throw new AwsError(
      "TransitGatewayLimitExceeded",
      "The maximum number of transit gateways has been reached.",
    );
  const id = scope.newId("tgw", urn);
  const defaultRouteTableId = scope.childId("tgw-rtb", id, "default");
  everywhere.put(transitGatewayKind, {
    id,
    owner: { account, region },
    settings: settingsOf(inputs),
    defaultRouteTableId,
    tags: tagsOf(inputs, "tagsAll"),
  });
  scope.put(transitGatewayRouteTableKind, {
    id: defaultRouteTableId,
    transitGatewayId: id,
    tags: {},
  });
  return id;
}

/** The default table is named only where it is used so. */
function read(scope: Scope, id: string): ValueMap | undefined {
  const gateway = findTransitGateway(scope, id);
  if (gateway === undefined) return undefined;
  const { settings, defaultRouteTableId, owner } = gateway;
  const named = (key: string): string => (settings[key] === "enable" ? defaultRouteTableId : "");
  return {
    ...settings,
    arn: scope.at(owner).arn("ec2", `transit-gateway/${id}`),
    associationDefaultRouteTableId: named("defaultRouteTableAssociation"),
    ownerId: owner.account,
    propagationDefaultRouteTableId: named("defaultRouteTablePropagation"),
    tagsAll: gateway.tags,
  };
}

function update(scope: Scope, id: string, { news }: Change): void {
  const gateway = needOwnTransitGateway(scope, id);
  scope.everywhere.put(transitGatewayKind, {
    ...gateway,
    settings: settingsOf(news, gateway.settings),
    tags: tagsOf(news, "tagsAll"),
  });
}

function remove(scope: Scope, id: string): void {
  if (findTransitGateway(scope, id) === undefined) return;
  const gateway = needOwnTransitGateway(scope, id);
  const [attached] = scope.everywhere.find(transitGatewayAttachmentKind, "gateway", id);
  if (attached !== undefined)
    throw new AwsError("IncorrectState", `${id} has non-deleted VPC Attachments: ${attached.id}.`);
  const [own] = scope
    .find(transitGatewayRouteTableKind, "gateway", id)
    .filter((table) => table.id !== gateway.defaultRouteTableId);
  if (own !== undefined)
    throw new AwsError("IncorrectState", `${id} has non-deleted route tables: ${own.id}.`);
  for (const one of scope.find(transitGatewayRouteKind, "routeTable", gateway.defaultRouteTableId))
    scope.remove(one);
  scope.remove(scope.get(transitGatewayRouteTableKind, gateway.defaultRouteTableId));
  scope.remove(gateway);
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const blocks = texts(inputs, "transitGatewayCidrBlocks").flatMap((cidr, index) => {
    const block = parseBlock(cidr);
    const most = block?.family === 6 ? 64 : 24;
    if (block !== undefined && block.mask <= most) return [];
    return [
      {
        property: "transitGatewayCidrBlocks",
        reason: `expected "transit_gateway_cidr_blocks.${index}" to contain a network Value with between 0 and ${most} significant bits, got: ${block?.mask ?? cidr}`,
      },
    ];
  });
  const names = [...Object.keys(switches), "encryptionSupport"];
  return [...names.flatMap((name) => checkOneOf(inputs, name, ["enable", "disable"])), ...blocks];
}

const onOff = (name: string): Property => ({ default: switches[name] ?? "disable" });
/** Switched on again it is another gateway; switched off it is not. */
const onOnce = (name: string): Property => ({
  ...onOff(name),
  replaces: (before, after) => before === "disable" && after === "enable",
});

export const transitGateway: Model = {
  type: "aws:ec2transitgateway/transitGateway:TransitGateway",
  service: "EC2",
  noun: "EC2 Transit Gateway",
  calls: {
    create: "CreateTransitGateway",
    update: "ModifyTransitGateway",
    delete: "DeleteTransitGateway",
  },
  properties: {
    ...common,
    amazonSideAsn: { kind: "number", default: 64512 },
    arn: output,
    associationDefaultRouteTableId: output,
    autoAcceptSharedAttachments: onOff("autoAcceptSharedAttachments"),
    defaultRouteTableAssociation: onOnce("defaultRouteTableAssociation"),
    defaultRouteTablePropagation: onOnce("defaultRouteTablePropagation"),
    description: optional,
    dnsSupport: onOff("dnsSupport"),
    encryptionSupport: { computed: true },
    multicastSupport: { ...onOff("multicastSupport"), replaces: true },
    ownerId: output,
    propagationDefaultRouteTableId: output,
    securityGroupReferencingSupport: onOff("securityGroupReferencingSupport"),
    transitGatewayCidrBlocks: { kind: "set", form: cidrBlock(4, 6) },
    vpnEcmpSupport: onOff("vpnEcmpSupport"),
  },
  validate,
  create,
  childId: (outputs, prefix) =>
    prefix === "tgw-rtb"
      ? (text(outputs, "associationDefaultRouteTableId") ??
        text(outputs, "propagationDefaultRouteTableId"))
      : undefined,
  read,
  update,
  delete: remove,
};
