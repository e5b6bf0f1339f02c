/**
 * The attachment of an interface to an instance, and of a security group to an interface, as resources of their own.
 * Replace as internal/service/ec2/vpc_network_interface_attachment.go and vpc_network_interface_sg_attachment.go say.
 */
import { AwsError, ProviderError } from "../../../errors";
import { output, region, requiredForcesNew, type Model } from "../../../model";
import { number, text } from "../../../values";
import type { Scope } from "../../../world/scope";
import { checkGroupQuota } from "../networkInterfaces";
import { needSecurityGroup } from "../references";
import { isOfVpc } from "../securityGroupVpc";
import { attach, detach } from "./attaching";
import { networkInterfaceKind, type NetworkInterface } from "./entities";
import { needInterface } from "./references";

const findAttached = (scope: Scope, id: string): NetworkInterface | undefined =>
  scope.find(networkInterfaceKind, "attachment", id)[0];

export const networkInterfaceAttachment: Model = {
  type: "aws:ec2/networkInterfaceAttachment:NetworkInterfaceAttachment",
  service: "EC2",
  noun: "EC2 Network Interface Attachment",
  calls: { create: "AttachNetworkInterface", delete: "DetachNetworkInterface" },
  properties: {
    region,
    attachmentId: output,
    deviceIndex: { kind: "number", required: true, replaces: true },
    instanceId: requiredForcesNew,
    networkCardIndex: { kind: "number", replaces: true },
    networkInterfaceId: requiredForcesNew,
    status: output,
  },
  create(scope, inputs, { urn }) {
    const id = scope.newId("eni-attach", urn);
    const wanted = {
      instanceId: text(inputs, "instanceId") ?? "",
      deviceIndex: number(inputs, "deviceIndex") ?? 0,
      networkCardIndex: number(inputs, "networkCardIndex") ?? 0,
    };
    attach(scope, text(inputs, "networkInterfaceId") ?? "", wanted, id);
    return id;
  },
  read(scope, id) {
    const one = findAttached(scope, id);
    const { attachment } = one ?? {};
    return (
      one &&
      attachment && {
        attachmentId: id,
        deviceIndex: attachment.deviceIndex,
        instanceId: attachment.instanceId,
        networkCardIndex: attachment.networkCardIndex,
        networkInterfaceId: one.id,
        status: "attached",
      }
    );
  },
  delete(scope, id) {
    const one = findAttached(scope, id);
    if (one !== undefined) detach(scope, one);
  },
};

const pairId = (groupId: string, interfaceId: string): string => `${groupId}_${interfaceId}`;

export const networkInterfaceSecurityGroupAttachment: Model = {
  type: "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment",
  service: "EC2",
  noun: "EC2 Network Interface Security Group Attachment",
  calls: {
    create: "ModifyNetworkInterfaceAttribute",
    delete: "ModifyNetworkInterfaceAttribute",
  },
  properties: { region, networkInterfaceId: requiredForcesNew, securityGroupId: requiredForcesNew },
  create(scope, inputs) {
    const one = needInterface(scope, text(inputs, "networkInterfaceId") ?? "");
    const groupId = text(inputs, "securityGroupId") ?? "";
    if (one.securityGroupIds.includes(groupId) && scope.pinned === undefined)
      throw new ProviderError(
        `EC2 Security Group (${groupId}) already attached to EC2 Network Interface (${one.id})`,
      );
    if (!isOfVpc(scope, needSecurityGroup(scope, groupId), one.vpcId))
      throw new AwsError(
        "InvalidParameterValue",
        `Security group ${groupId} and network ${one.vpcId} belong to different networks.`,
      );
    const securityGroupIds = [...new Set([...one.securityGroupIds, groupId])];
    checkGroupQuota(scope, securityGroupIds);
    scope.put(networkInterfaceKind, { ...one, securityGroupIds });
    return pairId(groupId, one.id);
  },
  read(scope, id) {
    const [securityGroupId = "", networkInterfaceId = ""] = id.split("_");
    const one = scope.get(networkInterfaceKind, networkInterfaceId);
    return one?.securityGroupIds.includes(securityGroupId) === true
      ? { networkInterfaceId, securityGroupId }
      : undefined;
  },
  delete(scope, id) {
    const [groupId = "", interfaceId = ""] = id.split("_");
    const one = scope.get(networkInterfaceKind, interfaceId);
    if (one === undefined) return;
    const securityGroupIds = one.securityGroupIds.filter((group) => group !== groupId);
    scope.put(networkInterfaceKind, { ...one, securityGroupIds });
  },
};
