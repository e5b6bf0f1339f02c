/** A deployment that is given rather than kept: what `pulumi stack export` prints, or a file backend's stack file. */
import { EngineError } from "../errors";
import {
  checkVersion,
  encryptedSecrets,
  plaintextSecrets,
  readDeployment,
  saltOf,
  type Snapshot,
} from "./checkpoint";
import { openCrypter } from "./passphrase";

type Json = Record<string, unknown>;

export interface GivenState {
  readonly project: string;
  readonly stack: string;
  readonly snapshot: Snapshot;
}

interface Reading {
  /** As errors name it: a file. */
  readonly name: string;
  /** Of a state whose secrets the passphrase provider keeps. */
  readonly passphrase: string | undefined;
}

/** @throws EngineError naming the file: no deployment, a version or a feature that cannot be read, secrets that cannot. */
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
  return { project, stack, snapshot };
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
async function open(deployment: Json, { name, passphrase }: Reading): Promise<Snapshot> {
  if (!JSON.stringify(deployment).includes('"ciphertext":'))
    return readDeployment(deployment, plaintextSecrets);
  const remedy = "export it with `pulumi stack export --show-secrets`";
  const salt = saltOf(deployment);
  if (salt === undefined || passphrase === undefined)
    throw new EngineError(
      `${name} has encrypted secrets, and no key to them is here: set PULUMI_CONFIG_PASSPHRASE, or ${remedy}`,
    );
  return readDeployment(deployment, encryptedSecrets(await openCrypter(passphrase, salt)));
}
