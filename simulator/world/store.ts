/**
 * The entities and their indexes. An operation runs inside `transact`: it happens as a whole or not at all, and what it
 * changed comes back as state-based mutations, ready to be journalled.
 */
import { Dues } from "./dues";
import { keyOfEntity, kindNamed, type Entity, type Kind } from "./entity";

/** Idempotent: applying one twice, or after a later whole save, changes nothing. */
export type Mutation =
  | { readonly put: Entity }
  | { readonly del: string }
  | { readonly lives: string; readonly count: number }
  | { readonly clock: number };

export interface Contents {
  /** Seconds since the world began. */
  readonly clock?: number;
  readonly lives: Readonly<Record<string, number>>;
  readonly objects: readonly Entity[];
}

const unmake = new Error("unmade");
const none: ReadonlySet<string> = new Set();

export class Store {
  private readonly entities = new Map<string, Entity>();
  /** Keys by index entry. Most entries have one, and that is kept as it is: a set each would be most of the memory. */
  private readonly index = new Map<string, string | Set<string>>();
  private readonly lives = new Map<string, number>();
  private readonly dues = new Dues();
  private time = 0;
  private done: Mutation[] | undefined;
  private undo: (() => void)[] = [];

  get size(): number {
    return this.entities.size;
  }

  /** Seconds since the world began: a virtual clock, which moves when something has to be waited for. */
  get clock(): number {
    return this.time;
  }

  /** When the next thing that is on its way arrives. */
  get nextDue(): number | undefined {
    return this.dues.next;
  }

  /** Moves the clock on; what is due until then arrives, in its order. */
  advanceTo(time: number): void {
    for (;;) {
      const due = this.dues.next;
      if (due === undefined || due > time) break;
      const entity = this.entities.get(this.dues.first ?? "");
      if (entity === undefined) throw new Error("something due that does not exist");
      const settled = kindNamed(entity.kind)?.settle(entity);
      if (settled === undefined) this.remove(entity);
      else this.put(settled);
    }
    const before = this.time;
    if (time <= before) return;
    this.time = time;
    this.record({ clock: time }, () => {
      this.time = before;
    });
  }

  /** What cannot go without the entity with this key noticing: everything that refers to it. */
  referrers(key: string): Entity[] {
    const found: Entity[] = [];
    for (const one of this.keysAt(`refers:${key}`)) {
      const entity = this.entities.get(one);
      if (entity !== undefined) found.push(entity);
    }
    return found;
  }

  get(key: string): Entity | undefined {
    return this.entities.get(key);
  }

  all(): IterableIterator<Entity> {
    return this.entities.values();
  }

  /** Entities of a kind by one of its indexes. */
  find<E extends Entity>(kind: Kind<E>, index: string, value: string): E[] {
    const found: E[] = [];
    for (const key of this.keysAt(`${kind.name}:${index}:${value}`))
      found.push(this.entities.get(key) as E);
    return found;
  }

  count(kind: { readonly name: string }, index: string, value: string): number {
    const keys = this.index.get(`${kind.name}:${index}:${value}`);
    return typeof keys === "string" ? 1 : (keys?.size ?? 0);
  }

  put(entity: Entity): void {
    const key = keyOfEntity(entity);
    const before = this.entities.get(key);
    this.set(key, entity);
    this.record({ put: entity }, () => this.set(key, before));
  }

  remove(entity: Entity): void {
    this.removeKey(keyOfEntity(entity));
  }

  /** How many lives the identity has had. */
  livesOf(identity: string): number {
    return this.lives.get(identity) ?? 0;
  }

  /** Begins a life and says which: 0 for the first. */
  beginLife(identity: string): number {
    const before = this.livesOf(identity);
    this.lives.set(identity, before + 1);
    this.record({ lives: identity, count: before + 1 }, () => this.lives.set(identity, before));
    return before;
  }

  /** Runs `operation` as a whole or not at all. */
  transact<T>(operation: () => T): { result: T; mutations: readonly Mutation[] } {
    if (this.done !== undefined) throw new Error("an operation inside an operation");
    const mutations: Mutation[] = [];
    this.done = mutations;
    try {
      return { result: operation(), mutations };
    } catch (error) {
      for (const step of this.undo.reverse()) step();
      throw error;
    } finally {
      this.done = undefined;
      this.undo = [];
    }
  }

