/**
 * Keeps what was secret secret: AWS is given values in the clear, and whatever it answers that holds one of them is marked,
 * also under another name (a secret tag stands in `tagsAll` too). The engine marks by name alone.
 */
import type * as protocol from "../protocol";
import type { Checked, DiffResult, Provider, Value, ValueMap } from "../protocol";
import { isList, isMap } from "../values";

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Text shorter than this says nothing about where it came from: it is marked by name alone. */
const shortestTrace = 4;

interface Secret extends ValueMap {
  readonly [signatureKey]: typeof secretSignature;
}

function isSecret(value: Value | undefined): value is Secret {
  return isMap(value) && value[signatureKey] === secretSignature;
}

const secret = (value: Value): Value => ({ [signatureKey]: secretSignature, value });

/** What is secret in what a function answers, by its token. */
const secretAnswers: Readonly<Record<string, readonly string[]>> = {
  "aws:secretsmanager/getSecretVersion:getSecretVersion": ["secretBinary", "secretString"],
};

/** The same value without marks, and by reference where it has none. */
function open(value: Value): Value {
  if (isSecret(value)) return open(value.value ?? null);
  if (isList(value)) {
    const items = value.map(open);
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  return isMap(value) ? openMap(value) : value;
}

function openMap(map: ValueMap): ValueMap {
  let copy: Record<string, Value> | undefined;
  for (const key of Object.keys(map)) {
    const item = map[key] ?? null;
    const opened = open(item);
    if (opened !== item) (copy ??= { ...map })[key] = opened;
  }
  return copy ?? map;
}

/** Texts inside secrets, long enough to be known again. */
function traces(value: Value, inside = false): string[] {
  if (isSecret(value)) return traces(value.value ?? null, true);
  if (typeof value === "string") return inside && value.length >= shortestTrace ? [value] : [];
  if (isList(value)) return value.flatMap((item) => traces(item, inside));
  return isMap(value) ? Object.values(value).flatMap((item) => traces(item, inside)) : [];
}

/** Marks in an answer what was secret in what was given: by name, and wherever its text stands. */
function marked(answer: ValueMap, given: ValueMap): ValueMap {
  if (open(given) === given) return answer;
  const texts = traces(given);
  const byText = (value: Value): Value => {
    if (typeof value === "string")
      return texts.some((text) => value.includes(text)) ? secret(value) : value;
    if (isList(value)) return value.map(byText);
    if (!isMap(value) || isSecret(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, byText(item)]));
  };
  return byText(byName(answer, given)) as ValueMap;
}

function byName(answer: Value, given: Value): Value {
  if (isSecret(given)) return secret(answer);
  if (isList(answer) && isList(given))
    return answer.map((item, index) => byName(item, given[index] ?? null));
  if (!isMap(answer) || !isMap(given)) return answer;
  return Object.fromEntries(
    Object.entries(answer).map(([key, item]) => [key, byName(item, given[key] ?? null)]),
  );
}

export class SecretKeeper implements Provider {
  constructor(private readonly inner: Provider) {}

  async checkConfig(urn: string, olds: ValueMap, news: ValueMap): Promise<Checked> {
    const { inputs, failures } = await this.inner.checkConfig(urn, openMap(olds), openMap(news));
    return { inputs: marked(inputs, news), failures };
  }

  diffConfig(urn: string, olds: ValueMap, news: ValueMap): Promise<DiffResult> {
    return this.inner.diffConfig(urn, openMap(olds), openMap(news));
  }

  async configure(urn: string, inputs: ValueMap): Promise<protocol.ProviderConfiguration> {
    const configuration = await this.inner.configure(urn, openMap(inputs));
    return { ...configuration, acceptSecrets: true };
  }

  async check(request: protocol.CheckRequest): Promise<Checked> {
    const { olds, news } = request;
    const { inputs, failures } = await this.inner.check({
      ...request,
      olds: openMap(olds),
      news: openMap(news),
    });
    return { inputs: marked(inputs, news), failures };
  }

  diff(request: protocol.DiffRequest): Promise<DiffResult> {
    return this.inner.diff({
      ...request,
      oldInputs: openMap(request.oldInputs),
      oldOutputs: openMap(request.oldOutputs),
      news: openMap(request.news),
    });
  }

  async create(request: protocol.CreateRequest): Promise<{ id: string; properties: ValueMap }> {
    const { properties: given } = request;
    const made = this.inner.create({ ...request, properties: openMap(given) });
    const { id, properties } = await made.catch(markedFailure(given));
    return { id, properties: marked(properties, given) };
  }

  async read(
    request: protocol.ReadRequest,
  ): Promise<{ id: string; inputs: ValueMap; properties: ValueMap }> {
    const given = { ...request.properties, ...request.inputs };
    const { id, inputs, properties } = await this.inner.read({
      ...request,
      inputs: openMap(request.inputs),
      properties: openMap(request.properties),
    });
    return { id, inputs: marked(inputs, given), properties: marked(properties, given) };
  }

  async update(request: protocol.UpdateRequest): Promise<{ properties: ValueMap }> {
    const { news } = request;
    const { properties } = await this.inner
      .update({
        ...request,
        oldInputs: openMap(request.oldInputs),
        oldOutputs: openMap(request.oldOutputs),
        news: openMap(news),
      })
      .catch(markedFailure(news));
    return { properties: marked(properties, news) };
  }

  delete(request: protocol.DeleteRequest): Promise<void> {
    const { inputs, properties } = request;
    return this.inner.delete({
      ...request,
      inputs: openMap(inputs),
      properties: openMap(properties),
    });
  }

  async invoke(
    token: string,
    args: ValueMap,
  ): Promise<{ result: ValueMap; failures: readonly protocol.CheckFailure[] }> {
    const { result, failures } = await this.inner.invoke(token, openMap(args));
    const kept = Object.entries(result).map(([key, value]): [string, Value] => [
      key,
      secretAnswers[token]?.includes(key) === true ? secret(value) : value,
    ]);
    return { result: Object.fromEntries(kept), failures };
  }

  cancel(): Promise<void> {
    return this.inner.cancel();
  }
}

/** What was made before a failure goes into the state as well. */
function markedFailure(given: ValueMap): (error: unknown) => never {
  return (error) => {
    const failure = error as { partial?: { properties: ValueMap; inputs?: ValueMap } };
    if (failure.partial)
      failure.partial = {
        ...failure.partial,
        properties: marked(failure.partial.properties, given),
        inputs: given,
      };
    throw error;
  };
}
