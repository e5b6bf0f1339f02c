/** The resources being read: what is what's key, who refers to whom, and what was noticed on the way. */
import type { Key, Missing } from "../network";
import { nounOf, nouns, specOf, type Noun } from "./nouns";
import { placeOf, type Place } from "./places";
import { idOf, property, texts } from "./properties";
import { asList, asText, isUnknown } from "./propertyValues";
import type { ResourceRecord } from "./resourceRecord";

/** Who is meant by an id or a name: of several, the one in the same place. */
interface Alias {
  readonly key: Key;
  readonly place: Place;
}

/** A reference: whose it is, and in which property. */
export interface Reference {
  readonly noun: Noun;
  readonly record: ResourceRecord;
  /** The property of the resource, for what it depends on. */
  readonly property: string;
  /** Several may be meant. */
  readonly list?: boolean;
}

export class Reading {
  readonly missing: Missing[] = [];
  readonly assumptions: string[] = [];
  private readonly byUrn = new Map<string, ResourceRecord>();
  private readonly byType = new Map<string, ResourceRecord[]>();
  /** URN of what stands for a resource: another stack's, where one only reads what the other manages. */
  private readonly standsFor = new Map<string, Key>();
  private readonly aliases = new Map<string, Alias[]>();
  /** What AWS makes with a resource, by noun and the resource's key. */
  private readonly implied = new Map<string, Key>();
  private readonly noted = new Set<string>();

  constructor(records: readonly ResourceRecord[]) {
    for (const record of records) this.byUrn.set(record.urn, record);
    const managedFirst = [
      ...records.filter(({ external }) => external !== true),
      ...records.filter(({ external }) => external === true),
    ];
    for (const record of managedFirst) this.take(record);
  }

  private take(record: ResourceRecord): void {
    const noun = nounOf(record.type);
    const first = this.earlier(record, noun);
    this.standsFor.set(record.urn, first ?? record.urn);
    if (noun !== undefined) this.name(noun, record, first ?? record.urn);
    if (first !== undefined) return;
    const same = this.byType.get(record.type);
    if (same === undefined) this.byType.set(record.type, [record]);
    else same.push(record);
  }

  /** The same thing, where another stack has it already. */
  private earlier(record: ResourceRecord, noun: Noun | undefined): Key | undefined {
    const id = idOf(record);
    if (id === undefined) return undefined;
    if (noun !== undefined && specOf(noun).sides !== true) return this.find(noun, id, record, true);
    if (record.external !== true) return undefined;
    return this.byType.get(record.type)?.find((one) => idOf(one) === id)?.urn;
  }

  private name(noun: Noun, record: ResourceRecord, key: Key): void {
    const named = (specOf(noun).names ?? []).flatMap((path) => texts(record, path));
    for (const name of [idOf(record), ...texts(record, "arn"), ...named])
      if (name !== undefined) this.alias(noun, name, key, record);
  }

  /** Whoever refers to `name` means `key`. */
  alias(noun: Noun, name: string, key: Key, record: ResourceRecord): void {
    const at = `${noun} ${name}`;
    const alias = { key, place: this.placeOf(record) };
    const others = this.aliases.get(at);
    if (others === undefined) this.aliases.set(at, [alias]);
    else if (!others.some((one) => one.key === key)) others.push(alias);
  }

  /** Whoever refers to `noun` by way of `owner` means `key`: a VPC's main route table. */
  imply(noun: Noun, owner: Key, key: Key): void {
    this.implied.set(`${noun} ${owner}`, key);
  }

  impliedBy(noun: Noun, owner: Key): Key | undefined {
    return this.implied.get(`${noun} ${owner}`);
  }

  of(noun: Noun): readonly ResourceRecord[] {
    return this.ofTypes(nouns[noun].types);
  }