  /** Inside an operation: a part that happens as a whole or not at all. @returns why it did not */
  attempt(part: () => void): string | undefined {
    const steps = this.undo.length;
    const mutations = this.done?.length ?? 0;
    try {
      part();
      return undefined;
    } catch (error) {
      for (const step of this.undo.splice(steps).reverse()) step();
      this.done?.splice(mutations);
      return error instanceof Error ? error.message : String(error);
    }
  }

  /** Runs what only looks: whatever it makes on the way (a default VPC) is unmade. */
  peek<T>(look: () => T): T {
    let seen: { readonly value: T } | undefined;
    try {
      this.transact(() => {
        seen = { value: look() };
        throw unmake;
      });
    } catch (error) {
      if (error !== unmake || seen === undefined) throw error;
    }
    return (seen as { readonly value: T }).value;
  }

  /** Repeats a mutation read from a journal. */
  replay(mutation: Mutation): void {
    if ("put" in mutation) this.set(keyOfEntity(mutation.put), mutation.put);
    else if ("del" in mutation) this.set(mutation.del, undefined);
    else if ("clock" in mutation) this.time = mutation.clock;
    else this.lives.set(mutation.lives, mutation.count);
  }

  load(contents: Contents): void {
    this.time = contents.clock ?? 0;
    for (const [identity, count] of Object.entries(contents.lives)) this.lives.set(identity, count);
    for (const entity of contents.objects) this.set(keyOfEntity(entity), entity);
  }

  contents(): Contents {
    const lives = Object.fromEntries(this.lives);
    return { clock: this.time, lives, objects: [...this.entities.values()] };
  }

  clear(): void {
    this.entities.clear();
    this.index.clear();
    this.lives.clear();
    this.dues.clear();
    this.time = 0;
  }

  private removeKey(key: string): void {
    const before = this.entities.get(key);
    if (before === undefined) return;
    this.set(key, undefined);
    this.record({ del: key }, () => this.set(key, before));
  }

  private record(mutation: Mutation, undo: () => void): void {
    if (this.done === undefined) throw new Error("a change outside an operation");
    this.done.push(mutation);
    this.undo.push(undo);
  }

  private set(key: string, entity: Entity | undefined): void {
    const before = this.entities.get(key);
    const was = before === undefined ? [] : entries(before);
    const is = entity === undefined ? [] : entries(entity);
    for (const entry of was) if (!is.includes(entry)) this.unlist(entry, key);
    for (const entry of is) if (!was.includes(entry)) this.list(entry, key);
    this.dues.change(key, before?.settlesAt, entity?.settlesAt);
    if (entity === undefined) this.entities.delete(key);
    else this.entities.set(key, entity);
  }

  private list(entry: string, key: string): void {
    const keys = this.index.get(entry);
    if (keys === undefined) this.index.set(entry, key);
    else if (typeof keys === "string") this.index.set(entry, new Set([keys, key]));
    else keys.add(key);
  }

  private keysAt(entry: string): Iterable<string> {
    const keys = this.index.get(entry);
    return typeof keys === "string" ? [keys] : (keys ?? none);
  }

  private unlist(entry: string, key: string): void {
    const keys = this.index.get(entry);
    if (typeof keys === "string") this.index.delete(entry);
    else if (keys !== undefined) {
      keys.delete(key);
      if (keys.size === 0) this.index.delete(entry);
    }
  }
}

/** The index entries of an entity; every kind is also found by its account and region. */
function entries(entity: Entity): string[] {
  const place = `${entity.account}/${entity.region}`;
  const found = [`${entity.kind}:place:${place}`];
  for (const key of entity.refers ?? []) found.push(`refers:${key}`);
  for (const [name, read] of Object.entries(kindNamed(entity.kind)?.indexes ?? {})) {
    const value = read(entity);
    if (value === undefined) continue;
    for (const one of typeof value === "string" ? [value] : value)
      found.push(`${entity.kind}:${name}:${place}/${one}`);
  }
  return found;
}
