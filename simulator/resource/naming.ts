/** Names, dates and identifiers that AWS or the provider makes up, here from a hash: the same in every run. */
import { text } from "../values";
import type { Wanted } from "./spec";

/** The name given, else the prefix and 26 digits, as the provider makes them of the time. */
export function nameOf({ inputs, scope, urn }: Wanted, property = "name"): string {
  const given = text(inputs, property);
  if (given !== undefined) return given;
  const prefix = text(inputs, `${property}Prefix`) ?? "terraform-";
  return `${prefix}${digits(scope.newLife(`${property} prefixed`, urn), 26)}`;
}

export function digits(hash: string, count: number): string {
  return BigInt(`0x${hash}`).toString().padStart(count, "0").slice(-count);
}

/** `00000000-0000-4…`: begins with zeros, so that everybody sees that it is simulated. */
export function uuidFrom(hash: string): string {
  const part = (from: number, length: number): string => hash.slice(from, from + length);
  return `00000000-${part(0, 4)}-4${part(4, 3)}-8${part(7, 3)}-${part(10, 12)}`;
}

/** No clock: a moment of the year 2025 that follows from the identity. RFC 3339. */
export function dateFrom(hash: string): string {
  const second = Number(BigInt(`0x${hash.slice(0, 12)}`) % 31_536_000n);
  return new Date(Date.UTC(2025, 0, 1) + second * 1000).toISOString().replace(".000Z", "Z");
}
