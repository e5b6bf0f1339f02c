/** A case put to the simulated AWS, as a program does that bypasses the provider's own checks. */
import { CidrBlock, parseCidrBlock } from "../../net/cidrBlock";
import { openWorld, type Provider, type Value, type ValueMap, type World } from "../../simulator";
import type { Argument, Arguments, Case, JoinedText, PartOf, Step } from "./case";

interface Made {
  readonly provider: Provider;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly args: ValueMap;
  readonly inputs: ValueMap;
  readonly properties: ValueMap;
}

/** In seconds. */
const DAY = 86_400;

const providerUrn = "urn:pulumi:dev::conformance::pulumi:providers:aws::default";

/** @param account whose requests it sends; else the stack's own */
async function providerOf(world: World, account?: string): Promise<Provider> {
  const urn = account === undefined ? providerUrn : `${providerUrn}-${account}`;
  const provider = world.providerFactory()({ package: "aws", version: "7.48.0", urn });
  const own: ValueMap =
    account === undefined ? {} : { allowedAccountIds: JSON.stringify([account]) };
  await provider.configure(urn, { region: "us-east-1", ...own });
  return provider;
}

/** What AWS answers to the case's attempt: "accepted", or a code. */
export async function answerTo({ given, attempt }: Case): Promise<string> {
  const player = new Player(await openWorld());
  for (const step of given) await player.play(step);
  try {
    await player.play(attempt);
    return "accepted";
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return code ?? `error: ${message}`;
  }
}

class Player {
  private readonly made = new Map<string, Made>();
  private readonly providers = new Map<string | undefined, Promise<Provider>>();

  constructor(private readonly world: World) {}

  play(step: Step): Promise<void> {
    if ("create" in step) return this.create(step, this.resolved(step.args));
    if ("days" in step) return this.world.advance(step.days * DAY);
    if ("update" in step) return this.update(this.find(step.update), this.resolved(step.args));
    return this.delete(this.find(step.delete));
  }

  private providerFor(account: string | undefined): Promise<Provider> {
    const known = this.providers.get(account) ?? providerOf(this.world, account);
    this.providers.set(account, known);
    return known;
  }

  private async create(
    { create: name, type, account }: Extract<Step, { create: string }>,
    args: ValueMap,
  ): Promise<void> {
    const provider = await this.providerFor(account);
    const urn = `urn:pulumi:dev::conformance::${type}::${name}`;
    const identity = { provider, urn, type, name };
    const inputs = await inputsOf(identity, args, {});
    const request = { urn, type, name, properties: inputs, preview: false, timeout: 0 };
    const { id, properties } = await provider.create(request);
    this.made.set(name, { ...identity, id, args, inputs, properties });
  }

  private async update(made: Made, changes: ValueMap): Promise<void> {
    const kept = Object.entries({ ...made.args, ...changes }).filter(([, value]) => value !== null);
    const args = Object.fromEntries(kept);
    const inputs = await inputsOf(made, args, made.inputs);
    const { properties } = await made.provider.update({
      ...made,
      oldInputs: made.inputs,
      oldOutputs: made.properties,
      news: inputs,
      preview: false,
      timeout: 0,
      ignoreChanges: [],
    });
    this.made.set(made.name, { ...made, args, inputs, properties });
  }

  private async delete(made: Made): Promise<void> {
    await made.provider.delete({ ...made, timeout: 0 });
    this.made.delete(made.name);
  }

  private find(name: string): Made {
    const made = this.made.get(name);
    if (made === undefined) throw new Error(`no step made ${name}`);
    return made;
  }

  private resolved(args: Arguments): ValueMap {
    return this.resolve(args) as ValueMap;
  }

  private resolve(argument: Argument): Value {
    if (typeof argument !== "object" || argument === null) return argument;
    if (Array.isArray(argument)) return argument.map((one: Argument) => this.resolve(one));
    if ("ref" in argument) return this.outputAt(argument.ref as string);
    if ("json" in argument) return JSON.stringify(this.resolve(argument.json));
    if ("joined" in argument) return this.joined((argument as JoinedText).joined);
    if ("partOf" in argument) {
      const { partOf: path, mask, index } = argument as PartOf;
      return partOfBlock(this.outputAt(path), mask, index);
    }
    const entries = Object.entries(argument as Arguments);
    return Object.fromEntries(entries.map(([key, value]) => [key, this.resolve(value)]));
  }

  private joined(parts: readonly Argument[]): string {
    const texts = parts.map((one) => this.resolve(one));
    return texts.map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join("");
  }

  private outputAt(path: string): Value {
    const [name = "", ...keys] = path.split(".");
    const { id, properties } = this.find(name);
    let value: Value | undefined = { ...properties, id };
    for (const key of keys) value = (value as ValueMap | undefined)?.[key];
    if (value === undefined) throw new Error(`nothing at ${path}`);
    return value;
  }
}

/** With the provider's defaults, and whatever it would say against them: AWS is asked, not the provider. */
async function inputsOf(
  { provider, urn, type, name }: Pick<Made, "provider" | "urn" | "type" | "name">,
  news: ValueMap,
  olds: ValueMap,
): Promise<ValueMap> {
  const randomSeed = new Uint8Array(32);
  const { inputs, failures } = await provider.check({ urn, type, name, olds, news, randomSeed });
  const unknown = failures.find(({ reason }) => reason.startsWith("Invalid or unknown key"));
  if (unknown !== undefined) throw new Error(`${type}: no property ${unknown.property}`);
  return inputs;
}

function partOfBlock(text: Value, mask: number, index: number): string {
  const whole = parseCidrBlock(typeof text === "string" ? text : "");
  if (!whole.ok) throw new Error(whole.reason);
  const { family, first } = whole.value;
  const size = new CidrBlock(family, first, mask).size;
  return new CidrBlock(family, first + size * BigInt(index), mask).toString();
}
