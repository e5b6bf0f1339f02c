/**
 * A simulated AWS: accounts, regions and what stands in them, for as many stacks as there are. In memory where no folder
 * is given; otherwise kept there, one writer at a time.
 */
import type { Action } from "../durations";
import { recordedOf } from "../priming/recorded";
import { findModel, loadAll } from "../services/registry";
import { publicAddressKind } from "../services/ec2/entities";
import type { ProviderFactory } from "../protocol";
import { SimulatedProvider } from "../provider/provider";
import type { KnownAnswers } from "../provider/known";
import { SecretKeeper } from "../provider/secretKeeper";
import { quotasWith, type Quotas } from "../quotas";
import { Buckets } from "../throttle";
import { openDisk, readDisk, type Disk } from "./disk";
import type { Entity } from "./entity";
import { addFault, faultKind, pendingFaults, type Fault, type PendingFault } from "./faults";
import { digest } from "./identity";
import { managedKind, type Managed } from "./managed";
import { Scope, type After, type Place, type Pinned } from "./scope";
import { stable } from "./stable";
import { Store, type Mutation } from "./store";

/** One thing that AWS was made to do, and how long that takes on the real one. */
export interface Operation {
  readonly action: Action;
  readonly type: string;
  readonly urn: string;
  readonly account: string;
  readonly region: string;
  /** Modelled, not measured: without what it waits for, and without being held back. */
  readonly seconds: number;
  /** The API calls that it is made of, for the limits on requests. */
  readonly calls: readonly string[];
  /** It begins no earlier than so long after these were made. */
  readonly after: readonly After[];
}

export interface WorldOptions {
  /** Where the world is kept. @default - in memory, and gone at the end */
  readonly folder?: string;
  /** What ids follow from. @default "pulumi-aws-network" */
  readonly seed?: string;
  /** Types, or "all", that are taken without being modelled. @default - none */
  readonly generic?: "all" | readonly string[];
  /** Over AWS's defaults. */
  readonly quotas?: Partial<Quotas>;
  /** The account of stacks whose provider names none. @default - each stack has its own */
  readonly account?: string;
  /** Look-ups that are answered as they were on AWS, before the world is asked. @default - none */
  readonly answers?: KnownAnswers;
  /** Looks at a kept world without locking it; nothing can be changed. */
  readonly readOnly?: boolean;
  readonly onOperation?: (operation: Operation) => void;
  /** What the fault `crash` does. @default - kills the process */
  readonly onCrash?: () => never;
}

interface ScopeOptions {
  /** The provider's region. @default - the place's */
  readonly home?: string | undefined;
  readonly onAfter?: (after: After) => void;
  readonly pinned?: Pinned;
}

export interface FoundResource extends Place {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
}

export interface ListedObject extends Place {
  readonly kind: string;
  readonly id: string;
  /** Of the resource that made it, if any did. */
  readonly urn?: string;
}

/** What providers need of the world, and the world of its callers. */
export class World {
  /** Unmodelled types that were asked for, and how many resources of each were taken generically. */
  readonly unmodelled = new Map<string, number>();
  readonly buckets = new Buckets();
  /** The account of a provider, by its URN, where that is known from what was taken over. */
  readonly primedAccounts = new Map<string, string>();
  /** Of what was taken over: the account of providers that name none. */
  homeAccount: string | undefined;
  readonly options: WorldOptions;
  readonly seed: string;
  private readonly quotas: Quotas;

  private constructor(
    options: WorldOptions,
    readonly store: Store,
    private readonly disk: Disk | undefined,
    seed: string,
  ) {
    this.options = options;
    this.seed = seed;
    this.quotas = quotasWith(options.quotas);
  }

  static async open(given: WorldOptions = {}): Promise<World> {
    // Before the lock is taken: what is refused leaves nothing behind.
    const options = { ...given, quotas: quotasWith(given.quotas) };
    const store = new Store();
    const seed = options.seed ?? "pulumi-aws-network";
    const { folder } = options;
    if (folder === undefined) return new World(options, store, undefined, seed);
    if (options.readOnly === true) {
      loadAll();
      const found = await readDisk(folder, store);
      return new World(options, store, undefined, found.seed ?? seed);
    }
    loadAll();
    const disk = await openDisk(folder, store, seed);
    return new World(options, store, disk, disk.seed ?? seed);
  }

  /** Makes one provider for each provider resource of the package. */
  providerFactory(): ProviderFactory {
    return () => new SecretKeeper(new SimulatedProvider(this));
  }

  scope(place: Place, { home = place.region, onAfter, pinned }: ScopeOptions = {}): Scope {
    return new Scope(this.store, place, {
      seed: this.seed,
      quotas: this.quotas,
      home,
      ...(onAfter === undefined ? {} : { onAfter }),
      ...(pinned === undefined ? {} : { pinned }),
    });
  }