  ofTypes(types: readonly string[]): readonly ResourceRecord[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  types(): readonly string[] {
    return [...this.byType.keys()];
  }

  key({ urn }: ResourceRecord): Key {
    return this.standsFor.get(urn) ?? urn;
  }

  record(key: Key): ResourceRecord | undefined {
    return this.byUrn.get(key);
  }

  placeOf(record: ResourceRecord): Place {
    const { provider = "" } = record;
    return placeOf(record, this.byUrn.get(provider.slice(0, provider.lastIndexOf("::"))));
  }

  /** The key that a name stands for. */
  find(noun: Noun, name: string, from: ResourceRecord, exact = false): Key | undefined {
    const found = this.aliases.get(`${noun} ${name}`);
    if (found === undefined) return undefined;
    const { account, region } = found.length === 1 && !exact ? {} : this.placeOf(from);
    const fits = (place: Place): boolean =>
      (place.account ?? account) === (account ?? place.account) &&
      (place.region ?? region) === (region ?? place.region);
    const key = (found.find(({ place }) => fits(place)) ?? (exact ? undefined : found[0]))?.key;
    return key === undefined ? undefined : (this.standsFor.get(key) ?? key);
  }

  /** Makes one resource stand for another: the requester's for the accepter's. */
  standIn(record: ResourceRecord, key: Key): void {
    this.standsFor.set(record.urn, key);
  }

  /** The part that a property names: undefined where it names none, a key that nothing has where it is missing. */
  one(noun: Noun, record: ResourceRecord, path: string): Key | undefined {
    return this.named({ noun, record, property: topOf(path) }, path)[0];
  }

  /** In order of key: to AWS such a list is a set, whose order says nothing. */
  many(noun: Noun, record: ResourceRecord, path: string): Key[] {
    return this.named({ noun, record, property: topOf(path), list: true }, path).sort();
  }

  private named(reference: Reference, path: string): Key[] {
    return this.resolve(reference, property(reference.record, path));
  }

  /** The same for a value that was taken out of the property: of a route in `routes`. */
  resolve(reference: Reference, value: unknown): Key[] {
    const { noun, record } = reference;
    if (isUnknown(value)) return this.behind(reference);
    const items = asList(value);
    const known = items.flatMap((one) => asText(one) ?? []);
    const keys = known.map((name) => this.find(noun, name, record) ?? this.absent(reference, name));
    const unknown = items.filter(isUnknown).length;
    const rest = unknown === 0 ? [] : this.behind(reference, { count: unknown, besides: keys });
    return [...new Set([...keys, ...rest])];
  }

  /** What an unknown value can only be: the resources of the noun's kind that it came from. */
  private behind(
    reference: Reference,
    items?: { readonly count: number; readonly besides: readonly Key[] },
  ): Key[] {
    const { record, property: path, list = false } = reference;
    const found = this.candidates(reference).filter((key) => items?.besides.includes(key) !== true);
    const unclear = `${record.urn}#${path}`;
    const count = items?.count ?? (list ? found.length : 1);
    if (found.length === 0 || found.length > count) return [this.absent(reference, unclear)];
    return found.length < count ? [...found, this.absent(reference, unclear)] : found;
  }

  /** The one resource of the noun's kind that a property came from, whatever the property is. */
  source(noun: Noun, record: ResourceRecord, path: string): Key | undefined {
    const [only, ...others] = this.candidates({ noun, record, property: path });
    return others.length === 0 ? only : undefined;
  }

  /** Whether an unknown value came from a resource of the noun's kind. */
  hasSource(reference: Reference): boolean {
    return this.candidates(reference).length > 0;
  }

  private candidates({ noun, record, property: path }: Reference): Key[] {
    const sources = record.propertyDependencies?.[path] ?? [];
    const records = sources.flatMap((urn) => this.byUrn.get(urn) ?? []);
    const types: readonly string[] = nouns[noun].types;
    const fitting = records.filter(({ type }) => types.includes(type)).map((one) => this.key(one));
    if (fitting.length > 0) return [...new Set(fitting)];
    return [...new Set(records.flatMap((one) => this.impliedBy(noun, this.key(one)) ?? []))];
  }

  /** Notes that what is referred to is not among the resources. */
  absent({ noun, record }: Reference, key: Key): Key {
    this.miss({ key, kind: specOf(noun).label, referredToBy: this.key(record) });
    return key;
  }

  miss(missing: Missing): void {
    const text = JSON.stringify(missing);
    if (this.noted.has(text)) return;
    this.noted.add(text);
    this.missing.push(missing);
  }

  assume(sentence: string): void {
    if (this.noted.has(sentence)) return;
    this.noted.add(sentence);
    this.assumptions.push(sentence);
  }
}

const topOf = (path: string): string => path.split(".")[0] ?? path;
