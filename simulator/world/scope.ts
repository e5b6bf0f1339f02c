/**
 * The world as one caller sees it: one account, one region. An id of another account or region is not found, as in AWS.
 */
import { AwsError } from "../errors";
import { availabilityZones, partitionOf, type AvailabilityZone, type Partition } from "../regions";
import type { QuotaName, Quotas } from "../quotas";
import type { ValueMap } from "../protocol";
import { keyOf, keyOfEntity, type Entity, type Kind } from "./entity";
import { formerKind } from "../priming/former";
import { zoneMapKind } from "../priming/zones";
import { digest, simulatedId } from "./identity";
import type { Store } from "./store";

export interface Place {
  readonly account: string;
  readonly region: string;
}

export interface ScopeSettings {
  readonly seed: string;
  readonly quotas: Quotas;
  /** The provider's region, which decides the partition of what is global. */
  readonly home: string;
  /** Hears what an operation cannot begin before. */
  readonly onAfter?: (after: After) => void;
  /** What is taken over as it stands, rather than made. */
  readonly pinned?: Pinned;
}

/** An operation begins no earlier than so long after the thing was made, whatever the order of operations. */
export interface After {
  readonly id: string;
  readonly seconds: number;
}

/** What is known of a thing that exists already: its id, what the provider said of it, and the ids of its parts. */
export interface Pinned {
  readonly id: string;
  readonly outputs: ValueMap;
  /** By prefix and role (`Scope.childId`). */
  readonly childId: (prefix: string, role: string) => string | undefined;
}

export class Scope implements Place {
  constructor(
    private readonly store: Store,
    readonly place: Place,
    private readonly settings: ScopeSettings,
  ) {}

  get account(): string {
    return this.place.account;
  }

  get region(): string {
    return this.place.region;
  }

  /** The provider's region, for what has none: `vpcRegion` is this one where it is not given. */
  get home(): string {
    return this.settings.home;
  }

  get partition(): Partition {
    return partitionOf(this.region === "" ? this.settings.home : this.region);
  }

  get availabilityZones(): readonly AvailabilityZone[] {
    const known = this.get(zoneMapKind, this.region);
    return known?.zones ?? availabilityZones(this.account, this.region);
  }

  /** No account and no region: what is unique in the whole world, such as public addresses. */
  get everywhere(): Scope {
    return new Scope(this.store, { account: "", region: "" }, this.settings);
  }

  /** Of the same account, what has no region (IAM, Route 53). */
  get global(): Scope {
    return this.at({ region: "" });
  }

  at(place: Partial<Place>): Scope {
    return new Scope(this.store, { ...this.place, ...place }, this.settings);
  }

  /** Where an ARN points: `arn:partition:service:region:account:…`. */
  ofArn(arn: string): Scope {
    const [, , , region, account] = arn.split(":");
    return this.at({
      ...(region === undefined ? {} : { region }),
      ...(account === undefined || account === "" ? {} : { account }),
    });
  }

  /** Set while a thing is taken over as it stands (`pinned`). */
  get pinned(): Pinned | undefined {
    return this.settings.pinned;
  }

  /** Says that an operation has to wait until so long after the making of a thing (a role that is not yet seen). */
  after(id: string, seconds: number): void {
    this.settings.onAfter?.({ id, seconds });
  }

  /** Seconds since the world began. */
  get clock(): number {
    return this.store.clock;
  }

  /** What is there already is within whatever quota its account has. */
  quota(name: QuotaName): number {
    return this.pinned === undefined ? this.settings.quotas[name] : Infinity;
  }

  /** For `Entity.refers`. */
  keyOf(kind: { readonly name: string }, id: string): string {
    return keyOf(kind.name, this.account, this.region, id);
  }

  /** Everything that refers to it, wherever it is. */
  referrers(entity: Entity): Entity[] {
    return this.store.referrers(keyOfEntity(entity));
  }

  arn(service: string, resource: string): string {
    const { name } = this.partition;
    return `arn:${name}:${service}:${this.region}:${this.account}:${resource}`;
  }

  get<E extends Entity>(kind: Kind<E>, id: string): E | undefined {
    return this.store.get(keyOf(kind.name, this.account, this.region, id)) as E | undefined;
  }

  /** @throws AwsError with the given code and message where there is none. */
  need<E extends Entity>(kind: Kind<E>, id: string, code: string, message: string): E {
    const found = this.get(kind, id);
    if (found === undefined) throw new AwsError(code, message);
    return found;
  }

  find<E extends Entity>(kind: Kind<E>, index: string, value: string): E[] {
    return this.store.find(kind, index, `${this.account}/${this.region}/${value}`);
  }

  all<E extends Entity>(kind: Kind<E>): E[] {
    return this.store.find(kind, "place", `${this.account}/${this.region}`);
  }

  countAll<E extends Entity>(kind: Kind<E>): number {
    return this.store.count(kind, "place", `${this.account}/${this.region}`);
  }

  count<E extends Entity>(kind: Kind<E>, index: string, value: string): number {
    const place = `${this.account}/${this.region}/${value}`;
    return this.store.count(kind, index, place);
  }

  /** Puts a new entity, or a new version of one, in this place. */
  put<E extends Entity>(kind: Kind<E>, entity: Omit<E, keyof Place | "kind">): E {
    const placed = { kind: kind.name, ...this.place, ...entity } as unknown as E;
    this.store.put(placed);
    return placed;
  }

  remove(entity: Entity | undefined): void {
    if (entity !== undefined) this.store.remove(entity);
  }

  /** A hash for the next life of what `urn` makes; `role` tells apart the several things that one URN makes. */
  newLife(role: string, urn: string): string {
    const identity = this.identityOf(role, urn);
    const life = this.store.beginLife(identity);
    return digest(this.settings.seed, identity, life);
  }

  /** What `newLife` would answer next, without beginning it: for a preview. */
  nextLife(role: string, urn: string): string {
    const identity = this.identityOf(role, urn);
    return digest(this.settings.seed, identity, this.store.livesOf(identity));
  }

  private identityOf(role: string, urn: string): string {
    const identity = `${this.account}/${this.region}/${role}/${urn}`;
    const former = this.everywhere.get(formerKind, urn);
    return former === undefined ? identity : `${identity} after ${former.resourceId}`;
  }

  newId(prefix: string, urn: string): string {
    if (this.pinned !== undefined) return this.pinned.id;
    return simulatedId(prefix, this.newLife(prefix, urn));
  }

  /** The id of what a parent brings with it, and that has no URN of its own. */
  childId(prefix: string, parentId: string, role: string): string {
    const known = this.pinned?.childId(prefix, role);
    return known ?? simulatedId(prefix, this.hash(prefix, parentId, role));
  }

  hash(...parts: readonly (string | number)[]): string {
    return digest(this.settings.seed, this.account, this.region, ...parts);
  }
}