  /** Moves the world's clock on: what is on its way arrives, what lingers goes. */
  async advance(seconds: number): Promise<void> {
    if (!(seconds >= 0) || !Number.isFinite(seconds))
      throw new Error(`the clock moves by seconds, 0 or more: got ${seconds}`);
    await this.perform(() => this.store.advanceTo(this.store.clock + seconds));
  }

  /** Seconds since the world began, on its own clock. */
  get clock(): number {
    return this.store.clock;
  }

  get hasFaults(): boolean {
    return this.store.count(faultKind, "place", "/") > 0;
  }

  get faults(): readonly PendingFault[] {
    return pendingFaults(this.everywhere);
  }

  /** The next calls that match go wrong. */
  async addFault(fault: Fault): Promise<void> {
    await this.perform(() => addFault(this.everywhere, fault));
  }

  async clearFaults(): Promise<void> {
    const { everywhere } = this;
    await this.perform(() => {
      for (const fault of pendingFaults(everywhere)) everywhere.remove(fault);
    });
  }

  /** What the fault `crash` does: nothing after this happens. */
  crash(): never {
    const { onCrash } = this.options;
    if (onCrash !== undefined) return onCrash();
    process.kill(process.pid, "SIGKILL");
    throw new Error("killed");
  }

  private get everywhere(): Scope {
    return this.scope({ account: "", region: "" });
  }

  /** Runs an operation as a whole or not at all, and resolves when it is on disk. */
  async perform<T>(operation: () => T): Promise<T> {
    this.refuseReadOnly();
    const { result, mutations } = this.store.transact(operation);
    if (mutations.length > 0) await this.commit(mutations);
    return result;
  }

  countGeneric(type: string): void {
    this.unmodelled.set(type, (this.unmodelled.get(type) ?? 0) + 1);
  }

  /** What stands in the world, without what AWS makes of itself. */
  list(): ListedObject[] {
    const owners = new Map<string, string>();
    for (const one of this.managed())
      // What two accounts know is kept under neither.
      for (const { account, region } of [one.place, { account: "", region: "" }])
        owners.set(`${account}/${region}/${one.resourceId}`, one.urn);
    return this.leftovers()
      .filter(({ kind }) => kind !== managedKind.name && kind !== publicAddressKind.name)
      .map(({ kind, id, account, region }) => {
        const urn = owners.get(`${account}/${region}/${id}`);
        return { kind, id, account, region, ...(urn === undefined ? {} : { urn }) };
      })
      .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  }

  /** Everything known of what has this id. */
  show(id: string): Entity[] {
    return [...this.store.all()].filter((entity) => entity.id === id);
  }

  /** What a resource made that is still there: usually one, none after a create that never happened. */
  findByUrn(urn: string): FoundResource[] {
    return this.everywhere
      .find(managedKind, "urn", urn)
      .filter((one) => this.exists(one))
      .map(({ type, resourceId, place }) => ({ ...place, urn, type, id: resourceId }));
  }

  isEmpty(): boolean {
    return this.leftovers().length === 0;
  }

  /** The same for two worlds in which the same things stand. */
  fingerprint(): string {
    const lines = this.leftovers().map(({ settlesAt: _time, ...entity }) => stable(entity));
    return digest(...lines.sort());
  }

  /** Empties the world: every account, every region. */
  async reset(): Promise<void> {
    this.refuseReadOnly();
    this.store.clear();
    this.unmodelled.clear();
    await this.disk?.save();
  }

  async save(): Promise<void> {
    await this.disk?.save();
  }

  async close(): Promise<void> {
    await this.disk?.close();
  }

  private async commit(mutations: readonly Mutation[]): Promise<void> {
    this.refuseReadOnly();
    await this.disk?.commit(mutations);
  }

  private refuseReadOnly(): void {
    if (this.options.readOnly === true)
      throw new Error("the simulated AWS was opened for reading only: nothing can be changed");
  }

  private leftovers(): Entity[] {
    return [...this.store.all()].filter((entity) => entity.ambient !== true);
  }

  private managed(): Managed[] {
    return this.store.find(managedKind, "place", "/");
  }

  private exists({ type, resourceId, place, keys = {} }: Managed): boolean {
    const model = findModel(type);
    const recorded = recordedOf(this.scope(place), type, resourceId);
    const onlyStands = recorded !== undefined && recorded.modelled === undefined;
    if (model === undefined || onlyStands) return true;
    const look = (): unknown => model.read(this.scope(place), resourceId, keys);
    return this.store.peek(look) !== undefined;
  }
}

const sortKey = ({ account, region, kind, id }: ListedObject): string =>
  [account, region, kind, id].join("/");
