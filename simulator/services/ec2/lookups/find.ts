/**
 * Look-ups by id, tags, arguments and filters, and how the provider says that it found none, or too many.
 * Filters have the names that EC2's Describe calls give them.
 */
import { ProviderError } from "../../../errors";
import type { Value, ValueMap } from "../../../protocol";
import { flag, maps, tagsOf, text, texts, type Tags } from "../../../values";
import type { Entity } from "../../../world/entity";
import type { Scope } from "../../../world/scope";
import { defaultVpc } from "../defaultVpc";
import type { Lookup } from "../../service";

type Facts<E> = Readonly<Record<string, (entity: E, scope: Scope) => readonly string[]>>;

export interface Question<E extends Entity> {
  /** As the provider's messages name it: `EC2 VPC`. */
  readonly noun: string;
  /** Whatever there is to be found; the default VPC and its parts have been made. */
  readonly all: (scope: Scope) => readonly E[];
  readonly facts: Facts<E>;
  /** Arguments that are filters by another name. */
  readonly args?: Readonly<Record<string, string>>;
  readonly tags?: (entity: E, scope: Scope) => Tags;
}

export function findAll<E extends Entity>(
  question: Question<E>,
  scope: Scope,
  args: ValueMap,
): readonly E[] {
  defaultVpc(scope);
  const filters = filtersOf(question, args);
  return question
    .all(scope)
    .filter((entity) => hasTags(tagsFor(question, entity, scope), tagsOf(args, "tags")))
    .filter((entity) => filters.every((one) => passes(question, entity, scope, one)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

interface Filter {
  readonly name: string;
  readonly values: readonly string[];
}

function filtersOf({ args: names = {} }: Pick<Question<Entity>, "args">, args: ValueMap): Filter[] {
  const written = maps(args, "filters").map((one) => ({
    name: text(one, "name") ?? "",
    values: texts(one, "values"),
  }));
  const named = Object.entries(names).flatMap(([argument, name]) => {
    const value = text(args, argument) ?? flag(args, argument)?.toString();
    // A flag that is off asks for nothing: the provider cannot tell it from one that is not set.
    return value === undefined || value === "false" ? [] : [{ name, values: [value] }];
  });
  return [...named, ...written];
}

function tagsFor<E extends Entity>(question: Question<E>, entity: E, scope: Scope): Tags {
  return question.tags?.(entity, scope) ?? entity.tags ?? {};
}

const hasTags = (tags: Tags, wanted: Tags): boolean =>
  Object.entries(wanted).every(([key, value]) => tags[key] === value);

function passes<E extends Entity>(
  question: Question<E>,
  entity: E,
  scope: Scope,
  { name, values }: Filter,
): boolean {
  const { facts } = question;
  const tags = tagsFor(question, entity, scope);
  const found = ofTags(tags, name) ?? facts[name]?.(entity, scope);
  if (found === undefined)
    throw new ProviderError(
      `the simulated AWS cannot filter by ${name}; it can by tag:<key>, tag-key, ${Object.keys(facts).join(", ")}`,
    );
  return found.some((one) => values.some((pattern) => isLike(one, pattern)));
}

function ofTags(tags: Tags, name: string): readonly string[] | undefined {
  if (name === "tag-key") return Object.keys(tags);
  if (!name.startsWith("tag:")) return undefined;
  const value = tags[name.slice(4)];
  return value === undefined ? [] : [value];
}

/** `*` stands for any characters, `?` for one. */
function isLike(value: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`).test(value);
}

/** The one, or the provider's complaint. */
export function single<T>(found: readonly T[], noun: string): T {
  const [first] = found;
  if (first === undefined) throw new ProviderError(`no matching ${noun} found`);
  if (found.length > 1)
    throw new ProviderError(
      `multiple ${noun}s matched; use additional constraints to reduce matches to a single ${noun}`,
    );
  return first;
}

/** What a look-up of one answers beside what it found: its region, its tags, and what was asked. */
export function one<E extends Entity>(
  question: Question<E>,
  show: (scope: Scope, entity: E) => ValueMap,
): Lookup {
  return (scope, args) => {
    const found = single(findAll(question, scope, args), question.noun);
    const { tagsAll: _tags, ...shown } = show(scope, found);
    return {
      id: found.id,
      ...shown,
      region: scope.region,
      tags: tagsFor(question, found, scope),
      ...asked(args, ["filters"]),
    };
  };
}

/** Their ids; none is no error. */
export function many<E extends Entity>(
  question: Question<E>,
  show: (found: readonly E[], scope: Scope) => ValueMap = (found) => ({
    ids: found.map(({ id }) => id),
  }),
): Lookup {
  return (scope, args) => ({
    id: scope.region,
    ...show(findAll(question, scope, args), scope),
    region: scope.region,
    tags: args.tags ?? {},
    ...asked(args, ["filters", "vpcId"]),
  });
}

function asked(args: ValueMap, keys: readonly string[]): ValueMap {
  const found: Record<string, Value> = {};
  for (const key of keys) if (args[key] !== undefined) found[key] = args[key] ?? null;
  return found;
}

/** Some of an answer's keys. */
export const without = (map: ValueMap | undefined, ...keys: readonly string[]): ValueMap =>
  Object.fromEntries(Object.entries(map ?? {}).filter(([key]) => !keys.includes(key)));
