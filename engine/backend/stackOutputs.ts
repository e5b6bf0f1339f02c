/** The outputs of another stack, for stack references: from an export that is given as a file, or from the backend. */
import { EngineError } from "../errors";
import type { ValueMap } from "../provider";
import { stackType } from "../urn";
import { hasSecret } from "../values";
import {
  checkVersion,
  encryptedSecrets,
  readDeployment,
  saltOf,
  type SecretCodec,
} from "./checkpoint";
import { organization, type FileBackend, type StackName } from "./fileBackend";
import { openCrypter } from "./passphrase";

type Json = Record<string, unknown>;

export interface OtherStacks {
  readonly backend: FileBackend;
  /** As `pulumi stack export` prints them, parsed; by `project/stack`, or by the whole name that references use. */
  readonly exports: Readonly<Record<string, unknown>>;
  /** Where whoever is not found could be given. Then an organization, of which this backend has one, is not looked at. */
  readonly remedy: string | undefined;
  /** A name as references spell it. */
  readonly parse: (name: string) => StackName;
  /** Undefined where there is none. */
  readonly passphrase: () => string | undefined;
}

export interface StackOutputs {
  readonly outputs: ValueMap;
  /** Secrets of which no key is here: they are empty objects then, still secret. */
  readonly elided: boolean;
}

/** @throws EngineError `unknown stack …` where it is neither given nor in the backend */
export async function readStackOutputs(name: string, stacks: OtherStacks): Promise<StackOutputs> {
  const given = stacks.exports[name] ?? stacks.exports[name.split("/").slice(-2).join("/")];
  const deployment =
    given === undefined ? await fromBackend(name, stacks) : fromExport(name, given);
  if (deployment === undefined) return { outputs: {}, elided: false };
  const { codec, told } = await codecFor(deployment, stacks.passphrase);
  const { resources } = readDeployment(deployment, codec);
  const root = resources.find((one) => one.type === stackType && one.parent === "" && !one.delete);
  return { outputs: root?.outputs ?? {}, elided: told.elided };
}

/** Outputs with a secret anywhere in them. */
export function secretNames(outputs: ValueMap): readonly string[] {
  return Object.keys(outputs)
    .filter((key) => hasSecret(outputs[key]))
    .sort();
}

async function fromBackend(
  name: string,
  { backend, exports, parse, remedy }: OtherStacks,
): Promise<Json | undefined> {
  const stack = parse(
    remedy === undefined ? name : name.replace(/^[^/]+(?=\/[^/]+\/)/, organization),
  );
  const given = exports[`${stack.project}/${stack.stack}`];
  if (given !== undefined) return fromExport(name, given);
  if (!(await backend.exists(stack)))
    throw new EngineError(
      `unknown stack ${JSON.stringify(name)}${remedy === undefined ? "" : `: ${remedy}`}`,
    );
  // What a run of that stack has begun is not its own yet: the last whole checkpoint counts.
  const file = JSON.parse(await backend.read(stack)) as Json;
  checkVersion(file, backend.stackFile(stack));
  return (file.checkpoint as { latest?: Json } | undefined)?.latest;
}

function fromExport(name: string, given: unknown): Json | undefined {
  const file = (typeof given === "object" && given !== null ? given : {}) as Json;
  checkVersion(file, `the export of ${name}`);
  const checkpoint = file.checkpoint as { latest?: Json } | undefined;
  return (file.deployment as Json | undefined) ?? checkpoint?.latest;
}

async function codecFor(
  deployment: Json,
  passphrase: () => string | undefined,
): Promise<{ codec: SecretCodec; told: { elided: boolean } }> {
  const told = { elided: false };
  const elided = {
    seal: () => ({}),
    open: (value: ValueMap) => {
      if (typeof value.plaintext === "string") return JSON.parse(value.plaintext) as ValueMap;
      told.elided = true;
      return {};
    },
  };
  if (!JSON.stringify(deployment).includes('"ciphertext":')) return { codec: elided, told };
  const { type } = (deployment.secrets_providers ?? {}) as { type?: string };
  const phrase = passphrase();
  const salt = type === "passphrase" ? saltOf(deployment) : undefined;
  if (salt === undefined || phrase === undefined) return { codec: elided, told };
  return { codec: encryptedSecrets(await openCrypter(phrase, salt)), told };
}
