/**
 * A virtual private gateway: AWS's end of VPN connections. One to a VPC.
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/VPC_VPN.html
 * Replaces as internal/service/ec2/vpnsite_gateway.go, …_gateway_attachment.go and …_gateway_route_propagation.go say.
 */
import { crc32 } from "node:zlib";
import { AwsError } from "../../errors";
import {
  common,
  computed,
  forcesNew,
  output,
  region,
  requiredForcesNew,
  type Change,
  type Model,
} from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { tagsOf, text, written } from "../../values";
import type { Scope } from "../../world/scope";
import { routeTableKind, vpnGatewayKind, type VpnGateway } from "./entities";
import { needRouteTable, needVpc } from "./references";

export const needVpnGateway = (scope: Scope, id: string): VpnGateway =>
  scope.need(
    vpnGatewayKind,
    id,
    "InvalidVpnGatewayID.NotFound",
    `The vpnGateway ID '${id}' does not exist`,
  );

function attach(scope: Scope, id: string, vpcId: string): void {
  const operation = "AttachVpnGateway";
  const gateway = needVpnGateway(scope, id);
  const vpc = needVpc(scope, vpcId);
  if (gateway.vpcId === vpc.id) return;
  if (gateway.vpcId !== undefined)
    throw new AwsError(
      "VpnGatewayAttachmentLimitExceeded",
      `The VPN gateway ${id} is attached to ${gateway.vpcId} already: detach it first.`,
      operation,
    );
  if (scope.count(vpnGatewayKind, "vpc", vpc.id) > 0)
    throw new AwsError(
      "InvalidVpcState",
      `The VPC ${vpc.id} already has a virtual private gateway attached to it`,
      operation,
    );
  scope.put(vpnGatewayKind, { ...gateway, vpcId: vpc.id });
}

/** Tables that took over its routes no longer do. */
function detach(scope: Scope, id: string): void {
  const { vpcId: _vpcId, ...gateway } = needVpnGateway(scope, id);
  for (const table of scope.find(routeTableKind, "propagates", id))
    scope.put(routeTableKind, {
      ...table,
      propagatingVgws: table.propagatingVgws.filter((one) => one !== id),
    });
  scope.put(vpnGatewayKind, gateway);
}

function create(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const zone = text(inputs, "availabilityZone");
  if (zone !== undefined && !scope.availabilityZones.some(({ name }) => name === zone))
    throw new AwsError("InvalidParameterValue", `Invalid availability zone: [${zone}]`);
  if (scope.countAll(vpnGatewayKind) >= scope.quota("vpnGatewaysPerRegion"))
    throw new AwsError(
      "VpnGatewayLimitExceeded",
      "The maximum number of virtual private gateways has been reached.",
    );
  const id = scope.newId("vgw", urn);
  scope.put(vpnGatewayKind, {
    id,
    amazonSideAsn: text(inputs, "amazonSideAsn") ?? "64512",
    tags: tagsOf(inputs, "tagsAll"),
  });
  const vpcId = text(inputs, "vpcId");
  if (vpcId !== undefined) attach(scope, id, vpcId);
  return id;
}

function update(scope: Scope, id: string, { olds, news }: Change): void {
  const gateway = needVpnGateway(scope, id);
  scope.put(vpnGatewayKind, { ...gateway, tags: tagsOf(news, "tagsAll") });
  const wanted = text(news, "vpcId");
  if (wanted === gateway.vpcId || (wanted === undefined && text(olds, "vpcId") === undefined))
    return;
  if (gateway.vpcId !== undefined) detach(scope, id);
  if (wanted !== undefined) attach(scope, id, wanted);
}

/** The provider detaches it from the VPC that the state says; from any other, AWS refuses. */
function remove(scope: Scope, id: string, known: ValueMap): void {
  const gateway = scope.get(vpnGatewayKind, id);
  if (gateway === undefined) return;
  if (gateway.vpcId !== undefined && gateway.vpcId !== text(known, "vpcId"))
    throw new AwsError("IncorrectState", `The VPN gateway ${id} is attached to ${gateway.vpcId}.`);
  if (gateway.vpcId !== undefined) detach(scope, id);
  scope.remove(scope.get(vpnGatewayKind, id));
}

/** https://docs.aws.amazon.com/directconnect/latest/UserGuide/bgp.html */
function validate(inputs: ValueMap): readonly CheckFailure[] {
  const given = written(inputs, "amazonSideAsn");
  const asn = Number(given);
  const isPrivate = (asn >= 64512 && asn <= 65534) || (asn >= 4200000000 && asn <= 4294967294);
  if (given === undefined || isPrivate || [7224, 9059, 10124, 17493].includes(asn)) return [];
  return [
    {
      property: "amazonSideAsn",
      reason: `"amazon_side_asn" ("${given}") must be 7224, 9059, 10124 or 17493 or in the range 64512 to 65534 or 4200000000 to 4294967294`,
    },
  ];
}

