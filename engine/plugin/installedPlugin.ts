/** Finds the provider plugins that the Pulumi CLI has installed. */
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { prerelease, rsort, valid } from "semver";

type Environment = Readonly<Record<string, string | undefined>>;

/** `resource-awsx-v3.9.0`: a folder with the executable in it. */
const prefix = (name: string): string => `resource-${name}-v`;

/** As the CLI builds or ships them; the scripts are for those who develop one. */
const endings = process.platform === "win32" ? [".exe", ".cmd", ".bat"] : [""];

export function pluginFolder(env: Environment): string {
  const home = env.PULUMI_HOME ?? "";
  return join(home === "" ? join(homedir(), ".pulumi") : home, "plugins");
}

/** @returns the executable, or undefined where this very version is not installed */
export function findPlugin(name: string, version: string, env: Environment): string | undefined {
  const folder = join(pluginFolder(env), `${prefix(name)}${version}`);
  const file = endings.map((end) => join(folder, `pulumi-resource-${name}${end}`)).find(existsSync);
  // The CLI's mark of an installation that has not ended.
  return file !== undefined && !existsSync(`${folder}.partial`) ? file : undefined;
}

/** The newest version that is installed, as the CLI takes it where none is asked for: a release before a prerelease. */
export function newestPlugin(name: string, env: Environment): string | undefined {
  const versions = installedVersions(name, env).filter((version) => valid(version));
  const releases = versions.filter((version) => prerelease(version) === null);
  const [newest] = rsort([...(releases.length > 0 ? releases : versions)]);
  return newest === undefined ? undefined : findPlugin(name, newest, env);
}

/** The versions of the plugin that are installed. */
export function installedVersions(name: string, env: Environment): readonly string[] {
  const folder = pluginFolder(env);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.startsWith(prefix(name)))
    .map((entry) => entry.name.slice(prefix(name).length))
    .filter((version) => findPlugin(name, version, env) !== undefined)
    .sort();
}
