/** `stack init|select|rm|ls|export|import|output|history`. */
import { readFile } from "node:fs/promises";
import {
  checkVersion,
  deploymentJson,
  emptySnapshot,
  encryptedSecrets,
  plaintextSecrets,
  readDeployment,
  saltOf,
  type SecretCodec,
} from "../backend/checkpoint";
import {
  checkpointText,
  emptyCheckpoint,
  loadStack,
  parseCheckpoint,
  type LoadedStack,
} from "../backend/stateStore";
import { EngineError } from "../errors";
import { loadProject } from "../project/projectFile";
import type { Value, ValueMap } from "../provider";
import { livingResources } from "../deployment/run";
import { stackType } from "../urn";
import { hasSecret, isMap, isSecret, mapMap, unwrapSecret } from "../values";
import { openStack, requireStack, type Session, type StackSession } from "./session";
import { openCrypter, passphraseFrom, type Crypter } from "../backend/passphrase";

export async function init(session: Session): Promise<string> {
  const stack = await openStack(session, session.line.positionals[0]);
  const provider = session.line.value("secrets-provider");
  if (
    provider !== undefined &&
    provider !== "" &&
    provider !== "default" &&
    provider !== "passphrase"
  )
    throw new EngineError(
      `the rehearsal engine does not support the secrets provider "${provider}" (only passphrase); use the Pulumi CLI`,
    );
  if (await session.backend.exists(stack.name))
    throw new EngineError(`stack '${stack.name.stack}' already exists`);
  const crypter = stack.crypter();
  // A throw-away stack does not wait for its key: nothing is encrypted before its first update ends.
  crypter.catch(() => undefined);
  const { durable, initialState } = session.options;
  const text =
    durable === false && initialState === undefined
      ? emptyCheckpoint(stack.name)
      : checkpointText(stack.name, initialState ?? emptySnapshot, await crypter);
  await session.backend.write(stack.name, text);
  return "";
}

export async function select(session: Session): Promise<string> {
  const stack = await openStack(session, session.line.positionals[0]);
  await requireStack(session, stack);
  return "";
}

export async function remove(session: Session): Promise<string> {
  const stack = await openStack(session, session.line.positionals[0]);
  await requireStack(session, stack);
  const { snapshot } = await load(session, stack);
  if (snapshot.resources.length > 0 && !session.line.flag("force"))
    throw new EngineError(
      `'${stack.name.stack}' still has resources; removal rejected. Possible actions: destroy them first, or pass --force`,
    );
  await session.backend.remove(stack.name);
  return "";
}

export async function list(session: Session): Promise<string> {
  const all = session.line.flag("all");
  const project = all ? undefined : (await loadProject(session.cwd)).name;
  const names = await session.backend.list();
  const shown = names.filter((name) => all || name.project === project);
  const rows = await Promise.all(
    shown.map(async (name) => {
      const [last] = await session.backend.history(name);
      const text = await session.backend.read(name);
      return {
        name: all ? `organization/${name.project}/${name.stack}` : name.stack,
        current: false,
        ...(last ? { lastUpdate: new Date(last.endTime * 1000).toISOString() } : {}),
        updateInProgress: false,
        resourceCount: countResources(parseCheckpoint(text, session.backend.stackFile(name))),
      };
    }),
  );
  return JSON.stringify(rows);
}

function countResources(deployment: Record<string, unknown> | undefined): number {
  return Array.isArray(deployment?.resources) ? deployment.resources.length : 0;
}

/** The state with what a killed run left in its journal. */
export function load(session: Session, stack: StackSession): Promise<LoadedStack> {
  return loadStack(session.backend, stack.name, async () =>
    encryptedSecrets(await stateCrypter(session, stack)),
  );
}

/** A state's secrets are opened with the state's own salt, which an import or a copied file may have brought along. */
async function stateCrypter(session: Session, stack: StackSession): Promise<Crypter> {
  const text = await session.backend.read(stack.name);
  const latest = parseCheckpoint(text, session.backend.stackFile(stack.name));
  return crypterFor(session, stack, latest === undefined ? undefined : saltOf(latest));
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
  const { snapshot } = await load(session, stack);
  const crypter = await stack.crypter();
  const codec: SecretCodec = session.line.flag("show-secrets")
    ? plaintextSecrets
    : encryptedSecrets(crypter);
  return JSON.stringify({ version: 3, deployment: deploymentJson(snapshot, codec, crypter.salt) });
}

export async function importState(session: Session): Promise<string> {
  const stack = await openStack(session);
  await requireStack(session, stack);
  const file = session.line.value("file") ?? "";
  const given = JSON.parse(await readFile(file, "utf8")) as {
    version?: unknown;
    features?: unknown;
    deployment?: Record<string, unknown>;
  };
  checkVersion(given, "the deployment to import");
  const deployment = given.deployment ?? {};
  const crypter = await stack.crypter();
  const reader = await crypterFor(session, stack, saltOf(deployment));
  const snapshot = readDeployment(deployment, encryptedSecrets(reader));
  for (const { urn } of snapshot.resources) {
    const [, , prefix] = urn.split(":");
    if (prefix !== stack.name.stack)
      throw new EngineError(`resource '${urn}' is from a different stack (${prefix ?? ""})`);
  }
  const lock = await session.backend.lock(stack.name);
  try {
    await session.backend.write(stack.name, checkpointText(stack.name, snapshot, crypter));
  } finally {
    await lock.release();
  }
  return "";
}

export async function output(session: Session): Promise<string> {
  const stack = await openStack(session);
  await requireStack(session, stack);
  const { snapshot } = await load(session, stack);
  const root = [...livingResources(snapshot).values()].find((one) => one.type === stackType);
  return JSON.stringify(shownOutputs(root?.outputs ?? {}, session.line.flag("show-secrets")));
}

/** A secret anywhere inside an output makes the whole output secret, as the CLI shows it. */
function shownOutputs(outputs: ValueMap, showSecrets: boolean): Record<string, Value> {
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

export async function history(session: Session): Promise<string> {
  const stack = await openStack(session);
  await requireStack(session, stack);
  const infos = await session.backend.history(stack.name);
  const size = Number(session.line.value("page-size") ?? 0);
  const page = Math.max(1, Number(session.line.value("page") ?? 1));
  const shown = size > 0 ? infos.slice((page - 1) * size, page * size) : infos;
  const time = (seconds: number): string => new Date(seconds * 1000).toISOString();
  return JSON.stringify(
    await Promise.all(
      shown.map(async ({ startTime, endTime, config, ...info }) => ({
        ...info,
        startTime: time(startTime),
        endTime: time(endTime),
        config: await historicConfig(session, stack, config),
      })),
    ),
  );
}

async function historicConfig(
  session: Session,
  stack: StackSession,
  config: Readonly<Record<string, unknown>>,
): Promise<Record<string, { value?: string; secret: boolean }>> {
  const show = session.line.flag("show-secrets");
  const sealed = Object.values(config).some((raw) => typeof raw === "object" && raw !== null);
  const crypter = show && sealed ? await stack.crypter() : undefined;
  type Shown = [string, { value?: string; secret: boolean }];
  return Object.fromEntries(
    Object.entries(config).map(([key, raw]): Shown => {
      if (typeof raw !== "object" || raw === null)
        return [key, { value: String(raw), secret: false }];
      const { secure, object } = raw as { secure?: string; object?: string };
      if (secure === undefined)
        return [key, { value: object ?? JSON.stringify(raw), secret: false }];
      return [key, { ...(crypter ? { value: crypter.decrypt(secure) } : {}), secret: true }];
    }),
  );
}
