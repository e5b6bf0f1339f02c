/**
 * The stack file of a simulated run: the user's with the run's values, under the home's own passphrase. Secrets that the
 * user's passphrase opens are passed on as secrets; of the others the program gets a secret placeholder, and they are named.
 */
import { readFile } from "node:fs/promises";
import { isMap, isScalar, visit, type Document, type YAMLMap } from "yaml";
import { configMap, setOverrides, type ConfiguredProject, type Override } from "../project/config";
import { dropEnvironments } from "../project/environments";
import { ConfigValueError } from "../errors";
import type { Home } from "../home/home";
import { configFile } from "../home/home";
import { Cipher } from "../project/passphrase";
import { isRecord } from "../project/project";
import { readYaml, yamlNode } from "../project/yamlFile";
import { writeFileAtomic } from "../../storage";

export interface SimulatedConfig {
  readonly file: string;
  /** The file is written when the run has the world to itself. */
  write(): Promise<void>;
  /** What must appear in no message. */
  readonly secrets: readonly string[];
  readonly warnings: readonly string[];
  /** The key `aws-network:quotas`, which only the driver reads. */
  readonly quotas: Readonly<Record<string, number>> | undefined;
  /** `aws:region`, where it is set. */
  readonly region: string | undefined;
}

export interface ConfigSource {
  readonly project: ConfiguredProject;
  readonly stack: string;
  /** The user's stack file, where there is one. */
  readonly stackFile: string | undefined;
  readonly overrides: readonly Override[];
  /** The user's own environment, where the passphrase of the user's secrets may stand. */
  readonly environment: NodeJS.ProcessEnv;
}

/** What the stack file of the run in the home will be. */
export async function simulatedConfig(home: Home, source: ConfigSource): Promise<SimulatedConfig> {
  const path = source.stackFile ?? `Pulumi.${source.stack}.yaml`;
  const text = source.stackFile === undefined ? "" : await readFile(source.stackFile, "utf8");
  const document = readYaml(path, text);
  const config = configMap(document, path);
  const plain = source.overrides.filter(({ secret }) => !secret);
  const secret = source.overrides.filter((one) => one.secret);
  setOverrides(config, source.project.name, source.overrides);
  const file = configFile(home.folder, source.project.name, source.stack);
  const oldSalt = await saltOf(file);
  const opened = await openSecrets(document, config, source.environment);
  const secrets = [...opened.secrets, ...secret.map(({ value }) => asText(value))];
  if (opened.found + secret.length > 0) {
    const cipher = await cipherOf(home, oldSalt);
    seal(config, secret, cipher);
    opened.seal(cipher);
    document.set("encryptionsalt", yamlNode(cipher.salt));
  } else if (oldSalt !== undefined) document.set("encryptionsalt", yamlNode(oldSalt));
  else document.delete("encryptionsalt");
  dropForeign(document);
  const { project } = source;
  const warnings = [...opened.warnings, ...dropEnvironments(document, config, { project, path })];
  const write = (): Promise<void> => writeFileAtomic(file, document.toString());
  const found: unknown = config.get("aws:region");
  const region = typeof found === "string" ? found : undefined;
  return { file, write, secrets, warnings, quotas: readQuotas(config, plain), region };
}

/** The salt stays from run to run, so that state need not be encrypted anew. */
async function saltOf(file: string): Promise<string | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const salt = readYaml(file, text).get("encryptionsalt");
  return typeof salt === "string" ? salt : undefined;
}

async function cipherOf(home: Home, salt: string | undefined): Promise<Cipher> {
  const old = salt === undefined ? undefined : await Cipher.open(home.passphrase, salt);
  return old ?? Cipher.create(home.passphrase);
}

function seal(config: YAMLMap, overrides: readonly Override[], cipher: Cipher): void {
  for (const { key, value } of overrides)
    config.set(key, yamlNode({ secure: cipher.encrypt(asText(value)) }));
}

interface OpenedSecrets {
  readonly found: number;
  readonly secrets: readonly string[];
  readonly warnings: readonly string[];
  seal(cipher: Cipher): void;
}

async function openSecrets(
  document: Document,
  config: YAMLMap,
  environment: NodeJS.ProcessEnv,
): Promise<OpenedSecrets> {
  const sealed = findSecure(config);
  if (sealed.length === 0) return { found: 0, secrets: [], warnings: [], seal: () => undefined };
  const cipher = await userCipher(document, environment);
  const opened = sealed.map(({ key, node }) => ({
    key,
    node,
    value: cipher?.decrypt(String(node.get("secure"))),
  }));
  const unread = [
    ...new Set(opened.flatMap(({ key, value }) => (value === undefined ? [key] : []))),
  ];
  const warnings = unread.map(
    (key) =>
      `the secret ${key} cannot be read here (PULUMI_CONFIG_PASSPHRASE is not the stack's, or it has another ` +
      `provider): the program gets a secret placeholder`,
  );
  return {
    found: opened.length,
    secrets: opened.flatMap(({ value }) => value ?? []),
    warnings,
    seal: (own) => {
      for (const { key, node, value } of opened)
        node.set("secure", yamlNode(own.encrypt(value ?? `placeholder of ${key}`)));
    },
  };
}

/** Every `{secure: …}`, under the name of the key that it stands in. */
function findSecure(config: YAMLMap): { key: string; node: YAMLMap }[] {
  return config.items.flatMap((item) => {
    const key = isScalar(item.key) ? String(item.key.value) : String(item.key);
    const found: { key: string; node: YAMLMap }[] = [];
    if (isMap(item.value))
      visit(item.value, {
        Map: (_, node) => {
          if (node.items.length === 1 && node.has("secure")) found.push({ key, node });
        },
      });
    return found;
  });
}

async function userCipher(
  document: Document,
  environment: NodeJS.ProcessEnv,
): Promise<Cipher | undefined> {
  const salt = document.get("encryptionsalt");
  if (typeof salt !== "string") return undefined;
  const { PULUMI_CONFIG_PASSPHRASE: given, PULUMI_CONFIG_PASSPHRASE_FILE: file } = environment;
  const passphrase =
    given ??
    (file
      ? await readFile(file, "utf8").then(
          (text) => text.trim(),
          () => undefined,
        )
      : undefined);
  return passphrase === undefined ? undefined : Cipher.open(passphrase, salt);
}

/** What belongs to the user's own secrets provider. */
function dropForeign(document: Document): void {
  document.delete("secretsprovider");
  document.delete("encryptedkey");
}

const quotasKey = "aws-network:quotas";

function readQuotas(
  config: YAMLMap,
  overrides: readonly Override[],
): Record<string, number> | undefined {
  if (!config.has(quotasKey)) return undefined;
  const set = overrides.find(({ key }) => key === quotasKey)?.value;
  const node = config.get(quotasKey);
  const written: unknown = isMap(node) ? node.toJSON() : node;
  const value = set ?? written;
  const quotas = typeof value === "string" ? parseRecord(value) : value;
  const wrong = `must be an object of whole numbers, as {"vpcsPerRegion":10}`;
  if (!isRecord(quotas)) throw new ConfigValueError(quotasKey, wrong);
  const entries = Object.entries(quotas).map(([code, limit]): [string, number] => {
    const number = Number(limit);
    if (!Number.isInteger(number) || number < 0) throw new ConfigValueError(quotasKey, wrong);
    return [code, number];
  });
  return Object.fromEntries(entries);
}

function parseRecord(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
