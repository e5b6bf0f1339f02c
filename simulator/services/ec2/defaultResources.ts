/**
 * The region's default VPC and its subnets, adopted by a program, or made again where they have been deleted.
 * https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html
 * Replace as internal/service/ec2/vpc_default_vpc.go and vpc_default_subnet.go say.
 */
import { AwsError } from "../../errors";
import {
  common,
  computed,
  optional,
  optionalFlag,
  optionalNumber,
  output,
  type Change,
  type Model,
  type Property,
} from "../../model";
import type { ValueMap } from "../../protocol";
import { cidrBlock } from "../../resource/forms";
import { flag, tagsOf, text } from "../../values";
import type { Scope } from "../../world/scope";
import { addDefaultSubnet, defaultVpc, isMadeAgain, makeDefaultVpc } from "./defaultVpc";
import { internetGatewayKind, subnetKind, vpcKind, type Subnet, type Vpc } from "./entities";
import { requiring } from "./combinations";
import { needSubnet, needVpc } from "./references";
import { hostnameType } from "./subnetAttributes";
import { readSubnet, removeSubnet, updateSubnet } from "./subnet";
import { checkIpv6, childId, deleteVpc, readVpc, setAttributes, withIpv6 } from "./vpc";

const knownOutput: Property = { kind: "flag", output: true, local: true };

function change(scope: Scope, vpc: Vpc, given: Change): void {
  setAttributes(
    scope,
    { ...withIpv6(scope, vpc, given), tags: tagsOf(given.news, "tagsAll") },
    {
      enableDnsHostnames: true,
      ...given.news,
    },
  );
}

/** The region's; of a real one, taken over, the id is known and takes the place of what was made up. */
function theVpc(scope: Scope, known: string | undefined): Vpc | undefined {
  const found = defaultVpc(scope);
  if (known === undefined || known === found?.id) return found;
  if (found !== undefined) emptyAndDelete(scope, found.id);
  return makeDefaultVpc(scope, known);
}

/** With what comes with it, once the provider has emptied it: its subnets and its internet gateway. */
function emptyAndDelete(scope: Scope, id: string): void {
  for (const subnet of scope.find(subnetKind, "vpc", id))
    if (subnet.isDefault === true) removeSubnet(scope, subnet.id);
  for (const gateway of scope.find(internetGatewayKind, "vpc", id)) scope.remove(gateway);
  deleteVpc(scope, id);
}

export const defaultVpcModel: Model = {
  type: "aws:ec2/defaultVpc:DefaultVpc",
  service: "EC2",
  noun: "EC2 Default VPC",
  calls: { create: "DescribeVpcs", update: "ModifyVpcAttribute", delete: "DeleteVpc" },
  properties: {
    ...common,
    arn: output,
    assignGeneratedIpv6CidrBlock: optionalFlag,
    cidrBlock: output,
    defaultNetworkAclId: output,
    defaultRouteTableId: output,
    defaultSecurityGroupId: output,
    dhcpOptionsId: output,
    enableDnsHostnames: { kind: "flag", default: true },
    enableDnsSupport: { kind: "flag", default: true },
    enableNetworkAddressUsageMetrics: { kind: "flag", computed: true },
    existingDefaultVpc: knownOutput,
    forceDestroy: { kind: "flag", default: false, local: true },
    instanceTenancy: output,
    ipv6AssociationId: output,
    ipv6CidrBlock: computed,
    ipv6CidrBlockNetworkBorderGroup: computed,
    ipv6IpamPoolId: optional,
    ipv6NetmaskLength: optionalNumber,
    mainRouteTableId: output,
    ownerId: output,
  },
  validate: checkIpv6,
  childId,
  create(scope, inputs, { urn }) {
    const vpc = theVpc(scope, scope.pinned?.id) ?? makeDefaultVpc(scope);
    change(scope, vpc, { urn, olds: {}, news: inputs, outputs: {} });
    return vpc.id;
  },
  read(scope, id, known) {
    const found = readVpc(scope, id, known);
    return (
      found && { ...found, existingDefaultVpc: known.existingDefaultVpc ?? !isMadeAgain(scope, id) }
    );
  },
  update: (scope, id, given) => change(scope, needVpc(scope, id), given),
  /** It stays, unless the program says otherwise. */
  delete(scope, id, known) {
    if (flag(known, "forceDestroy") === true && scope.get(vpcKind, id) !== undefined)
      emptyAndDelete(scope, id);
  },
};

function adopted(scope: Scope, inputs: ValueMap): Subnet {
  const zone = text(inputs, "availabilityZone") ?? "";
  const vpc = theVpc(scope, text(scope.pinned?.outputs ?? {}, "vpcId"));
  if (vpc === undefined)
    throw new AwsError("DefaultVpcDoesNotExist", "There is no default VPC in this region");
  const found = scope
    .find(subnetKind, "vpc", vpc.id)
    .find((one) => one.isDefault === true && one.availabilityZone === zone);
  const known = scope.pinned?.id;
  if (known === undefined || known === found?.id)
    return found ?? addDefaultSubnet(scope, vpc, zone);
  scope.remove(found);
  return addDefaultSubnet(scope, vpc, zone, known);
}

const optionalOff: Property = { kind: "flag", default: false };

export const defaultSubnet: Model = {
  type: "aws:ec2/defaultSubnet:DefaultSubnet",
  service: "EC2",
  noun: "EC2 Default Subnet",
  calls: { create: "DescribeSubnets", update: "ModifySubnetAttribute", delete: "DeleteSubnet" },
  properties: {
    ...common,
    arn: output,
    assignIpv6AddressOnCreation: optionalOff,
    availabilityZone: { required: true, replaces: true },
    availabilityZoneId: output,
    cidrBlock: output,
    customerOwnedIpv4Pool: optional,
    enableDns64: optionalOff,
    enableLniAtDeviceIndex: { kind: "number", output: true },
    enableResourceNameDnsARecordOnLaunch: optionalOff,
    enableResourceNameDnsAaaaRecordOnLaunch: optionalOff,
    existingDefaultSubnet: knownOutput,
    forceDestroy: { ...optionalOff, local: true },
    ipv6CidrBlock: { computed: true, form: cidrBlock(6) },
    ipv6CidrBlockAssociationId: output,
    ipv6Native: { ...optionalOff, replaces: true },
    mapCustomerOwnedIpOnLaunch: optionalFlag,
    mapPublicIpOnLaunch: { kind: "flag", default: true },
    outpostArn: output,
    ownerId: output,
    privateDnsHostnameTypeOnLaunch: { computed: true, form: hostnameType },
    vpcId: output,
  },
  validate: (inputs) => requiring(inputs, "customerOwnedIpv4Pool", ["mapCustomerOwnedIpOnLaunch"]),
  create(scope, inputs, { urn }) {
    const { id } = adopted(scope, inputs);
    updateSubnet(scope, id, { urn, olds: {}, news: inputs, outputs: {} });
    return id;
  },
  read(scope, id, known) {
    const found = readSubnet(scope, id);
    return found && { ...found, existingDefaultSubnet: known.existingDefaultSubnet ?? true };
  },
  update(scope, id, given) {
    needSubnet(scope, id);
    updateSubnet(scope, id, given);
  },
  delete(scope, id, known) {
    if (flag(known, "forceDestroy") === true) removeSubnet(scope, id);
  },
};
