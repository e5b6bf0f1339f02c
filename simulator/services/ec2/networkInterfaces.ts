/**
 * Network interfaces that AWS makes for NAT gateways and endpoints. They take an address of their subnet, and hold the
 * subnet and their security groups. https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
import { formatAddress, parseAddress, parseBlock, size } from "../../addresses";
import { AwsError } from "../../errors";
import type { Scope } from "../../world/scope";
import { networkInterfaceKind, type NetworkInterface, type Subnet } from "./entities";

interface NewInterface {
  readonly subnet: Subnet;
  readonly owner: string;
  readonly role: string;
  readonly interfaceType: NetworkInterface["interfaceType"];
  readonly securityGroupIds: readonly string[];
  readonly description: string;
  readonly privateIp?: string | undefined;
  readonly publicIp?: string | undefined;
}

/** The first four and the last address of a subnet are AWS's. */
const reserved = 5n;

export function freeAddresses(scope: Scope, subnet: Subnet): bigint {
  const block = parseBlock(subnet.cidrBlock);
  if (block === undefined) return 0n;
  return size(block) - reserved - BigInt(scope.count(networkInterfaceKind, "subnet", subnet.id));
}

export function makeInterface(scope: Scope, wanted: NewInterface): NetworkInterface {
  const { subnet, owner, role } = wanted;
  const groups = wanted.securityGroupIds;
  if (groups.length > scope.quota("securityGroupsPerInterface"))
    throw new AwsError(
      "SecurityGroupsPerInterfaceLimitExceeded",
      "The maximum number of security groups per interface has been reached.",
    );
  const id = scope.childId("eni", owner, role);
  const { interfaceType, description, publicIp } = wanted;
  return scope.put(networkInterfaceKind, {
    id,
    vpcId: subnet.vpcId,
    subnetId: subnet.id,
    privateIp: takeAddress(scope, subnet, id, wanted.privateIp),
    securityGroupIds: groups,
    description,
    owner,
    interfaceType,
    ...(publicIp === undefined ? {} : { publicIp }),
  });
}

/**
 * The address asked for, or one that follows from the interface's id. Only where two such fall together does the order
 * of creation decide: the later one takes the next.
 */
function takeAddress(scope: Scope, subnet: Subnet, id: string, wanted?: string): string {
  if (freeAddresses(scope, subnet) <= 0n)
    throw new AwsError(
      "InsufficientFreeAddressesInSubnet",
      `There are not enough free addresses in subnet '${subnet.id}' to satisfy the requested number of instances.`,
    );
  const block = parseBlock(subnet.cidrBlock);
  if (block === undefined) throw new Error(`${subnet.id} has no block`);
  const usable = size(block) - reserved;
  const isTaken = (address: string): boolean =>
    scope.count(networkInterfaceKind, "address", `${subnet.id}/${address}`) > 0;
  if (wanted !== undefined) {
    const offset = (parseAddress(wanted) ?? -1n) - block.base;
    if (offset < 4n || offset >= 4n + usable)
      throw new AwsError(
        "InvalidParameterValue",
        `Address ${wanted} does not fall within the subnet's address range`,
      );
    if (isTaken(wanted))
      throw new AwsError("InvalidIPAddress.InUse", `Address ${wanted} is in use.`);
    return wanted;
  }
  const start = BigInt(`0x${scope.hash("address", id).slice(0, 12)}`);
  for (let step = 0n; ; step++) {
    const address = formatAddress(4, block.base + 4n + ((start + step) % usable));
    if (!isTaken(address)) return address;
  }
}

export function interfacesOf(scope: Scope, owner: string): readonly NetworkInterface[] {
  return scope.find(networkInterfaceKind, "owner", owner);
}

/** As `ip-10-0-0-4.ec2.internal`, AWS's name for a private address. */
export function privateDnsName(scope: Scope, privateIp: string): string {
  const domain = scope.region === "us-east-1" ? "ec2.internal" : `${scope.region}.compute.internal`;
  return `ip-${privateIp.replaceAll(".", "-")}.${domain}`;
}
