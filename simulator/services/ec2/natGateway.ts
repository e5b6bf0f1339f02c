/**
 * A NAT gateway: $0.045 an hour (us-east-1) and data. A zonal one stands in a subnet, with an interface there; a regional
 * one stands in a VPC. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
 * CreateNatGateway may succeed and the gateway then fail: the stack then holds a gateway that is to be replaced.
 * Replaces as internal/service/ec2/vpc_nat_gateway.go says.
 */
import { AwsError } from "../../errors";
import { common, computed, output, type Change, type Model } from "../../model";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import { ipv4Address } from "../../resource/forms";
import { isGiven, isList, maps, number, tagsOf, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "./blocks";
import { conflicting } from "./combinations";
import { bindAddress, unbindAddress } from "./addressBinding";
import {
  elasticIpKind,
  internetGatewayKind,
  natGatewayKind,
  networkInterfaceKind,
  type ElasticIp,
  type NatGateway,
  type Subnet,
} from "./entities";
import { setSecondary } from "./natAddresses";
import { freeAddresses, interfacesOf, makeInterface } from "./networkInterfaces";
import { needSubnet } from "./references";
import { fail, onItsWay } from "./natStates";
import {
  makeRegional,
  removeRegionalParts,
  setZoneAddresses,
  shownAddress,
} from "./regionalNatGateway";

function create(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  if (text(inputs, "availabilityMode") === "regional") return makeRegional(scope, inputs, urn);
  const connectivityType = text(inputs, "connectivityType") ?? "public";
  const allocationId = text(inputs, "allocationId");
  if (connectivityType === "public" && allocationId === undefined)
    throw new AwsError(
      "MissingParameter",
      "The request must include the AllocationId parameter. Add the required parameter and retry the request.",
    );
  if (connectivityType === "private" && allocationId !== undefined)
    throw new AwsError(
      "InvalidParameter",
      "The AllocationId parameter is not supported for a private NAT gateway.",
    );
  const subnetId = text(inputs, "subnetId");
  if (subnetId === undefined)
    throw new AwsError("MissingParameter", "The request must contain the parameter subnetId");
  const subnet = needSubnet(scope, subnetId);
  checkQuota(scope, subnet);
  const id = scope.newId("nat", urn);
  const gateway = scope.put(natGatewayKind, {
    id,
    vpcId: subnet.vpcId,
    subnetId: subnet.id,
    availabilityZone: subnet.availabilityZone,
    availabilityMode: "zonal",
    connectivityType,
    secondary: [],
    availabilityZoneAddresses: [],
    regionalAddresses: [],
    ...onItsWay(scope),
    tags: tagsOf(inputs, "tagsAll"),
    ...(allocationId === undefined ? {} : { allocationId }),
  });
  bringUp(scope, gateway, subnet, inputs);
  return id;
}

function checkQuota(scope: Scope, subnet: Subnet): void {
  const quota = scope.quota("natGatewaysPerAvailabilityZone");
  if (scope.count(natGatewayKind, "availabilityZone", subnet.availabilityZone) >= quota)
    throw new AwsError(
      "NatGatewayLimitExceeded",
      `Performing this operation would exceed the limit of ${quota} NAT gateways`,
    );
}

/** To be `available` some time later; or `failed`, at once. */
function bringUp(scope: Scope, gateway: NatGateway, subnet: Subnet, inputs: ValueMap): void {
  const wanted = [gateway.allocationId, ...texts(inputs, "secondaryAllocationIds")];
  const addresses = wanted
    .filter((one) => one !== undefined)
    .map((one) => ({ id: one, address: scope.get(elasticIpKind, one) }));
  const failure = failureOf(scope, gateway, subnet, addresses);
  if (failure !== undefined) fail(scope, gateway, failure);
  const made = makeInterface(scope, {
    subnet,
    owner: gateway.id,
    role: "interface",
    interfaceType: "nat_gateway",
    securityGroupIds: [],
    description: `Interface for NAT Gateway ${gateway.id}`,
    privateIp: text(inputs, "privateIp"),
  });
  const address = addresses[0]?.address;
  const associationId = address && bindAddress(scope, address, made);
  const standing = scope.put(natGatewayKind, {
    ...gateway,
    networkInterfaceId: made.id,
    privateIp: made.privateIp,
    ...(address === undefined ? {} : { publicIp: address.publicIp }),
    ...(associationId === undefined ? {} : { associationId }),
  });
  setSecondary(scope, standing, inputs);
}

function failureOf(
  scope: Scope,
  gateway: NatGateway,
  subnet: Subnet,
  addresses: readonly { readonly id: string; readonly address: ElasticIp | undefined }[],
): AwsError | undefined {
  for (const { id, address } of addresses) {
    if (address === undefined)
      return new AwsError(
        "InvalidAllocationID.NotFound",
        `Elastic IP address ${id} could not be associated with this NAT gateway`,
      );
    if (address.associationId !== undefined)
      return new AwsError(
        "Resource.AlreadyAssociated",
        `Elastic IP address ${id} is already associated`,
      );
  }
  const needsInternet = gateway.connectivityType === "public";
  if (needsInternet && scope.count(internetGatewayKind, "vpc", subnet.vpcId) === 0)
    return new AwsError(
      "Gateway.NotAttached",
      `Network ${subnet.vpcId} has no Internet gateway attached`,
    );
  if (freeAddresses(scope, subnet) <= 0n)
    return new AwsError(
      "InsufficientFreeAddressesInSubnet",
      "Subnet has insufficient free addresses to create this NAT gateway",
    );
  return undefined;
}

function read(scope: Scope, id: string): ValueMap | undefined {
  const gateway = scope.get(natGatewayKind, id);
  if (gateway === undefined || gateway.state === "failed") return undefined;
  const isRegional = gateway.availabilityMode === "regional";
  const isAuto = isRegional && gateway.availabilityZoneAddresses.length === 0;
  const automatic = isRegional ? (isAuto ? "enabled" : "disabled") : "";
  return {
    allocationId: gateway.allocationId ?? "",
    associationId: gateway.associationId ?? "",
    autoProvisionZones: automatic,
    autoScalingIps: automatic,
    availabilityMode: gateway.availabilityMode,
    availabilityZoneAddresses: gateway.availabilityZoneAddresses,
    connectivityType: gateway.connectivityType,
    networkInterfaceId: gateway.networkInterfaceId ?? "",
    privateIp: gateway.privateIp ?? "",
    publicIp: gateway.publicIp ?? "",
    regionalNatGatewayAddresses: gateway.regionalAddresses.map(shownAddress),
    regionalNatGatewayAutoMode: automatic,
    routeTableId: gateway.routeTableId ?? "",
    secondaryAllocationIds: gateway.secondary.flatMap(({ allocationId }) => allocationId ?? []),
    secondaryPrivateIpAddressCount: gateway.secondary.length,
    secondaryPrivateIpAddresses: gateway.secondary.map(({ privateIp }) => privateIp),
    subnetId: gateway.subnetId ?? "",
    tagsAll: gateway.tags,
    vpcId: gateway.vpcId,
  };
}

function update(scope: Scope, id: string, { news }: Change): void {
  const found = scope.need(
    natGatewayKind,
    id,
    "NatGatewayNotFound",
    `The Nat Gateway ${id} was not found`,
  );
  const gateway = scope.put(natGatewayKind, { ...found, tags: tagsOf(news, "tagsAll") });
  if (gateway.availabilityMode === "regional") {
    setZoneAddresses(scope, gateway, maps(news, "availabilityZoneAddresses"));
    return;
  }
  setSecondary(scope, gateway, news);
}

/** The addresses are free again; routes to the gateway become black holes. */
function remove(scope: Scope, id: string): void {
  const gateway = scope.get(natGatewayKind, id);
  if (gateway === undefined) return;
  for (const one of interfacesOf(scope, id)) {
    for (const address of scope.find(elasticIpKind, "networkInterface", one.id))
      unbindAddress(scope, address);
    scope.remove(scope.get(networkInterfaceKind, one.id));
  }
  removeRegionalParts(scope, gateway);
  scope.remove(gateway);
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const isPrivate = text(inputs, "connectivityType") === "private";
  const failures: CheckFailure[] = [
    ...checkOneOf(inputs, "connectivityType", ["public", "private"]),
    ...checkOneOf(inputs, "availabilityMode", ["zonal", "regional"]),
  ];
  if (isPrivate && isGiven(inputs, "allocationId"))
    failures.push({
      property: "allocationId",
      reason: `allocation_id is not supported with connectivity_type = "private"`,
    });
  if (text(inputs, "availabilityMode") === "regional" && isGiven(inputs, "allocationId"))
    failures.push({
      property: "allocationId",
      reason: `allocation_id is not supported with availability_mode = "regional"`,
    });
  const isCounted = number(inputs, "secondaryPrivateIpAddressCount") !== undefined;
  if (!isPrivate && isCounted)
    failures.push({
      property: "secondaryPrivateIpAddressCount",
      reason: `secondary_private_ip_address_count is not supported with connectivity_type = "public"`,
    });
  if (isPrivate && texts(inputs, "secondaryAllocationIds").length > 0)
    failures.push({
      property: "secondaryAllocationIds",
      reason: `secondary_allocation_ids is not supported with connectivity_type = "private"`,
    });
  return [
    ...failures,
    ...conflicting(inputs, "secondaryPrivateIpAddressCount", ["secondaryPrivateIpAddresses"]),
  ];
}

const isEmpty = (value: Value | undefined): boolean => !isList(value) || value.length === 0;

export const natGateway: Model = {
  type: "aws:ec2/natGateway:NatGateway",
  service: "EC2",
  noun: "EC2 NAT Gateway",
  calls: {
    create: "CreateNatGateway",
    update: "AssociateNatGatewayAddress",
    delete: "DeleteNatGateway",
  },
  properties: {
    ...common,
    allocationId: { replaces: true },
    associationId: output,
    autoProvisionZones: output,
    autoScalingIps: output,
    availabilityMode: { computed: true, replaces: true },
    availabilityZoneAddresses: {
      kind: "blocks",
      replaces: (before, after) => isEmpty(before) !== isEmpty(after),
    },
    connectivityType: { default: "public", replaces: true },
    networkInterfaceId: output,
    privateIp: { computed: true, replaces: true, form: ipv4Address },
    publicIp: output,
    regionalNatGatewayAddresses: { kind: "list", output: true },
    regionalNatGatewayAutoMode: output,
    routeTableId: output,
    secondaryAllocationIds: { kind: "set", computed: true },
    secondaryPrivateIpAddressCount: { kind: "number", computed: true, replaces: true },
    secondaryPrivateIpAddresses: { kind: "set", computed: true },
    subnetId: { replaces: true },
    vpcId: { ...computed, replaces: true },
  },
  validate,
  create,
  waitsFor: (scope, id) => scope.get(natGatewayKind, id),
  childId: (outputs, prefix) =>
    prefix === "eni" ? text(outputs, "networkInterfaceId") : undefined,
  read,
  update,
  delete: remove,
};
