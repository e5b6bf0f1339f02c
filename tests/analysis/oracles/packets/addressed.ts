/** A network of which AWS has not chosen all addresses yet, with one chosen for everything that needs one. */
import type { Network, PrefixList } from "../../../../analysis/model/network";
import { formatIpv4 } from "../formatIpv4";
import { readBlock } from "../walker/addresses";

/** Beyond those that AWS keeps for itself and those that a drawing is likely to name. */
const FIRST_FREE = 20n;

export function addressed(network: Network): Network {
  const taken = new Set(
    [...network.networkInterfaces, ...network.natGateways].flatMap(({ ipv4 }) => ipv4),
  );
  const choose = (subnet: string | undefined): string[] => {
    const block = network.subnets.find(({ key }) => key === subnet)?.ipv4Block;
    if (block === undefined) return [];
    const { first, size } = readBlock(block);
    for (let at = size > 64n ? FIRST_FREE : 4n; at < size - 1n; at++) {
      const address = formatIpv4(first + at);
      if (taken.has(address)) continue;
      taken.add(address);
      return [address];
    }
    throw new Error(`no address is free in ${block}`);
  };
  return {
    ...network,
    networkInterfaces: network.networkInterfaces.map((one) =>
      one.hasIpv4 && one.ipv4.length === 0 ? { ...one, ipv4: choose(one.subnet) } : one,
    ),
    natGateways: network.natGateways.map((one) =>
      one.ipv4.length === 0 ? { ...one, ipv4: choose(one.subnet) } : one,
    ),
    prefixLists: network.prefixLists.map(listed),
  };
}

/** Of AWS's own lists most states do not say what is in them: here each has a few public addresses. */
function listed(list: PrefixList, at: number): PrefixList {
  return { ...list, cidrs: list.cidrs ?? [`52.${at + 1}.0.0/30`] };
}
