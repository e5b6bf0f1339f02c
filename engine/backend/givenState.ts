/** A deployment that is given rather than kept: what `pulumi stack export` prints, or a file backend's stack file. */
import { EngineError } from "../errors";
import {
  checkVersion,
  encryptedSecrets,
  plaintextSecrets,
  readDeployment,
  type SecretCodec,
  type Snapshot,
} from "./checkpoint";
import { countSealed, placeholder } from "../sealedSecrets";
import { openCrypter } from "./passphrase";

type Json = Record<string, unknown>;

export interface GivenState {
  readonly project: string;
  readonly stack: string;
  readonly snapshot: Snapshot;
  /** How many of its secrets nobody here can open: taken to be what the program gives. */
  readonly sealed: number;
}

interface Reading {
  /** As errors name it: a file. */
  readonly name: string;
  /** Of a state whose secrets the passphrase provider keeps. */
  readonly passphrase: string | undefined;
}

/**
 * Secrets that the passphrase does not open, or that another provider keeps, become placeholders.
 *
 * @throws EngineError naming the file: no deployment, a version or a feature that cannot be read
 */
export async function readGivenState(text: string, reading: Reading): Promise<GivenState> {
  const { name } = reading;
  const file = parse(text, name);
  const checkpoint = file.checkpoint as { latest?: Json } | undefined;
  const deployment = (file.deployment as Json | undefined) ?? checkpoint?.latest;
  if (deployment === undefined)
    throw new EngineError(
      `${name} is no stack's state: it has neither "deployment" (as \`pulumi stack export\` prints it) nor "checkpoint"`,
    );
  checkVersion(file, name);
  const snapshot = await open(deployment, reading);
  const [first] = snapshot.resources;
  const [, , stack = "", project = ""] = first?.urn.split(/::|:/) ?? [];
  return { project, stack, snapshot, sealed: countSealed(snapshot.resources) };
}

function parse(text: string, name: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value as Json;
  } catch {
    // Told below, with what is expected.
  }
  throw new EngineError(`${name} is no JSON: give what \`pulumi stack export\` prints`);
}

/** Only a state with ciphertext in it needs the key: an export with `--show-secrets` has none. */
async function open(deployment: Json, { passphrase }: Reading): Promise<Snapshot> {
  if (!JSON.stringify(deployment).includes('"ciphertext":'))
    return readDeployment(deployment, plaintextSecrets);
  const crypter = await crypterOf(deployment, passphrase);
  return readDeployment(
    deployment,
    crypter === undefined ? unreadableSecrets : encryptedSecrets(crypter),
  );
}

async function crypterOf(deployment: Json, passphrase: string | undefined) {
  const { type, state } = (deployment.secrets_providers ?? {}) as SecretsProvider;
  if (type !== "passphrase" || state?.salt === undefined || passphrase === undefined)
    return undefined;
  return openCrypter(passphrase, state.salt).catch(() => undefined);
}

interface SecretsProvider {
  readonly type?: string;
  readonly state?: { readonly salt?: string };
}

/** Nothing of it is written: a rehearsal's state is thrown away. */
const unreadableSecrets: SecretCodec = {
  seal: plaintextSecrets.seal,
  open: () => placeholder,
};
