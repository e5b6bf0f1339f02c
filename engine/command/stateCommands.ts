/** `stack export|import|output`: the state itself. */
import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { resolve } from "node:path";
import {
  checkVersion,
  deploymentJson,
  formatOf,
  encryptedSecrets,
  plaintextSecrets,
  readDeployment,
  saltOf,
  type Deployment,
  type SecretCodec,
  type Snapshot,
} from "../backend/checkpoint";
import { integrityProblem, malformation } from "../backend/integrity";
import { openCrypter, passphraseFrom, type Crypter } from "../backend/passphrase";
import { loadStack, parseCheckpoint, type LoadedStack } from "../backend/loadedStack";
import { checkpointText } from "../backend/stateStore";
import { livingResources } from "../deployment/run";
import { EngineError, severalErrors } from "../errors";
import type { Value, ValueMap } from "../provider";
import { parseUrn, stackType } from "../urn";
import { hasSecret, isMap, isSecret, mapMap, unwrapSecret } from "../values";
import { openStack, requireStack, type Session, type StackSession } from "./session";

/** The state with what a killed run left in its journal. */
export function load(session: Session, stack: StackSession): Promise<LoadedStack> {
  return loadStack(session.backend, stack.name, async () =>
    encryptedSecrets(await stateCrypter(session, stack)),
  );
}

/** The salt that the state's own secrets are sealed with. */
export async function savedSalt(
  session: Session,
  { name }: StackSession,
): Promise<string | undefined> {
  const text = await session.backend.read(name);
  const latest = parseCheckpoint(text, session.backend.stackFile(name));
  return latest === undefined ? undefined : saltOf(latest);
}

/** A state's secrets are opened with the state's own salt, which an import or a copied file may have brought along. */
async function stateCrypter(session: Session, stack: StackSession): Promise<Crypter> {
  return crypterFor(session, stack, await savedSalt(session, stack));
}

/** The stack's own crypter, unless the state brought another salt along. */
function crypterFor(
  session: Session,
  stack: StackSession,
  salt: string | undefined,
): Promise<Crypter> {
  if (salt === undefined || salt === stack.settings.salt) return stack.crypter();
  return openCrypter(passphraseFrom(session.env), salt);
}

export async function exportState(session: Session): Promise<string> {
  const stack = await openStack(session);
  await requireStack(session, stack);
  if (session.line.value("version") !== undefined)
    throw new EngineError(
      `the current backend (${hostname()}) does not provide the ability to export previous deployments`,
    );
  const { snapshot } = await load(session, stack);
  const crypter = await stack.crypter();
  const codec: SecretCodec = session.line.flag("show-secrets")
    ? plaintextSecrets
    : encryptedSecrets(crypter);
  const deployment = deploymentJson(snapshot, codec, crypter.salt);
  return JSON.stringify({ ...formatOf(snapshot), deployment }, null, 4);
}

/** @throws EngineError for a deployment that no run could go on from, unless `--force` is given */
export async function importState(session: Session): Promise<string> {
  const stack = await openStack(session);
  await requireStack(session, stack);
  const deployment = await readImport(session, stack);
  const crypter = await stack.crypter();
  const reader = await crypterFor(session, stack, saltOf(deployment));
  const snapshot = readDeployment(deployment, encryptedSecrets(reader));
  refuseDangerous(session, importProblems(stack, deployment, snapshot));
  for (const { type, resource } of snapshot.pendingOperations)
    session.warn(
      `warning: removing pending operation '${type}' on '${resource.urn}' from snapshot`,
    );
  const text = checkpointText(stack.name, { ...snapshot, pendingOperations: [] }, crypter);
  const lock = await session.backend.lock(stack.name);
  try {
    await session.backend.write(stack.name, text);
    await session.backend.dropJournal(stack.name);
  } finally {
    await lock.release();
  }
  return "Import complete.\n";
}

async function readImport(session: Session, stack: StackSession): Promise<Deployment> {
  const file = session.line.value("file") ?? "";
  let text: string;
  try {
    text = await readFile(resolve(session.cwd, file), "utf8");
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new EngineError(
      `could not open file: ${missing ? `open ${file}: no such file or directory` : (error as Error).message}`,
    );
  }
  let given: { version?: unknown; features?: unknown; deployment?: Deployment };
  try {
    given = JSON.parse(text) as typeof given;
  } catch (error) {
    throw new EngineError(`the deployment to import is not JSON: ${(error as Error).message}`);
  }
  checkVersion(given, `the deployment to import into the stack '${stack.name.stack}'`);
  const malformed = malformation(given.deployment ?? {});
  if (malformed !== undefined)
    throw new EngineError(`could not deserialize deployment: ${malformed}`);
  return given.deployment ?? {};
}

function importProblems(
  { name }: StackSession,
  deployment: Deployment,
  snapshot: Snapshot,
): string[] {
  const foreign = snapshot.resources.flatMap(({ urn }) => {
    const { stack } = parseUrn(urn);
    return stack === name.stack
      ? []
      : [`resource '${urn}' is from a different stack (${stack} != ${name.stack})`];
  });
  const broken = integrityProblem(deployment, snapshot);
  return broken === undefined ? foreign : [...foreign, `state file contains errors: ${broken}`];
}

function refuseDangerous({ line, warn }: Session, problems: readonly string[]): void {
  if (problems.length === 0) return;
  if (line.flag("force")) {
    for (const problem of problems) warn(`warning: ${problem}`);
    return;
  }
  throw severalErrors([
    ...problems,
    "importing this file could be dangerous; rerun with --force to proceed anyway",
  ]);
}

export async function output(session: Session): Promise<string> {
  const stack = await openStack(session);
  await requireStack(session, stack);
  const { snapshot } = await load(session, stack);
  const root = [...livingResources(snapshot).values()].find((one) => one.type === stackType);
  const shown = shownOutputs(root?.outputs ?? {}, session.line.flag("show-secrets"));
  const [wanted] = session.line.positionals;
  if (wanted === undefined) return JSON.stringify(shown, null, 2);
  const value = shown[wanted];
  if (value === undefined)
    throw new EngineError(`current stack does not have output property '${wanted}'`);
  const asJson = session.line.flag("json") || typeof value !== "string";
  return `${asJson ? JSON.stringify(value, null, 2) : value}\n`;
}

/** A secret anywhere inside an output makes the whole output secret, as the CLI shows it. */
export function shownOutputs(outputs: ValueMap, showSecrets: boolean): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(outputs).map(([key, value]) => {
      if (showSecrets) return [key, open(value)];
      return [key, isSecret(value) ? "[secret]" : maskInside(value)];
    }),
  );
}

function open(value: Value): Value {
  const inner = unwrapSecret(value);
  return isMap(inner)
    ? mapMap(inner, unwrapSecret)
    : (mapMap({ inner }, unwrapSecret).inner ?? null);
}

function maskInside(value: Value): Value {
  if (!hasSecret(value)) return value;
  return mapMap({ value }, (one) => (isSecret(one) ? "[secret]" : one)).value ?? null;
}
