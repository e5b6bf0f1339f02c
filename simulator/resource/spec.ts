/** What a resource type says of itself where AWS's part in it is identity, references, uniqueness and validation. */
import type { AwsError } from "../errors";
import type { Model } from "../model";
import type { ValueMap } from "../protocol";
import { defineKind, type Entity, type Kind } from "../world/entity";
import type { Scope } from "../world/scope";

export interface Thing extends Entity {
  /** What AWS holds: the inputs, and what it filled in when it made the thing. */
  readonly properties: ValueMap;
  /** What else it is called in requests: its ARN, its name. */
  readonly names: readonly string[];
}

export type ThingKind = Kind<Thing>;

/** @param name as `sim ls` shows it: `target-group` */
export const defineThing = (
  name: string,
  settle?: (thing: Thing) => Thing | undefined,
): ThingKind => defineKind<Thing>(name, { name: (thing) => thing.names }, settle);

/** A request for a thing, in the place where it is to be. */
export interface Wanted {
  readonly scope: Scope;
  /** With the provider's defaults; `tagsAll` holds the tags. */
  readonly inputs: ValueMap;
  readonly urn: string;
  /** The logical name. */
  readonly name: string;
}

/** A property whose value, or each of whose values, names something that must exist. */
export interface Reference {
  /** `roleArn`, `subnetIds`, `vpcConfig.subnetIds`, `defaultActions.targetGroupArn`. */
  readonly property: string;
  /** What it names: `byName(kind)`, or one of the services' own. */
  readonly find: (scope: Scope, value: string) => Entity | undefined;
  /** Values that AWS itself has (managed policies). */
  readonly except?: (value: string) => boolean;
  readonly missing: (value: string, wanted: Wanted) => AwsError;
  /** What it names cannot be deleted while it is named: its own `inUse` says how that is refused. */
  readonly holds?: true;
}

export interface Spec extends Pick<
  Model,
  | "type"
  | "service"
  | "noun"
  | "calls"
  | "properties"
  | "global"
  | "autoname"
  | "deleteBeforeReplace"
  | "keys"
  | "validate"
  | "retries"
  | "otherCalls"
  | "waitsFor"
> {
  readonly kind: ThingKind;
  /** The provider's id: an ARN, a name, or something of `scope.newId` and `scope.newLife`. */
  readonly id: (wanted: Wanted) => string;
  /** What the provider calls it, where that is not its alone (a statement's id). `find` leads back. @default - its id */
  readonly providerId?: (thing: Thing) => string;
  /** What else it is called. @default - its `arn` and `name` outputs */
  readonly names?: (id: string, properties: ValueMap) => readonly string[];
  /** How a second one of the same id is refused. @default - ids are never the same */
  readonly taken?: (wanted: Wanted, id: string) => AwsError;
  readonly references?: readonly Reference[];
  /** What AWS refuses beyond that, at creation and at an update. @throws AwsError */
  readonly accept?: (wanted: Wanted, before: Thing | undefined) => void;
  /** What AWS fills in when it makes one, for good. What the inputs give wins. */
  readonly fill?: (wanted: Wanted, id: string) => ValueMap;
  /** What else comes into being, or changes, with it: network interfaces, versions. */
  readonly made?: (wanted: Wanted, thing: Thing) => void;
  readonly changed?: (wanted: Wanted, thing: Thing, before: Thing) => void;
  /** Outputs that follow from the world as it is. */
  readonly show?: (scope: Scope, thing: Thing) => ValueMap;
  /** Where the id that Pulumi or an import has is not the thing's own. */
  readonly find?: (scope: Scope, id: string, known: ValueMap) => Thing | undefined;
  /** How an update of what is gone is refused. */
  readonly gone?: (id: string) => AwsError;
  /** How a deletion is refused that something stands in the way of, by `holds` of another's reference. */
  readonly inUse?: (thing: Thing, by: Entity) => AwsError;
  /** What else refuses a deletion (protection, contents). @throws AwsError */
  readonly mayGo?: (scope: Scope, thing: Thing, known: ValueMap) => void;
  /** What goes with it; or, where it answers a thing, what stays in its place for a while. */
  readonly removed?: (scope: Scope, thing: Thing, known: ValueMap) => Thing | undefined;
}
