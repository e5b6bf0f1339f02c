/** A case put to the simulated AWS, as a program does that bypasses the provider's own checks. */
import { CidrBlock, parseCidrBlock } from "../../net/cidrBlock";
import { openWorld, type Provider, type Value, type ValueMap } from "../../simulator";
import type { Argument, Arguments, Case, PartOf, Step } from "./case";

interface Made {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly args: ValueMap;
  readonly inputs: ValueMap;
  readonly properties: ValueMap;
}

const providerUrn = "urn:pulumi:dev::conformance::pulumi:providers:aws::default";

/** What AWS answers to the case's attempt: "accepted", or a code. */
export async function answerTo({ given, attempt }: Case): Promise<string> {
  const world = await openWorld();
  const provider = world.providerFactory()({
    package: "aws",
    version: "7.48.0",
    urn: providerUrn,
  });
  await provider.configure(providerUrn, { region: "us-east-1" });
  const player = new Player(provider);
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

  constructor(private readonly provider: Provider) {}

  play(step: Step): Promise<void> {
    if ("create" in step) return this.create(step.create, step.type, this.resolved(step.args));
    if ("update" in step) return this.update(this.find(step.update), this.resolved(step.args));
    return this.delete(this.find(step.delete));
  }

  private async create(name: string, type: string, args: ValueMap): Promise<void> {
    const identity = { urn: `urn:pulumi:dev::conformance::${type}::${name}`, type, name };
    const inputs = await this.inputsOf(identity, args, {});
    const request = { ...identity, properties: inputs, preview: false, timeout: 0 };
    const { id, properties } = await this.provider.create(request);
    this.made.set(name, { ...identity, id, args, inputs, properties });
  }

  private async update(made: Made, changes: ValueMap): Promise<void> {
    const kept = Object.entries({ ...made.args, ...changes }).filter(([, value]) => value !== null);
    const args = Object.fromEntries(kept);
    const inputs = await this.inputsOf(made, args, made.inputs);
    const { properties } = await this.provider.update({
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
    await this.provider.delete({ ...made, timeout: 0 });
    this.made.delete(made.name);
  }

  /** With the provider's defaults, and whatever it would say against them: AWS is asked, not the provider. */
  private async inputsOf(
    { urn, type, name }: Pick<Made, "urn" | "type" | "name">,
    news: ValueMap,
    olds: ValueMap,
  ): Promise<ValueMap> {
    const randomSeed = new Uint8Array(32);
    const request = { urn, type, name, olds, news, randomSeed };
    const { inputs, failures } = await this.provider.check(request);
    const unknown = failures.find(({ reason }) => reason.startsWith("Invalid or unknown key"));
    if (unknown !== undefined) throw new Error(`${type}: no property ${unknown.property}`);
    return inputs;
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
    if ("partOf" in argument) {
      const { partOf: path, mask, index } = argument as PartOf;
      return partOfBlock(this.outputAt(path), mask, index);
    }
    const entries = Object.entries(argument as Arguments);
    return Object.fromEntries(entries.map(([key, value]) => [key, this.resolve(value)]));
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

function partOfBlock(text: Value, mask: number, index: number): string {
  const whole = parseCidrBlock(typeof text === "string" ? text : "");
  if (!whole.ok) throw new Error(whole.reason);
  const { family, first } = whole.value;
  const size = new CidrBlock(family, first, mask).size;
  return new CidrBlock(family, first + size * BigInt(index), mask).toString();
}
