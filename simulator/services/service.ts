/** What a service of AWS brings: its resource types, and the functions that look its things up. */
import type { Model } from "../model";
import type { ValueMap } from "../protocol";
import type { Tags } from "../values";
import type { Scope } from "../world/scope";

/** Who asks. */
export interface Asking {
  readonly defaultTags: Tags;
}

export type Lookup = (scope: Scope, args: ValueMap, asking: Asking) => ValueMap;

export interface Service {
  readonly models: readonly Model[];
  /** By token: `aws:ec2/getVpc:getVpc`. */
  readonly lookups?: Readonly<Record<string, Lookup>>;
}
