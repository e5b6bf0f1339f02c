/** A prefix list that a program makes. Data only. */
import type { Tags } from "../../../values";
import { defineKind, type Entity } from "../../../world/entity";

export interface PrefixEntry {
  readonly cidr: string;
  readonly description: string;
}

export interface OwnPrefixList extends Entity {
  readonly name: string;
  readonly addressFamily: "IPv4" | "IPv6";
  readonly maxEntries: number;
  /** Another with each change of the entries. */
  readonly version: number;
  readonly entries: readonly PrefixEntry[];
  readonly tags: Tags;
}

export const ownPrefixListKind = defineKind<OwnPrefixList>("prefix-list", {
  name: (list) => list.name,
});
