/**
 * A VPC attached to a transit gateway: an interface in each of its subnets, one an AZ; and its acceptance where the
 * gateway is another account's. https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
 * Replace as internal/service/ec2/transitgateway_vpc_attachment.go and …_accepter.go say.
 */
import { AwsError } from "../../errors";
import {
  common,
  output,
  requiredForcesNew,
  type Change,
  type Model,
  type Property,
} from "../../model";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import { nonZero } from "../../resource/forms";
import { flag, tagsOf, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";
import { placeInterfaces, removeInterfaces } from "../ec2/placement";
import { needSubnet, needVpc } from "../ec2/references";
import {
  transitGatewayAttachmentKind,
  type TransitGateway,
  type TransitGatewayAttachment,
} from "./entities";
import {
  attachmentsOf,
  findAttachment,
  findTransitGateway,
  needAttachment,
  needTransitGateway,
  ownsGatewayOf,
} from "./references";

const settingNames = {
  applianceModeSupport: "disable",
  dnsSupport: "enable",
  ipv6Support: "disable",
} as const;

function settingsOf(inputs: ValueMap, before: ValueMap): ValueMap {
  const settings: Record<string, Value> = {
    securityGroupReferencingSupport:
      inputs.securityGroupReferencingSupport ?? before.securityGroupReferencingSupport ?? "enable",
  };
  for (const [key, standard] of Object.entries(settingNames))
    settings[key] = inputs[key] ?? standard;
  return settings;
}

function create(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const gateway = needTransitGateway(scope, text(inputs, "transitGatewayId") ?? "");
  const vpc = needVpc(scope, text(inputs, "vpcId") ?? "");
  if (attachmentsOf(scope, vpc.id).some((one) => one.transitGatewayId === gateway.id))
    throw new AwsError(
      "DuplicateTransitGatewayAttachment",
      `${gateway.id} has non-deleted Transit Gateway Attachments with same VPC ID.`,
    );
  const id = scope.newId("tgw-attach", urn);
  const isOwn = gateway.owner.account === scope.account;
  const isOpen = isOwn || gateway.settings.autoAcceptSharedAttachments === "enable";
  const { account, region } = scope;
  const settings = settingsOf(inputs, {});
  const made: Omit<TransitGatewayAttachment, "kind" | "account" | "region"> = {
    id,
    transitGatewayId: gateway.id,
    owner: { account, region },
    vpcId: vpc.id,
    subnetIds: acceptedSubnets(scope, vpc.id, inputs, settings),
    settings,
    state: isOpen || scope.pinned !== undefined ? "available" : "pendingAcceptance",
    propagatesTo: [],
    tags: tagsOf(inputs, "tagsAll"),
  };
  const attachment = scope.everywhere.put(transitGatewayAttachmentKind, made);
  place(scope, attachment);
  if (isOpen) routeByDefault(scope, gateway, attachment, inputs);
  return id;
}

function acceptedSubnets(
  scope: Scope,
  vpcId: string,
  inputs: ValueMap,
  settings: ValueMap,
): readonly string[] {
  const zones = new Set<string>();
  const ids = texts(inputs, "subnetIds");
  for (const id of ids) {
    const subnet = needSubnet(scope, id);
    if (subnet.vpcId !== vpcId)
      throw new AwsError(
        "InvalidParameterValue",
        `The subnet ${id} and the VPC ${vpcId} belong to different networks`,
      );
    if (zones.has(subnet.availabilityZone))
      throw new AwsError(
        "DuplicateSubnetsInSameZone",
        `Duplicate Subnets for same AZ: ${subnet.availabilityZone}`,
      );
    if (settings.ipv6Support === "enable" && subnet.ipv6CidrBlock === undefined)
      throw new AwsError(
        "InvalidParameterValue",
        `IPv6 support needs subnets with an IPv6 CIDR block, which ${id} has not`,
      );
    zones.add(subnet.availabilityZone);
  }
  return ids;
}

function place(scope: Scope, { id, subnetIds }: TransitGatewayAttachment): void {
  placeInterfaces(scope, {
    owner: id,
    subnetIds,
    securityGroupIds: [],
    interfaceType: "transit_gateway",
    description: `Network Interface for Transit Gateway Attachment ${id}`,
  });
}

const association = "transitGatewayDefaultRouteTableAssociation";
const propagation = "transitGatewayDefaultRouteTablePropagation";

/** To the gateway's default table and from it, where the gateway has one and the program does not say otherwise. */
function routeByDefault(
  scope: Scope,
  { settings, defaultRouteTableId: table }: TransitGateway,
  attachment: TransitGatewayAttachment,
  inputs: ValueMap,
): void {
  const { routeTableId: before, ...rest } = attachment;
  const isAssociated =
    flag(inputs, association) ?? settings.defaultRouteTableAssociation === "enable";
  const isPropagated =
    flag(inputs, propagation) ?? settings.defaultRouteTablePropagation === "enable";
  const others = attachment.propagatesTo.filter((one) => one !== table);
  // One that the program associates by itself stays as it is.
  const own = before === table ? undefined : before;
  const now = own ?? (isAssociated ? table : undefined);
  scope.everywhere.put(transitGatewayAttachmentKind, {
    ...rest,
    ...(now === undefined ? {} : { routeTableId: now }),
    propagatesTo: isPropagated ? [...others, table] : others,
  });
}

function shown(scope: Scope, attachment: TransitGatewayAttachment): ValueMap {
  const table = findTransitGateway(scope, attachment.transitGatewayId)?.defaultRouteTableId;
  const { routeTableId, propagatesTo, subnetIds, settings, owner } = attachment;
  return {
    ...settings,
    subnetIds: [...subnetIds].sort(),
    transitGatewayId: attachment.transitGatewayId,
    vpcId: attachment.vpcId,
    vpcOwnerId: owner.account,
    [association]: routeTableId === table,
    [propagation]: table !== undefined && propagatesTo.includes(table),
  };
}

function read(scope: Scope, id: string): ValueMap | undefined {
  const attachment = findAttachment(scope, id);
  if (attachment === undefined) return undefined;
  const { owner } = attachment;
  const arn = scope.at(owner).arn("ec2", `transit-gateway-attachment/${id}`);
  return { ...shown(scope, attachment), arn, tagsAll: attachment.tags };
}

function update(scope: Scope, id: string, { news }: Change): void {
  const attachment = needAttachment(scope, id);
  const settings = settingsOf(news, attachment.settings);
  const changed = scope.everywhere.put(transitGatewayAttachmentKind, {
    ...attachment,
    settings,
    subnetIds: acceptedSubnets(scope, attachment.vpcId, news, settings),
    tags: tagsOf(news, "tagsAll"),
  });
  place(scope, changed);
  const gateway = needTransitGateway(scope, attachment.transitGatewayId);
  if (ownsGatewayOf(scope, attachment))
    routeByDefault(scope, gateway, changed, settled(scope, changed, news));
}

/** What the program does not say stays as it is. */
function settled(scope: Scope, attachment: TransitGatewayAttachment, news: ValueMap): ValueMap {
  return { ...shown(scope, attachment), ...news };
}

/** Routes to it become black holes. */
function remove(scope: Scope, id: string): void {
  const attachment = findAttachment(scope, id);
  if (attachment === undefined) return;
  removeInterfaces(scope.at(attachment.owner), id);
  scope.remove(attachment);
}

const validate = (inputs: ValueMap): readonly CheckFailure[] =>
  [...Object.keys(settingNames), "securityGroupReferencingSupport"].flatMap((name) =>
    checkOneOf(inputs, name, ["enable", "disable"]),
  );

const byDefault: Property = { kind: "flag", computed: true };

export const vpcAttachment: Model = {
  type: "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
  service: "EC2",
  noun: "EC2 Transit Gateway VPC Attachment",
  calls: {
    create: "CreateTransitGatewayVpcAttachment",
    update: "ModifyTransitGatewayVpcAttachment",
    delete: "DeleteTransitGatewayVpcAttachment",
  },
  properties: {
    ...common,
    applianceModeSupport: { default: "disable" },
    arn: output,
    dnsSupport: { default: "enable" },
    ipv6Support: { default: "disable" },
    securityGroupReferencingSupport: { computed: true },
    subnetIds: { kind: "set", required: true },
    [association]: byDefault,
    [propagation]: byDefault,
    transitGatewayId: { ...requiredForcesNew, form: nonZero },
    vpcId: { ...requiredForcesNew, form: nonZero },
    vpcOwnerId: output,
  },
  validate,
  create,
  read,
  update,
  delete: remove,
};

function accept(scope: Scope, id: string): TransitGatewayAttachment {
  const attachment = needAttachment(scope, id);
  const operation = "AcceptTransitGatewayVpcAttachment";
  if (!ownsGatewayOf(scope, attachment))
    throw new AwsError(
      "OperationNotPermitted",
      `The transit gateway attachment ${id} is to be accepted by the owner of the transit gateway.`,
      operation,
    );
  if (attachment.state !== "pendingAcceptance" && scope.pinned === undefined)
    throw new AwsError("IncorrectState", `${id} is in invalid state`, operation);
  return scope.everywhere.put(transitGatewayAttachmentKind, { ...attachment, state: "available" });
}

function settleAccepted(scope: Scope, id: string, inputs: ValueMap): void {
  const accepterTags = tagsOf(inputs, "tagsAll");
  const attachment = { ...needAttachment(scope, id), accepterTags };
  const gateway = needTransitGateway(scope, attachment.transitGatewayId);
  routeByDefault(scope, gateway, attachment, inputs);
}

const defaultOn: Property = { kind: "flag", default: true };

export const vpcAttachmentAccepter: Model = {
  type: "aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter",
  service: "EC2",
  noun: "EC2 Transit Gateway VPC Attachment Accepter",
  calls: {
    create: "AcceptTransitGatewayVpcAttachment",
    update: "AssociateTransitGatewayRouteTable",
    delete: "DeleteTransitGatewayVpcAttachment",
  },
  properties: {
    ...common,
    applianceModeSupport: output,
    dnsSupport: output,
    ipv6Support: output,
    securityGroupReferencingSupport: output,
    subnetIds: { kind: "set", output: true },
    transitGatewayAttachmentId: requiredForcesNew,
    [association]: defaultOn,
    [propagation]: defaultOn,
    transitGatewayId: output,
    vpcId: output,
    vpcOwnerId: output,
  },
  create(scope, inputs) {
    const { id } = accept(scope, text(inputs, "transitGatewayAttachmentId") ?? "");
    settleAccepted(scope, id, inputs);
    return id;
  },
  read(scope, id) {
    const found = findAttachment(scope, id);
    return (
      found && {
        ...shown(scope, found),
        tagsAll: found.accepterTags ?? {},
        transitGatewayAttachmentId: id,
      }
    );
  },
  update: (scope, id, { news }) => settleAccepted(scope, id, news),
  /** As the provider does: the attachment itself goes. */
  delete: remove,
};