export const vpnGateway: Model = {
  type: "aws:ec2/vpnGateway:VpnGateway",
  service: "EC2",
  noun: "EC2 VPN Gateway",
  calls: { create: "CreateVpnGateway", update: "AttachVpnGateway", delete: "DeleteVpnGateway" },
  properties: {
    ...common,
    amazonSideAsn: { computed: true, replaces: true },
    arn: output,
    availabilityZone: { ...forcesNew, local: true },
    vpcId: computed,
  },
  validate,
  create,
  read(scope, id) {
    const gateway = scope.get(vpnGatewayKind, id);
    return (
      gateway && {
        amazonSideAsn: gateway.amazonSideAsn,
        arn: scope.arn("ec2", `vpn-gateway/${id}`),
        tagsAll: gateway.tags,
        vpcId: gateway.vpcId ?? "",
      }
    );
  },
  update,
  delete: remove,
};

/** As the provider makes it. */
const attachmentId = (vpcId: string, gatewayId: string): string =>
  `vpn-attachment-${crc32(`${vpcId}-${gatewayId}`).toString(16)}`;

export const vpnGatewayAttachment: Model = {
  type: "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment",
  service: "EC2",
  noun: "EC2 VPN Gateway Attachment",
  calls: { create: "AttachVpnGateway", delete: "DetachVpnGateway" },
  keys: ["vpcId", "vpnGatewayId"],
  properties: { region, vpcId: requiredForcesNew, vpnGatewayId: requiredForcesNew },
  create(scope, inputs) {
    const vpcId = text(inputs, "vpcId") ?? "";
    const vpnGatewayId = text(inputs, "vpnGatewayId") ?? "";
    attach(scope, vpnGatewayId, vpcId);
    return attachmentId(vpcId, vpnGatewayId);
  },
  read(scope, id, known) {
    const gateway =
      scope.get(vpnGatewayKind, text(known, "vpnGatewayId") ?? "") ??
      // The id is a checksum of the two: an import has nothing else.
      scope.all(vpnGatewayKind).find((one) => attachmentId(one.vpcId ?? "", one.id) === id);
    if (gateway?.vpcId === undefined || attachmentId(gateway.vpcId, gateway.id) !== id)
      return undefined;
    return { vpcId: gateway.vpcId, vpnGatewayId: gateway.id };
  },
  delete(scope, _id, known) {
    const id = text(known, "vpnGatewayId") ?? "";
    const vpcId = scope.get(vpnGatewayKind, id)?.vpcId;
    if (vpcId !== undefined && vpcId === text(known, "vpcId")) detach(scope, id);
  },
};

/** The gateway must be attached to the table's VPC. */
export function acceptPropagation(scope: Scope, routeTableId: string, gatewayId: string): void {
  const table = needRouteTable(scope, routeTableId);
  if (needVpnGateway(scope, gatewayId).vpcId !== table.vpcId)
    throw new AwsError(
      "Gateway.NotAttached",
      `resource ${gatewayId} is not attached to network ${table.vpcId}`,
      "EnableVgwRoutePropagation",
    );
}

export const vpnGatewayRoutePropagation: Model = {
  type: "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation",
  service: "EC2",
  noun: "EC2 VPN Gateway Route Propagation",
  calls: { create: "EnableVgwRoutePropagation", delete: "DisableVgwRoutePropagation" },
  properties: { region, routeTableId: requiredForcesNew, vpnGatewayId: requiredForcesNew },
  create(scope, inputs) {
    const routeTableId = text(inputs, "routeTableId") ?? "";
    const vpnGatewayId = text(inputs, "vpnGatewayId") ?? "";
    acceptPropagation(scope, routeTableId, vpnGatewayId);
    const table = needRouteTable(scope, routeTableId);
    const propagatingVgws = [...new Set([...table.propagatingVgws, vpnGatewayId])];
    scope.put(routeTableKind, { ...table, propagatingVgws });
    return `${vpnGatewayId}_${routeTableId}`;
  },
  read(scope, id) {
    const [vpnGatewayId = "", routeTableId = ""] = id.split("_");
    const table = scope.get(routeTableKind, routeTableId);
    return table?.propagatingVgws.includes(vpnGatewayId) === true
      ? { routeTableId, vpnGatewayId }
      : undefined;
  },
  delete(scope, id) {
    const [vpnGatewayId = "", routeTableId = ""] = id.split("_");
    const table = scope.get(routeTableKind, routeTableId);
    if (table === undefined) return;
    const propagatingVgws = table.propagatingVgws.filter((one) => one !== vpnGatewayId);
    scope.put(routeTableKind, { ...table, propagatingVgws });
  },
};
