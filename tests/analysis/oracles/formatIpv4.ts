/** An IPv4 address as it is written. */
export function formatIpv4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((bits) => String((address >> bits) & 0xffn)).join(".");
}
