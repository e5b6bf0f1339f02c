/** What the simulated AWS is made of: immutable records, each of a kind, in one account and region. */
import type { Tags } from "../values";

export interface Entity {
  readonly kind: string;
  /** AWS's id, or the name where a name is the identity. Unique in its kind, account and region. */
  readonly id: string;
  readonly account: string;
  /** "" for what is global (IAM). */
  readonly region: string;
  /** AWS made it of itself (the default VPC): it is no leftover. */
  readonly ambient?: true;
  readonly tags?: Tags;
  /** Keys (`keyOf`) of what cannot go, or be changed freely, while this is here. */
  readonly refers?: readonly string[];
  /** On the world's clock: until then it is on its way (not yet visible, pending, or lingering). */
  readonly settlesAt?: number;
}

type IndexValue = string | readonly string[] | undefined;

/** A kind of entity and what it is found by, so that no operation has to look at the whole world. */
export interface Kind<E extends Entity> {
  readonly name: string;
  readonly indexes: Readonly<Record<string, (entity: E) => IndexValue>>;
  /** What becomes of one whose time has come: undefined where it goes. */
  readonly settle: (entity: E) => E | undefined;
}

/** What was on its way has arrived. */
export function arrive<E extends Entity>(entity: E): E {
  const { settlesAt: _time, ...settled } = entity;
  // Sound: only the optional time has been left out.
  return settled as E;
}

const kinds = new Map<string, Kind<Entity>>();

export function defineKind<E extends Entity>(
  name: string,
  indexes: Readonly<Record<string, (entity: E) => IndexValue>> = {},
  settle: (entity: E) => E | undefined = arrive,
): Kind<E> {
  const kind: Kind<E> = { name, indexes, settle };
  // Sound: the store hands an entity only to the kind that the entity names.
  kinds.set(name, kind as unknown as Kind<Entity>);
  return kind;
}

export function kindNamed(name: string): Kind<Entity> | undefined {
  return kinds.get(name);
}

export const keyOf = (kind: string, account: string, region: string, id: string): string =>
  `${kind}/${account}/${region}/${id}`;

export const keyOfEntity = (entity: Entity): string =>
  keyOf(entity.kind, entity.account, entity.region, entity.id);
