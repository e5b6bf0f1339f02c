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
}

type IndexValue = string | readonly string[] | undefined;

/** A kind of entity and what it is found by, so that no operation has to look at the whole world. */
export interface Kind<E extends Entity> {
  readonly name: string;
  readonly indexes: Readonly<Record<string, (entity: E) => IndexValue>>;
}

const kinds = new Map<string, Kind<Entity>>();

export function defineKind<E extends Entity>(
  name: string,
  indexes: Readonly<Record<string, (entity: E) => IndexValue>> = {},
): Kind<E> {
  const kind: Kind<E> = { name, indexes };
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
