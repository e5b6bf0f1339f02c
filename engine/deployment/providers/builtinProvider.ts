/**
 * The provider of the package `pulumi`, which every engine has: stack references, read from where other stacks are kept, and
 * stashes, which keep a value that the program once gave. `builtins.go` of Pulumi is the model.
 */
import { randomUUID } from "node:crypto";
import { secretNames, type StackOutputs } from "../../backend/stackOutputs";
import { EngineError } from "../../errors";
import type { CheckFailure, Provider, ValueMap } from "../../provider";
import { valuesEqual } from "../../values";

export const builtinPackage = "pulumi";
const stackReference = "pulumi:pulumi:StackReference";
const stash = "pulumi:index:Stash";

export interface BuiltinSettings {
  readonly stackOutputs: (name: string) => Promise<StackOutputs>;
  readonly tell: (severity: "info" | "warning", message: string, urn?: string) => void;
}

export function builtinProvider({ stackOutputs, tell }: BuiltinSettings): Provider {
  const reference = async (given: ValueMap): Promise<ValueMap> => {
    const name = typeof given.name === "string" ? given.name : "";
    const { outputs, elided } = await stackOutputs(name);
    if (elided) tell("info", `eliding undecryptable secrets for stack reference '${name}'`);
    return { name, outputs, secretOutputNames: secretNames(outputs) };
  };
  return {
    checkConfig: () => Promise.resolve({ inputs: {}, failures: [] }),
    diffConfig: () => Promise.resolve(difference([], [])),
    configure: () => Promise.resolve({ acceptSecrets: true, supportsPreview: true }),
    check: ({ urn, type, news }) => {
      if (type === stackReference)
        tell(
          "warning",
          'The "pulumi:pulumi:StackReference" resource type is deprecated. Update your SDK or if already up to date ' +
            "raise an issue at https://github.com/pulumi/pulumi/issues.",
          urn,
        );
      return Promise.resolve({ inputs: news, failures: checkOf(type, news) });
    },
    diff: ({ type, oldInputs, news }) => {
      const key = keyOf(type);
      if (valuesEqual(oldInputs[key], news[key])) return Promise.resolve(difference([], []));
      return Promise.resolve(type === stash ? difference([], [key]) : difference([key], []));
    },
    create: async ({ type, properties, preview }) => ({
      id: preview ? "" : randomUUID(),
      properties:
        type === stash
          ? { input: properties.input ?? null, output: properties.input ?? null }
          : await reference(properties),
    }),
    read: async ({ type, id, inputs, properties }) => {
      if (type === stash) {
        if (Object.keys(inputs).length === 0) throw new EngineError("stash can not be imported");
        return { id, inputs, properties };
      }
      const unknown = Object.keys(inputs).find((key) => key !== "name");
      if (unknown !== undefined) throw new EngineError(`unknown property "${unknown}"`);
      if (!("name" in inputs)) throw new EngineError("stack reference can not be imported");
      return { id, inputs, properties: await reference({ ...inputs, ...properties }) };
    },
    update: ({ news, oldOutputs }) =>
      Promise.resolve({
        properties: { input: news.input ?? null, output: oldOutputs.output ?? null },
      }),
    delete: () => Promise.resolve(),
    invoke: async (token, args) => {
      if (token !== "pulumi:pulumi:readStackOutputs")
        throw new EngineError(`unrecognized function name: '${token}'`);
      return { result: await reference(args), failures: [] };
    },
    cancel: () => Promise.resolve(),
  };
}

function keyOf(type: string): string {
  if (type === stackReference) return "name";
  if (type === stash) return "input";
  throw new EngineError(`unrecognized resource type '${type}'`);
}

function checkOf(type: string, news: ValueMap): readonly CheckFailure[] {
  const key = keyOf(type);
  const other = Object.keys(news).find((one) => one !== key);
  if (other !== undefined) return [{ property: other, reason: `unknown property "${other}"` }];
  if (!(key in news)) return [{ property: key, reason: `missing required property "${key}"` }];
  if (type === stackReference && typeof news.name !== "string")
    return [{ property: key, reason: `property "${key}" must be a string` }];
  return [];
}

function difference(replaces: readonly string[], diffs: readonly string[]) {
  const changes = replaces.length + diffs.length > 0;
  return { changes, replaces, diffs, deleteBeforeReplace: false };
}
