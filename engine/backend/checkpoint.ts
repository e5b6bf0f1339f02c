/** Reads and writes the file backend's checkpoint: `{version: 3, checkpoint: {stack, latest: deployment}}`. */
import { createHash } from "node:crypto";
import { EngineError } from "../errors";
import type { Value, ValueMap } from "../provider";
import type { PendingOperation, PendingOperationType, ResourceState } from "../resourceState";
import { ciphertextOf, isSecret, mapMap, mapValue, sealedSecret, secret } from "../values";
import type { Crypter } from "./passphrase";

type Json = Record<string, unknown>;

export interface Snapshot {
  readonly resources: readonly ResourceState[];
  readonly pendingOperations: readonly PendingOperation[];
}

export const emptySnapshot: Snapshot = { resources: [], pendingOperations: [] };

/** How secrets cross into and out of a deployment's JSON. */
export interface SecretCodec {
  readonly seal: (plaintextJson: string) => ValueMap;
  readonly open: (value: ValueMap) => Value;
}

export function encryptedSecrets(crypter: Crypter): SecretCodec {
  return {
    seal: (json) => sealedSecret(crypter.encrypt(json)),
    open: (value) => {
      const ciphertext = ciphertextOf(value);
      if (ciphertext === undefined) return openPlaintext(value);
      return JSON.parse(crypter.decrypt(ciphertext)) as Value;
    },
  };
}

/** As `stack export --show-secrets` writes them. */
export const plaintextSecrets: SecretCodec = {
  seal: (json) => {
    const { value: _value, ...signature } = secret(null);
    return { ...signature, plaintext: json };
  },
  open: openPlaintext,
};

function openPlaintext(value: ValueMap): Value {
  if (typeof value.plaintext === "string") return JSON.parse(value.plaintext) as Value;
  if ("value" in value) return value.value;
  throw new EngineError("a secret in the state has neither ciphertext nor plaintext");
}

/** Version of the CLI whose format this is: its checkpoints are what ours are compared with. */
export const engineVersion = "v3.260.0";
const magic = magicOf(engineVersion);

/** What a manifest says beside its version. */
export function magicOf(version: string): string {
  return createHash("sha256").update(version).digest("hex");
}

/** A deployment as it is written; what this engine does not read of it is not named. */
export interface Deployment {
  readonly manifest?: { readonly magic?: string; readonly version?: string };
  readonly resources?: readonly Json[];
  readonly [key: string]: unknown;
}

export function deploymentJson(snapshot: Snapshot, codec: SecretCodec, salt: string): Json {
  return {
    manifest: { time: new Date().toISOString(), magic, version: engineVersion },
    secrets_providers: { type: "passphrase", state: { salt } },
    ...(snapshot.resources.length > 0
      ? { resources: snapshot.resources.map((one) => resourceJson(one, codec)) }
      : {}),
    ...(snapshot.pendingOperations.length > 0
      ? {
          pending_operations: snapshot.pendingOperations.map(({ type, resource }) => ({
            resource: resourceJson(resource, codec),
            type,
          })),
        }
      : {}),
    metadata: {},
  };
}

/** The salt line of a deployment's secrets provider; undefined where it has none. @throws for another kind. */
export function saltOf(deployment: Json): string | undefined {
  const provider = deployment.secrets_providers as
    { type?: string; state?: { salt?: string } } | undefined;
  if (provider?.type === undefined || provider.type === "") return undefined;
  if (provider.type !== "passphrase")
    throw new EngineError(
      `the state's secrets are encrypted by "${provider.type}"; the rehearsal engine reads those of "passphrase": ` +
        "export the stack with `pulumi stack export --show-secrets` and import that",
    );
  return provider.state?.salt;
}

export function readDeployment(deployment: Json, codec: SecretCodec): Snapshot {
  const resources = (deployment.resources ?? []) as Json[];
  const pending = (deployment.pending_operations ?? []) as { resource: Json; type: string }[];
  return {
    resources: resources.map((one) => resourceState(one, codec)),
    pendingOperations: pending.map(({ resource, type }) => ({
      type: type as PendingOperationType,
      resource: resourceState(resource, codec),
    })),
  };
}

/** Features of a deployment that are in its resources: a reader without one of them would lose something. */
const features: Readonly<Record<string, (resource: ResourceState) => boolean>> = {
  hooks: ({ hooks }) => Object.keys(hooks).length > 0,
  replaceWith: ({ replaceWith }) => replaceWith.length > 0,
  taint: ({ rest }) => rest.taint === true,
};

/** The version that a deployment needs, and the features: what a file says beside it. */
export function formatOf({ resources, pendingOperations }: Snapshot): {
  readonly version: 3 | 4;
  readonly features?: readonly string[];
} {
  const all = [...resources, ...pendingOperations.map(({ resource }) => resource)];
  const used = Object.keys(features).filter((name) => all.some((one) => features[name]?.(one)));
  return used.length > 0 ? { version: 4, features: used } : { version: 3 };
}

/** @throws EngineError for a version or feature that this engine cannot read: nothing is guessed, nothing overwritten. */
export function checkVersion(file: { version?: unknown; features?: unknown }, where: string): void {
  const given = Array.isArray(file.features) ? file.features.map(String) : [];
  const unread = given.filter((name) => !(name in features));
  if ((file.version === 3 || file.version === 4) && unread.length === 0) return;
  const what =
    unread.length > 0 ? `the features ${unread.join(", ")}` : `version ${String(file.version)}`;
  throw new EngineError(`${where} uses ${what}, which this engine cannot read; use the Pulumi CLI`);
}

