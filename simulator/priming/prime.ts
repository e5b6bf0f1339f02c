/**
 * Takes over what a real stack has, so that a change to an existing network is rehearsed as a change. In the order of the
 * deployment: what something refers to stands before it.
 */
import { FailedAfterCreate } from "../errors";
import type { Model } from "../model";
import type { ValueMap } from "../protocol";
import { withoutDialect } from "../provider/dialect";
import { genericModel } from "../provider/generic";
import { findModel } from "../services/registry";
import { remember } from "../world/managed";
import type { Pinned, Scope } from "../world/scope";
import type { World } from "../world/world";
import { formerKind } from "./former";
import { record } from "./recorded";
import { isAws, placeIn, providerUrn, tagsIn, type StatePlace, type StateResource } from "./state";
import { completed, zoneMapKind, zonesIn } from "./zones";

export interface Standing {
  readonly urn: string;
  readonly type: string;
  /** Why the model could not take it over. */
  readonly reason: string;
}

export interface Primed {
  readonly taken: number;
  /** Taken as they stand: read, changed and deleted without being checked. */
  readonly standing: readonly Standing[];
  readonly account: string | undefined;
}

/** @throws Error where it cannot be told in which account or region the resources are */
export async function primeWorld(
  world: World,
  resources: readonly StateResource[],
  fallback: Partial<StatePlace> = {},
): Promise<Primed> {
  const places = placesOf(resources, fallback);
  learnZones(world, resources, places);
  const standing: Standing[] = [];
  let taken = 0;
  for (const resource of resources) {
    if (!isAws(resource) || resource.id === undefined || resource.id === "") continue;
    const place = places(resource);
    const reason = await world.perform(() => takeOver(world, resource, place));
    if (reason === undefined) taken++;
    else standing.push({ urn: resource.urn, type: resource.type, reason });
  }
  for (const [urn, place] of places.providers) world.primedAccounts.set(urn, place.account);
  const [first] = places.providers.values();
  world.homeAccount ??= first?.account;
  return { taken, standing, account: first?.account };
}

type Places = ((resource: StateResource) => StatePlace) & {
  readonly providers: ReadonlyMap<string, StatePlace>;
};

/** Each resource's account and region; where it does not say, those of others of its provider. */
function placesOf(resources: readonly StateResource[], fallback: Partial<StatePlace>): Places {
  const providers = new Map<string, StatePlace>();
  const partial = new Map<string, Partial<StatePlace>>();
  for (const resource of resources) {
    if (resource.type === "pulumi:providers:aws") {
      const { region } = placeIn({ ...resource, outputs: {} });
      partial.set(resource.urn, { ...fallback, ...(region === undefined ? {} : { region }) });
    }
    if (!isAws(resource)) continue;
    const urn = providerUrn(resource);
    partial.set(urn, { ...placeIn(resource), ...defined(partial.get(urn)) });
  }
  for (const [urn, { account, region }] of partial) {
    if (account === undefined) continue;
    providers.set(urn, { account, region: region ?? fallback.region ?? "" });
  }
  const place = (resource: StateResource): StatePlace => {
    const found = { ...fallback, ...providers.get(providerUrn(resource)), ...placeIn(resource) };
    const { account, region } = found;
    if (account === undefined || region === undefined)
      throw new Error(
        `nothing in the state says in which ${account === undefined ? "account" : "region"} ${resource.urn} is: give it with ` +
          (account === undefined ? "--account" : "--config aws:region=<region>"),
      );
    return { account, region };
  };
  return Object.assign(place, { providers });
}

const defined = (place: Partial<StatePlace> = {}): Partial<StatePlace> => place;

function learnZones(world: World, resources: readonly StateResource[], places: Places): void {
  const known = new Map<string, { place: StatePlace; zones: Map<string, string> }>();
  for (const resource of resources.filter(isAws)) {
    const zone = zonesIn(resource);
    if (zone === undefined) continue;
    const place = places(resource);
    const key = `${place.account}/${place.region}`;
    const entry = known.get(key) ?? { place, zones: new Map<string, string>() };
    entry.zones.set(zone.name, zone.id);
    known.set(key, entry);
  }
  world.store.transact(() => {
    for (const { place, zones } of known.values()) {
      const scope = world.scope(place);
      const pairs = [...zones].map(([name, id]) => ({ name, id }));
      scope.put(zoneMapKind, {
        id: place.region,
        zones: completed(pairs, scope.availabilityZones),
        ambient: true,
      });
    }
  });
}

/** @returns why the model could not */
function takeOver(world: World, resource: StateResource, place: StatePlace): string | undefined {
  const { type, urn, id = "" } = resource;
  const model = findModel(type) ?? genericModel(type);
  const outputs = withoutDialect(resource.outputs ?? {});
  const inputs: ValueMap = { ...withoutDialect(resource.inputs ?? {}), tagsAll: tagsIn(outputs) };
  const region = model.global === true ? "" : place.region;
  const childId = (prefix: string, role: string): string | undefined =>
    model.childId?.(outputs, prefix, role);
  const pinned: Pinned = { id, outputs, childId };
  const options = { home: place.region };
  const scope = world.scope({ account: place.account, region }, { ...options, pinned });
  const plain = world.scope({ account: place.account, region }, options);
  const reason = world.store.attempt(() => make(model, scope, inputs, resource));
  const modelled =
    reason === undefined ? model.read(plain, id, { ...inputs, ...outputs }) : undefined;
  const keys =
    model.keys && Object.fromEntries(model.keys.map((key) => [key, inputs[key] ?? null]));
  remember(plain, { urn, type, resourceId: id, ...(keys === undefined ? {} : { keys }) });
  plain.everywhere.put(formerKind, { id: urn, resourceId: id, ambient: true });
  record(plain, type, id, { outputs, ...(modelled === undefined ? {} : { modelled }) });
  return reason ?? (modelled === undefined ? "the model does not find it again" : undefined);
}

function make(model: Model, scope: Scope, inputs: ValueMap, { urn }: StateResource): void {
  try {
    model.create(scope, inputs, { urn, name: urn.slice(urn.lastIndexOf("::") + 2) });
  } catch (error) {
    // It is there: that something was wrong when it was made is no matter now.
    if (!(error instanceof FailedAfterCreate)) throw error;
  }
}
