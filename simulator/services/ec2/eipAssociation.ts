/** An Elastic IP address bound to an instance or an interface. Replaces as internal/service/ec2/ec2_eip_association.go says. */
import { AwsError } from "../../errors";
import { region, type Model, type Property } from "../../model";
import type { ValueMap } from "../../protocol";
import { checkChoice } from "../../resource/checks";
import { text } from "../../values";
import type { Scope } from "../../world/scope";
import { associateAddress, isHeldByAws, notYours, unbindAddress } from "./addressBinding";
import { needAddress } from "./elasticIp";
import { elasticIpKind, networkInterfaceKind, type ElasticIp } from "./entities";
import { instanceOf } from "./interfaces/references";

function addressFor(scope: Scope, inputs: ValueMap): ElasticIp {
  const allocationId = text(inputs, "allocationId");
  if (allocationId !== undefined) return needAddress(scope, allocationId);
  const publicIp = text(inputs, "publicIp");
  if (publicIp === undefined)
    throw new AwsError(
      "MissingParameter",
      "Either public IP or allocation id must be specified for AssociateAddress.",
    );
  const found = scope.all(elasticIpKind).find((one) => one.publicIp === publicIp);
  if (found === undefined)
    throw new AwsError("InvalidAddress.NotFound", `Address '${publicIp}' not found.`);
  return found;
}

const settled: Property = { computed: true, replaces: true };

export const eipAssociation: Model = {
  type: "aws:ec2/eipAssociation:EipAssociation",
  service: "EC2",
  noun: "EC2 EIP Association",
  calls: { create: "AssociateAddress", delete: "DisassociateAddress" },
  properties: {
    region,
    allocationId: settled,
    allowReassociation: { kind: "flag", replaces: true, local: true },
    instanceId: settled,
    networkInterfaceId: settled,
    privateIpAddress: settled,
    publicIp: settled,
  },
  validate: (inputs) => checkChoice(inputs, ["instanceId", "networkInterfaceId"]),
  create(scope, inputs, { urn }) {
    return associateAddress(scope, addressFor(scope, inputs), {
      instanceId: text(inputs, "instanceId"),
      networkInterfaceId: text(inputs, "networkInterfaceId"),
      privateIp: text(inputs, "privateIpAddress"),
      associationId: scope.newId("eipassoc", urn),
    });
  },
  read(scope, id) {
    const [address] = scope.find(elasticIpKind, "association", id);
    const holder = scope.get(networkInterfaceKind, address?.networkInterfaceId ?? "");
    return (
      address && {
        allocationId: address.id,
        instanceId: (holder && instanceOf(holder)) ?? "",
        networkInterfaceId: address.networkInterfaceId ?? "",
        privateIpAddress: address.privateIp ?? "",
        publicIp: address.publicIp,
      }
    );
  },
  delete(scope, id) {
    const [address] = scope.find(elasticIpKind, "association", id);
    if (address === undefined) return;
    if (isHeldByAws(scope, address)) throw notYours();
    unbindAddress(scope, address);
  },
};
