/** A provider of `test:index:Thing` for the engine's specs: a map, with failures and replacements on request. */
import type {
  CheckRequest,
  CreateRequest,
  DeleteRequest,
  DiffRequest,
  DiffResult,
  Provider,
  ReadRequest,
  UpdateRequest,
  Value,
  ValueMap,
} from "../../engine/provider";

export interface Thing {
  readonly urn: string;
  readonly properties: ValueMap;
}

export class ThingCloud {
  readonly things = new Map<string, Thing>();
  readonly calls: string[] = [];
  readonly configured: ValueMap[] = [];
  /** Resource name to the error that its next call of the method ends with. */
  readonly failing = new Map<string, Error>();
  /** Asked before each call: what it ends with. */
  refusing: ((method: string, name: string) => Error | undefined) | undefined;
  private count = 0;

  factory = (): Provider => new ThingProvider(this);

  nextId(): string {
    return `thing-${++this.count}`;
  }

  failIfAsked(method: string, name: string): void {
    const error = this.failing.get(`${method} ${name}`) ?? this.refusing?.(method, name);
    if (error) throw error;
  }
}

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

class ThingProvider implements Provider {
  constructor(private readonly cloud: ThingCloud) {}

  checkConfig(_urn: string, _olds: ValueMap, news: ValueMap) {
    return Promise.resolve({ inputs: news, failures: [] });
  }

  diffConfig(_urn: string, olds: ValueMap, news: ValueMap): Promise<DiffResult> {
    const changes = olds.region !== news.region;
    const replaces = changes ? ["region"] : [];
    return Promise.resolve({ changes, replaces, deleteBeforeReplace: false, diffs: replaces });
  }

  configure(_urn: string, inputs: ValueMap) {
    this.cloud.configured.push(inputs);
    return Promise.resolve({
      acceptSecrets: false,
      supportsPreview: true,
      supportsAutonaming: true,
    });
  }

  /** The label is an autoname: carried over from the old inputs, made anew where there are none. */
  check({ olds, news, name, autonaming }: CheckRequest) {
    const failures =
      news.size === "huge" ? [{ property: "size", reason: "must be small or large" }] : [];
    const given =
      autonaming && autonaming.mode !== "disabled" ? autonaming.proposedName : undefined;
    const label = olds.label ?? given ?? `${name}-${this.cloud.nextId()}`;
    const named: ValueMap = autonaming?.mode === "disabled" ? {} : { label };
    return Promise.resolve({
      inputs: { ...named, ...news },
      failures,
    });
  }

  /**
   * `size` and `of` replace, everything else updates; `deleteFirst` asks for delete-before-replace. `vague` leaves the
   * comparison to the engine, `terse` names no paths.
   */
  diff({ oldInputs, news }: DiffRequest): Promise<DiffResult> {
    const keys = [...new Set([...Object.keys(oldInputs), ...Object.keys(news)])];
    const diffs = keys.filter((key) => canonical(oldInputs[key]) !== canonical(news[key]));
    const replaces = diffs.filter((key) => ["size", "of"].includes(key));
    if (news.vague === true)
      return Promise.resolve({
        changes: "unknown",
        replaces: [],
        deleteBeforeReplace: false,
        diffs: [],
      });
    return Promise.resolve({
      changes: diffs.length > 0,
      replaces,
      deleteBeforeReplace: news.deleteFirst === true,
      diffs,
      ...(news.terse !== true && {
        detailedDiff: Object.fromEntries(
          diffs.map((key) => [
            key,
            {
              kind: replaces.includes(key) ? "update-replace" : "update",
              inputDiff: true,
            } as const,
          ]),
        ),
      }),
    });
  }

  async create({ urn, name, properties, preview }: CreateRequest) {
    if (preview) return { id: "", properties: { ...properties, echo: unknown } };
    await Promise.resolve();
    this.cloud.failIfAsked("create", name);
    const id = this.cloud.nextId();
    const made = { ...properties, echo: echo(properties) };
    this.cloud.things.set(id, { urn, properties: made });
    this.cloud.calls.push(`create ${name}`);
    return { id, properties: made };
  }

  async read({ id, name, inputs }: ReadRequest) {
    await Promise.resolve();
    this.cloud.failIfAsked("read", name);
    const thing = this.cloud.things.get(id);
    if (!thing) return { id: "", inputs: {}, properties: {} };
    const { echo: _echo, ...read } = thing.properties;
    return { id, inputs: { ...inputs, ...read }, properties: thing.properties };
  }

  async update({ urn, id, name, news, preview }: UpdateRequest) {
    const properties = { ...news, echo: echo(news) };
    if (preview) return { properties };
    await Promise.resolve();
    this.cloud.failIfAsked("update", name);
    this.cloud.things.set(id, { urn, properties });
    this.cloud.calls.push(`update ${name}`);
    return { properties };
  }

  async delete({ id, name }: DeleteRequest) {
    await Promise.resolve();
    this.cloud.failIfAsked("delete", name);
    this.cloud.things.delete(id);
    this.cloud.calls.push(`delete ${name}`);
  }

  invoke(token: string, args: ValueMap) {
    return Promise.resolve({ result: { token, args }, failures: [] });
  }

  cancel() {
    return Promise.resolve();
  }
}

function echo(properties: ValueMap): Value {
  return properties.of === undefined ? "nothing" : `echo of ${JSON.stringify(properties.of)}`;
}

/** The same for equal values, whatever the order of keys in which they were sent. */
function canonical(value: Value | undefined): string | undefined {
  const sorted = (_key: string, one: unknown): unknown =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one;
  return JSON.stringify(value, sorted);
}
