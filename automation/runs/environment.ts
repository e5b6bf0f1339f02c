/**
 * The process's environment while something runs. A simulated run holds no credential that could be used: a mistake is
 * then an authentication error, never a deployment. `process.env` is shared, so runs of one process stand in a queue.
 */
import { devNull } from "node:os";

/** What says where, and not who. */
const kept = new Set(["AWS_REGION", "AWS_DEFAULT_REGION"]);

/** The way to Pulumi Cloud and to the user's own secrets; a simulated run brings a passphrase of its own. */
const pulumiSecrets = new Set([
  "PULUMI_ACCESS_TOKEN",
  "PULUMI_CONFIG_PASSPHRASE",
  "PULUMI_CONFIG_PASSPHRASE_FILE",
]);

/** The AWS SDKs look in these places when the environment has nothing. */
const switchedOff = {
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
} as const;

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs `work` when no other run of this process is under way, without credentials.
 *
 * @param work is given the environment as it was, for what it may read of the user's and nobody else should
 */
export function withoutCredentials<T>(work: (before: NodeJS.ProcessEnv) => Promise<T>): Promise<T> {
  return alone(() => {
    const before = { ...process.env };
    const removed = namesIn(before, (name) => isAwsName(name) || pulumiSecrets.has(name));
    return withEnvironment({ ...unset(removed), ...switchedOff }, () => work(before));
  });
}

/** The same for a run against an emulator: it gets made-up credentials, and the Pulumi backend keeps the user's. */
export function withEmulator<T>(endpoint: string, work: () => Promise<T>): Promise<T> {
  return alone(() => {
    const removed = namesIn(process.env, isAwsName);
    const madeUp = {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: "emulator",
      AWS_SECRET_ACCESS_KEY: "emulator",
    };
    return withEnvironment({ ...unset(removed), ...switchedOff, ...madeUp }, work);
  });
}

/** Runs `work` when no other run of this process is under way, in the environment as it is. */
export function alone<T>(work: () => Promise<T>): Promise<T> {
  const result = last.then(work);
  last = result.catch(() => undefined);
  return result;
}

/** Names are compared in upper case: Windows does not tell them apart. */
function namesIn(environment: NodeJS.ProcessEnv, matches: (name: string) => boolean): string[] {
  return Object.keys(environment).filter((name) => matches(name.toUpperCase()));
}

function isAwsName(name: string): boolean {
  return name.startsWith("AWS_") && !kept.has(name);
}

function unset(names: readonly string[]): Record<string, undefined> {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

async function withEnvironment<T>(
  changes: Readonly<Record<string, string | undefined>>,
  work: () => Promise<T>,
): Promise<T> {
  const before = Object.keys(changes).map((name) => [name, process.env[name]] as const);
  apply(Object.entries(changes));
  try {
    return await work();
  } finally {
    apply(before);
  }
}

function apply(values: readonly (readonly [string, string | undefined])[]): void {
  for (const [name, value] of values) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
