/**
 * The further addresses of a zonal NAT gateway: each an address of its subnet, of a public one with an Elastic IP bound.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-working-with.html#nat-gateway-edit-secondary
 */
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { isList, number, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { bindAddress, unbindAddress } from "./addressBinding";
import { needAddress } from "./elasticIp";
import {
  elasticIpKind,
  natGatewayKind,
  networkInterfaceKind,
  type NatAddress,
  type NatGateway,
} from "./entities";
import { takeAddresses } from "./interfaces/addresses";
import { needInterface } from "./interfaces/references";
import { needSubnet } from "./references";

/** What a public gateway can have, whatever the quota: seven beside the first. */
const most = 8;

/** Makes the gateway's further addresses those that the inputs say, where they say any. */
export function setSecondary(scope: Scope, gateway: NatGateway, inputs: ValueMap): void {
  const isPublic = gateway.connectivityType === "public";
  const isGiven = isPublic
    ? isList(inputs.secondaryAllocationIds)
    : isList(inputs.secondaryPrivateIpAddresses) ||
      number(inputs, "secondaryPrivateIpAddressCount") !== undefined;
  if (!isGiven) {
    if (isPublic && texts(inputs, "secondaryPrivateIpAddresses").length > gateway.secondary.length)
      throw new AwsError(
        "MissingParameter",
        "The request must include the AllocationIds parameter. Add the required parameter and retry the request.",
        "AssociateNatGatewayAddress",
      );
    return;
  }
  if (isPublic) setPublic(scope, gateway, inputs);
  else setPrivate(scope, gateway, inputs);
}

function setPublic(scope: Scope, gateway: NatGateway, inputs: ValueMap): void {
  const wanted = texts(inputs, "secondaryAllocationIds");
  const quota = Math.min(most, scope.quota("elasticIpsPerNatGateway"));
  if (1 + wanted.length > quota)
    throw new AwsError(
      "NatGatewayAddressLimitExceeded",
      `Performing this operation would exceed the limit of ${quota} Elastic IP addresses for the NAT gateway ${gateway.id}`,
      "AssociateNatGatewayAddress",
    );
  const isKept = ({ allocationId }: NatAddress): boolean =>
    allocationId !== undefined && wanted.includes(allocationId);
  const kept = gateway.secondary.filter(isKept);
  for (const one of gateway.secondary.filter((each) => !isKept(each))) letGo(scope, one);
  const added = wanted.filter((id) => !kept.some((one) => one.allocationId === id));
  for (const id of added) checkFree(scope, id);
  const ips = place(scope, gateway, kept, {
    wanted: texts(inputs, "secondaryPrivateIpAddresses"),
    count: wanted.length,
  });
  const fresh = ips.filter((ip) => !kept.some((one) => one.privateIp === ip));
  const secondary = [
    ...kept,
    ...added.map((allocationId, index) => ({ allocationId, privateIp: fresh[index] ?? "" })),
  ];
  for (const { allocationId, privateIp } of secondary.slice(kept.length)) {
    const target = needInterface(scope, gateway.networkInterfaceId ?? "");
    bindAddress(scope, needAddress(scope, allocationId ?? ""), target, { privateIp });
  }
  scope.put(natGatewayKind, { ...gateway, secondary });
}

function checkFree(scope: Scope, id: string): void {
  if (needAddress(scope, id).associationId !== undefined)
    throw new AwsError(
      "Resource.AlreadyAssociated",
      `Elastic IP address ${id} is already associated`,
    );
}

function letGo(scope: Scope, { allocationId }: NatAddress): void {
  const address = scope.get(elasticIpKind, allocationId ?? "");
  if (address !== undefined) unbindAddress(scope, address);
}

function setPrivate(scope: Scope, gateway: NatGateway, inputs: ValueMap): void {
  const wanted = texts(inputs, "secondaryPrivateIpAddresses");
  const count = number(inputs, "secondaryPrivateIpAddressCount") ?? wanted.length;
  const isNamed = isList(inputs.secondaryPrivateIpAddresses);
  const kept = gateway.secondary
    .filter(({ privateIp }) => !isNamed || wanted.includes(privateIp))
    .slice(0, count);
  const ips = place(scope, gateway, kept, { wanted, count });
  scope.put(natGatewayKind, { ...gateway, secondary: ips.map((privateIp) => ({ privateIp })) });
}

/** Takes addresses of the subnet for the gateway's interface. */
function place(
  scope: Scope,
  gateway: NatGateway,
  kept: readonly NatAddress[],
  { wanted, count }: { readonly wanted: readonly string[]; readonly count: number },
): readonly string[] {
  const holder = needInterface(scope, gateway.networkInterfaceId ?? "");
  const before = kept.map(({ privateIp }) => privateIp);
  const subnet = needSubnet(scope, holder.subnetId);
  const secondaryIps = takeAddresses(scope, { subnet, id: holder.id, wanted, count, kept: before });
  scope.put(networkInterfaceKind, { ...holder, secondaryIps });
  return secondaryIps;
}
