/** What `plugin ls` tells of the plugins in the Pulumi home. */
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { pluginFolder } from "./installedPlugin";

export interface ListedPlugin {
  readonly name: string;
  readonly kind: string;
  readonly version: string;
  /** Bytes. */
  readonly size: number;
  /** RFC 3339. */
  readonly installTime: string;
  readonly lastUsedTime: string;
}

/** `<kind>-<name>-v<version>`. */
const folderName = /^(analyzer|language|resource|converter|tool)-(.+)-v(\d+\.\d+\.\d+.*)$/;

export async function listPlugins(
  env: Readonly<Record<string, string | undefined>>,
): Promise<ListedPlugin[]> {
  const folder = pluginFolder(env);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = new Set(entries.map(({ name }) => name));
  const whole = entries.filter(
    (entry) => entry.isDirectory() && !names.has(`${entry.name}.partial`),
  );
  const listed = await Promise.all(whole.map(({ name }) => describe(join(folder, name), name)));
  return listed.filter((one) => one !== undefined);
}

async function describe(path: string, spelled: string): Promise<ListedPlugin | undefined> {
  const [, kind, name, version] = folderName.exec(spelled) ?? [];
  if (kind === undefined || name === undefined || version === undefined) return undefined;
  const { mtime, atime } = await stat(path);
  return {
    name,
    kind,
    version,
    size: await sizeOf(path),
    installTime: mtime.toISOString(),
    lastUsedTime: atime.toISOString(),
  };
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true });
  const sizes = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? sizeOf(path) : (await stat(path)).size;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
