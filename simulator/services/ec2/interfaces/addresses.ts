/**
 * The addresses that interfaces take of their subnet. AWS keeps the first four and the last of each.
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
import {
  contains,
  formatAddress,
  overlaps,
  parseAddress,
  parseBlock,
  size,
  type Block,
} from "../../../addresses";
import { AwsError } from "../../../errors";
import type { Scope } from "../../../world/scope";
import type { Subnet } from "../entities";
import { reservedIn } from "../subnetReservation";
import { networkInterfaceKind } from "./entities";

const keptByAws = 5n;
/** Of a /28, which is what is delegated at once. */
const addressesOfPrefix = 16;

const blockOf = (subnet: Subnet): Block | undefined => parseBlock(subnet.cidrBlock);

export function freeAddresses(scope: Scope, subnet: Subnet): bigint {
  const block = blockOf(subnet);
  if (block === undefined) return 0n;
  const more = scope
    .find(networkInterfaceKind, "crowded", subnet.id)
    .map(({ secondaryIps = [], ipv4Prefixes = [] }) => {
      return secondaryIps.length + ipv4Prefixes.length * addressesOfPrefix;
    })
    .reduce((sum, one) => sum + one, 0);
  const primary = scope.count(networkInterfaceKind, "subnet", subnet.id);
  return size(block) - keptByAws - BigInt(primary + more);
}

export interface Wish {
  readonly subnet: Subnet;
  /** What addresses that nobody asked for follow from: the interface's id. */
  readonly id: string;
  /** Asked for one by one. */
  readonly wanted: readonly string[];
  /** In all. */
  readonly count: number;
  /** Held by the interface already. */
  readonly kept?: readonly string[];
}

/**
 * The addresses asked for, then such as follow from the interface's id. Only where two interfaces' fall together does the
 * order of creation decide: the later one takes the next.
 */
export function takeAddresses(scope: Scope, wish: Wish): readonly string[] {
  const { subnet, wanted, count, kept = [] } = wish;
  const taken = [...kept];
  for (const address of wanted.filter((one) => !kept.includes(one)))
    taken.push(accepted(scope, subnet, address));
  while (taken.length < count) taken.push(next(scope, wish, taken));
  return taken;
}

const noneLeft = (subnet: Subnet): AwsError =>
  new AwsError(
    "InsufficientFreeAddressesInSubnet",
    `There are not enough free addresses in subnet '${subnet.id}' to satisfy the requested number of instances.`,
  );

export const isTaken = (scope: Scope, subnet: Subnet, address: string): boolean =>
  scope.count(networkInterfaceKind, "address", `${subnet.id}/${address}`) > 0;

function accepted(scope: Scope, subnet: Subnet, address: string): string {
  const block = blockOf(subnet);
  const offset = (parseAddress(address) ?? -1n) - (block?.base ?? 0n);
  const isInside = block !== undefined && offset >= 4n && offset < size(block) - 1n;
  if (!isInside)
    throw new AwsError(
      "InvalidParameterValue",
      `Address ${address} does not fall within the subnet's address range`,
    );
  if (isTaken(scope, subnet, address))
    throw new AwsError("InvalidIPAddress.InUse", `Address ${address} is in use.`);
  return address;
}

/** What is reserved is given out only where it is asked for. */
function next(scope: Scope, { subnet, id }: Wish, taken: readonly string[]): string {
  const block = blockOf(subnet);
  if (block === undefined)
    throw new AwsError(
      "InvalidParameterValue",
      `The subnet ${subnet.id} has no IPv4 CIDR block: it has no IPv4 addresses to give`,
    );
  const usable = size(block) - keptByAws;
  const reserved = [...reservedIn(scope, subnet.id), ...delegatedIn(scope, subnet)];
  const start = BigInt(`0x${scope.hash("address", id).slice(0, 12)}`);
  for (let step = 0n; step < usable; step++) {
    const value = block.base + 4n + ((start + step) % usable);
    const address = formatAddress(4, value);
    if (taken.includes(address) || isTaken(scope, subnet, address)) continue;
    if (!reserved.some((one) => contains(one, single(value)))) return address;
  }
  throw noneLeft(subnet);
}

/** IPv4 blocks that interfaces hold as a whole. */
export const delegatedIn = (scope: Scope, subnet: Subnet): readonly Block[] =>
  scope
    .find(networkInterfaceKind, "crowded", subnet.id)
    .flatMap((one) => one.ipv4Prefixes ?? [])
    .map((one) => parseBlock(one))
    .filter((one): one is Block => one !== undefined);

const single = (base: bigint): Block => ({ family: 4, base, mask: 32, canonical: true });

/** IPv6 addresses of the subnet's own block, by the interface's id. */
export function takeIpv6(scope: Scope, wish: Wish): readonly string[] {
  const { subnet, id, wanted, count, kept = [] } = wish;
  const block = subnet.ipv6CidrBlock === undefined ? undefined : parseBlock(subnet.ipv6CidrBlock);
  if (wanted.length + count === 0) return [];
  if (block === undefined)
    throw new AwsError(
      "InvalidParameterValue",
      `The subnet ${subnet.id} has no IPv6 CIDR block: it has no IPv6 addresses to give`,
    );
  const taken = [...kept];
  for (const address of wanted.filter((one) => !kept.includes(one))) {
    const value = parseAddress(address);
    if (value === undefined || !overlaps(block, { ...block, base: value, mask: 128 }))
      throw new AwsError(
        "InvalidParameterValue",
        `Address ${address} does not fall within the subnet's address range`,
      );
    taken.push(formatAddress(6, value));
  }
  for (let step = 0; taken.length < count; step++) {
    const host = BigInt(`0x${scope.hash("ipv6 address", id, step).slice(0, 12)}`);
    const address = formatAddress(6, block.base + 4n + (host % (size(block) - keptByAws)));
    if (!taken.includes(address) && !isTaken(scope, subnet, address)) taken.push(address);
  }
  return taken;
}