const noHooks: ResourceState["hooks"] = {};

/** Keys of a resource's JSON that this engine interprets; all others are kept as they are. */
const interpreted = new Set(
  (
    "urn custom id type inputs outputs parent protect external dependencies propertyDependencies provider delete " +
    "pendingReplacement initErrors additionalSecretOutputs aliases customTimeouts importID retainOnDelete " +
    "deletedWith replaceWith replacementTrigger hideDiff ignoreChanges replaceOnChanges resourceHooks created modified"
  ).split(" "),
);

export function resourceJson(state: ResourceState, codec: SecretCodec): Json {
  const json: Json = { urn: state.urn, custom: state.custom };
  const put = (key: string, value: unknown, present: boolean): void => {
    if (present) json[key] = value;
  };
  put("delete", true, state.delete);
  put("id", state.id, state.id !== "");
  json.type = state.type;
  put("inputs", sealSecrets(state.inputs, codec), Object.keys(state.inputs).length > 0);
  put("outputs", sealSecrets(state.outputs, codec), Object.keys(state.outputs).length > 0);
  put("parent", state.parent, state.parent !== "");
  put("protect", true, state.protect);
  put("external", true, state.external);
  put("dependencies", state.dependencies, state.dependencies.length > 0);
  put("initErrors", state.initErrors, state.initErrors.length > 0);
  put("provider", state.provider, state.provider !== "");
  const dependencies = state.propertyDependencies;
  put("propertyDependencies", dependencies, Object.keys(dependencies).length > 0);
  put("pendingReplacement", true, state.pendingReplacement);
  const secretOutputs = state.additionalSecretOutputs;
  put("additionalSecretOutputs", secretOutputs, secretOutputs.length > 0);
  put("aliases", state.aliases, state.aliases.length > 0);
  put("customTimeouts", state.customTimeouts, Object.keys(state.customTimeouts).length > 0);
  put("importID", state.importId, state.importId !== "");
  put("retainOnDelete", true, state.retainOnDelete);
  put("deletedWith", state.deletedWith, state.deletedWith !== "");
  put("replaceWith", state.replaceWith, state.replaceWith.length > 0);
  put("hideDiff", state.hideDiffs, state.hideDiffs.length > 0);
  const trigger = state.replacementTrigger;
  put(
    "replacementTrigger",
    trigger === undefined ? undefined : sealValue(trigger, codec),
    trigger !== undefined,
  );
  put("created", state.created, state.created !== "");
  put("modified", state.modified, state.modified !== "");
  put("ignoreChanges", state.ignoreChanges, state.ignoreChanges.length > 0);
  put("replaceOnChanges", state.replaceOnChanges, state.replaceOnChanges.length > 0);
  put("resourceHooks", state.hooks, Object.keys(state.hooks).length > 0);
  return Object.assign(json, state.rest);
}

export function resourceState(json: Json, codec: SecretCodec): ResourceState {
  const rest = Object.fromEntries(Object.entries(json).filter(([key]) => !interpreted.has(key)));
  const text = (key: string): string => (json[key] as string | undefined) ?? "";
  const list = (key: string): string[] => (json[key] as string[] | undefined) ?? [];
  const values = (key: string): ValueMap =>
    openSecrets((json[key] as ValueMap | undefined) ?? {}, codec);
  return {
    urn: text("urn"),
    type: text("type"),
    custom: json.custom === true,
    id: text("id"),
    inputs: values("inputs"),
    outputs: values("outputs"),
    parent: text("parent"),
    protect: json.protect === true,
    external: json.external === true,
    dependencies: list("dependencies"),
    propertyDependencies: dependenciesByProperty(json.propertyDependencies),
    provider: text("provider"),
    delete: json.delete === true,
    pendingReplacement: json.pendingReplacement === true,
    initErrors: list("initErrors"),
    additionalSecretOutputs: list("additionalSecretOutputs"),
    aliases: list("aliases"),
    customTimeouts: (json.customTimeouts as ResourceState["customTimeouts"] | undefined) ?? {},
    importId: text("importID"),
    retainOnDelete: json.retainOnDelete === true,
    deletedWith: text("deletedWith"),
    replaceWith: list("replaceWith"),
    replacementTrigger: openTrigger(json.replacementTrigger as Value | undefined, codec),
    hideDiffs: list("hideDiff"),
    ignoreChanges: list("ignoreChanges"),
    replaceOnChanges: list("replaceOnChanges"),
    hooks: (json.resourceHooks as ResourceState["hooks"] | undefined) ?? noHooks,
    created: text("created"),
    modified: text("modified"),
    rest,
  };
}

function sealSecrets(map: ValueMap, codec: SecretCodec): ValueMap {
  return sealValue(map, codec) as ValueMap;
}

function sealValue(whole: Value, codec: SecretCodec): Value {
  return mapValue(whole, (value) =>
    isSecret(value) && "value" in value ? codec.seal(JSON.stringify(value.value)) : value,
  );
}

function openTrigger(trigger: Value | undefined, codec: SecretCodec): Value | undefined {
  return trigger === undefined ? undefined : openSecrets({ trigger }, codec).trigger;
}

function openSecrets(map: ValueMap, codec: SecretCodec): ValueMap {
  return mapMap(map, (value) => (isSecret(value) ? secret(codec.open(value)) : value));
}

/** The CLI writes null where a property depends on nothing. */
function dependenciesByProperty(given: unknown): ResourceState["propertyDependencies"] {
  const lists = (given ?? {}) as Readonly<Record<string, readonly string[] | null>>;
  return Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, list ?? []]));
}
