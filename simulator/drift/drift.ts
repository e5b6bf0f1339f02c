/**
 * Drift: what somebody changes, deletes or adds behind a stack's back, by hand in the console. AWS refuses what it always
 * refuses; no stack hears of the rest until it refreshes.
 */
import { AwsError } from "../errors";
import type { Model } from "../model";
import { forgetRecorded, recordedOf, withRecorded } from "../priming/recorded";
import { standingModel } from "../priming/standing";
import type { Value, ValueMap } from "../protocol";
import { checkInputs } from "../provider/check";
import { refusal } from "../provider/refusal";
import { inputsFrom } from "../provider/outputs";
import { findRegion, regionNames } from "../regions";
import { findModel } from "../services/registry";
import { isMap, tagsOf } from "../values";
import { forget, managedKind, remember, type Managed } from "../world/managed";
import type { Place, Scope } from "../world/scope";
import type { World } from "../world/world";

/** Something that cannot be done to the simulated AWS by hand, and why. */
export class DriftError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "DriftError";
  }
}

export interface Drifted extends Place {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
}

/** Properties by name; `tags.Name` for one tag. `null` takes one away. */
export type DriftChanges = Readonly<Record<string, Value>>;

/** @param target an id or a URN. @throws DriftError, or Refusal where AWS refuses */
export async function changeByHand(
  world: World,
  target: string,
  changes: DriftChanges,
): Promise<Drifted> {
  const found = locate(world, target);
  const { scope, model, managed } = found;
  await performed(world, { model, action: "update", id: managed.resourceId }, () => {
    const outputs = look(found);
    const inputs = { ...inputsFrom(model, outputs, {}), tags: outputs.tagsAll ?? {} };
    const news = changed(model, inputs, changes, target);
    const withAll = { ...news, tagsAll: tagsOf(news, "tags") };
    const change = { urn: managed.urn, olds: inputs, news: withAll, outputs };
    model.update?.(scope, managed.resourceId, change);
  });
  return shown(managed);
}

export async function removeByHand(world: World, target: string): Promise<Drifted> {
  const found = locate(world, target);
  const { scope, model, managed } = found;
  const { type, resourceId } = managed;
  await performed(world, { model, action: "delete", id: resourceId }, () => {
    model.delete(scope, resourceId, { ...managed.keys, ...look(found) });
    forget(scope, type, resourceId);
    forgetRecorded(scope, type, resourceId);
  });
  return shown(managed);
}

/** @param wanted what is added: its name tells it apart from others that are added by hand */
export async function addByHand(
  world: World,
  wanted: { readonly type: string; readonly name: string; readonly inputs: ValueMap },
  place: Place,
): Promise<Drifted> {
  const { type, name } = wanted;
  const model = findModel(type);
  if (model === undefined) throw new DriftError(`the simulated AWS does not model ${type}`);
  if (findRegion(place.region) === undefined)
    throw new DriftError(
      `the simulated AWS has no region ${JSON.stringify(place.region)}: it has ${regionNames.join(", ")}`,
    );
  const urn = `urn:pulumi:console::by-hand::${type}::${name}`;
  const { account, region: home } = place;
  const scope = world.scope({ account, region: model.global === true ? "" : home }, { home });
  const request = { urn, type, name, olds: {}, news: wanted.inputs, randomSeed: new Uint8Array() };
  const fresh = (): string => scope.nextLife(`name ${type}`, urn);
  const { inputs, failures } = checkInputs(model, request, fresh);
  const [failure] = failures;
  if (failure !== undefined) throw new DriftError(failure.reason);
  const { __defaults: _defaults, ...given } = inputs;
  const id = await performed(world, { model, action: "create", id: "" }, () => {
    if (model.autoname !== undefined) scope.newLife(`name ${type}`, urn);
    const made = model.create(scope, { ...given, tagsAll: tagsOf(given, "tags") }, { urn, name });
    const keys =
      model.keys && Object.fromEntries(model.keys.map((key) => [key, given[key] ?? null]));
    remember(scope, { urn, type, resourceId: made, ...(keys === undefined ? {} : { keys }) });
    return made;
  });
  return { ...scope.place, urn, type, id };
}

interface Located {
  readonly scope: Scope;
  readonly model: Model;
  readonly managed: Managed;
}

function locate(world: World, target: string): Located {
  const everywhere = world.scope({ account: "", region: "" });
  const byUrn = target.startsWith("urn:");
  const found = everywhere.find(managedKind, byUrn ? "urn" : "resource", target);
  const [managed] = found;
  if (managed === undefined) throw new DriftError(unknown(target, byUrn));
  if (found.length > 1)
    throw new DriftError(
      `"${target}" is the id of ${found.length} things; say which by its URN: ${found.map((one) => one.urn).join(", ")}`,
    );
  const { type, resourceId, place } = managed;
  const scope = world.scope(place);
  const known = findModel(type);
  if (known === undefined) throw new DriftError(`the simulated AWS does not model ${type}`);
  return { scope, managed, model: standingModel(scope, known, resourceId) ?? known };
}

const unknown = (target: string, byUrn: boolean): string =>
  `no resource with the ${byUrn ? "URN" : "id"} "${target}" stands in the simulated AWS; ` +
  "`sim ls` lists ids and URNs (what AWS itself made with a resource is changed through that resource)";

function look({ scope, model, managed }: Located): ValueMap {
  const { type, resourceId, keys = {} } = managed;
  const found = model.read(scope, resourceId, keys);
  if (found === undefined) throw new DriftError(`${resourceId} is not there any more`);
  return withRecorded(found, recordedOf(scope, type, resourceId));
}

function changed(
  model: Model,
  inputs: ValueMap,
  changes: DriftChanges,
  target: string,
): Record<string, Value> {
  const news: Record<string, Value> = { ...inputs };
  for (const [path, value] of Object.entries(changes)) {
    const [name = "", ...rest] = path.split(".");
    checkChange(model, name, target);
    const key = rest.join(".");
    if (key === "") assign(news, name, value);
    else {
      const before = news[name];
      const map: Record<string, Value> = isMap(before) ? { ...before } : {};
      assign(map, key, value);
      news[name] = map;
    }
  }
  return news;
}

function assign(map: Record<string, Value>, key: string, value: Value): void {
  if (value === null) Reflect.deleteProperty(map, key);
  else map[key] = value;
}

/** What AWS cannot change of a thing that is there, nobody can change by hand either. */
function checkChange(model: Model, name: string, target: string): void {
  const property = model.properties[name];
  const settable = Object.entries(model.properties)
    .filter(([, one]) => one.output !== true && one.local !== true && one.replaces !== true)
    .map(([key]) => key)
    .filter((key) => key !== "region");
  if (property === undefined || property.output === true || property.local === true)
    throw new DriftError(
      `${name} of ${target} cannot be set: what can be is ${settable.join(", ")} (\`tags.Name\` for one tag)`,
    );
  if (property.replaces === true || name === "region")
    throw new DriftError(
      `AWS cannot change ${name} of what exists already (${model.noun} ${target}); what it can is ${settable.join(", ")}`,
    );
}

interface Doing {
  readonly model: Model;
  readonly action: "create" | "update" | "delete";
  readonly id: string;
}

async function performed<T>(world: World, { model, action, id }: Doing, work: () => T): Promise<T> {
  try {
    return await world.perform(work);
  } catch (error) {
    throw error instanceof AwsError ? refusal(error, model, action, id) : error;
  }
}

const shown = ({ urn, type, resourceId, place }: Managed): Drifted => ({
  ...place,
  urn,
  type,
  id: resourceId,
});
