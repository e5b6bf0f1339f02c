/** Finds the provider plugins that the Pulumi CLI has installed. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";
import { prerelease, rsort, valid } from "semver";
import { parse } from "yaml";
import { EngineError } from "../errors";

type Environment = Readonly<Record<string, string | undefined>>;

/** How a plugin is started; the engine's address comes after the arguments. */
export interface Executable {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string | undefined;
}

/** `resource-awsx-v3.9.0`: a folder with the executable, or with a package that the SDK serves. */
const prefix = (name: string): string => `resource-${name}-v`;

/** As the CLI builds or ships them; the scripts are for those who develop one. */
const endings = process.platform === "win32" ? [".exe", ".cmd", ".bat"] : [""];

export function pluginFolder(env: Environment): string {
  const home = env.PULUMI_HOME ?? "";
  return join(home === "" ? join(homedir(), ".pulumi") : home, "plugins");
}

/** @returns undefined where this very version is not installed; without a version the newest, a release before the others */
export function findPlugin(
  name: string,
  version: string,
  env: Environment,
): Executable | undefined {
  const wanted = version === "" ? newest(installedVersions(name, env)) : version;
  if (wanted === undefined || !isInstalled(name, wanted, env)) return undefined;
  const folder = join(pluginFolder(env), `${prefix(name)}${wanted}`);
  const file = executableIn(folder, name);
  return file === undefined ? servedPackage(folder) : { file, args: [], cwd: undefined };
}

/** The versions of the plugin that are installed. */
export function installedVersions(name: string, env: Environment): readonly string[] {
  const folder = pluginFolder(env);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.startsWith(prefix(name)))
    .map((entry) => entry.name.slice(prefix(name).length))
    .filter((version) => isInstalled(name, version, env))
    .sort();
}

export function notInstalled(name: string, version: string, env: Environment): string {
  const others = installedVersions(name, env);
  const found = others.length > 0 ? ` (there is ${others.join(", ")})` : "";
  const spelled = version === "" ? name : `${name} ${version}`;
  return (
    `the plugin ${spelled} is not installed in ${pluginFolder(env)}${found}; ` +
    `install it: pulumi plugin install resource ${spelled}`
  );
}

function newest(versions: readonly string[]): string | undefined {
  const known = versions.filter((version) => valid(version));
  const releases = known.filter((version) => prerelease(version) === null);
  return rsort([...(releases.length > 0 ? releases : known)])[0];
}

function isInstalled(name: string, version: string, env: Environment): boolean {
  const folder = join(pluginFolder(env), `${prefix(name)}${version}`);
  // The CLI's mark of an installation that has not ended.
  if (existsSync(`${folder}.partial`)) return false;
  return executableIn(folder, name) !== undefined || existsSync(join(folder, packageFile));
}

function executableIn(folder: string, name: string): string | undefined {
  return endings.map((end) => join(folder, `pulumi-resource-${name}${end}`)).find(existsSync);
}

/** Of a package in a language of its own: its language's host serves it. */
const packageFile = "PulumiPlugin.yaml";

/** @throws EngineError for another language than TypeScript or JavaScript, whose SDK is its host */
function servedPackage(folder: string): Executable {
  const file = join(folder, packageFile);
  const { runtime } = parse(readFileSync(file, "utf8")) as { runtime?: string | { name?: string } };
  const name = typeof runtime === "object" ? runtime.name : runtime;
  if (name !== "nodejs")
    throw new EngineError(
      `${file} is of the runtime ${String(name)}; the rehearsal engine serves packages of nodejs: use the Pulumi CLI`,
    );
  const load = createRequire(join(folder, "index.js"));
  try {
    const host = load.resolve("@pulumi/pulumi/cmd/run-plugin/index.js");
    return { file: process.execPath, args: [host, folder], cwd: folder };
  } catch {
    throw new EngineError(`${folder} has no Pulumi SDK; install its dependencies: npm install`);
  }
}
