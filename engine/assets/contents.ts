/** What an asset or an archive holds, as bytes. Paths are relative to the program's folder. */
import { readdir, readFile, stat } from "node:fs/promises";
import { join, posix, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { EngineError, refuse } from "../errors";
import type { Value, ValueMap } from "../provider";
import { isMap, isUnknown, signatureOf, unwrapSecret } from "../values";

/** One file of an archive. */
export interface Member {
  readonly name: string;
  readonly bytes: Buffer;
}

const assetSignature = "c44067f5952c0a294b673a41bacd8c17";
const archiveSignature = "0def7320c3a5731c473e5ecbe6d01bc7";

export const isAsset = (value: Value | undefined): value is ValueMap =>
  signatureOf(value) === assetSignature;

export const isArchive = (value: Value | undefined): value is ValueMap =>
  signatureOf(value) === archiveSignature;

const text = (value: Value | undefined): string => {
  const plain = unwrapSecret(value ?? "");
  return typeof plain === "string" ? plain : "";
};

/** Nothing can be read of what is not known yet. */
export function isKnown(value: Value): boolean {
  if (!isMap(value)) return true;
  const { assets, text: content, path, uri } = value;
  if ([content, path, uri].some((one) => isUnknown(unwrapSecret(one ?? null)))) return false;
  return !isMap(assets) || Object.values(assets).every(isKnown);
}

/** @throws Error where the file or the address cannot be read */
export async function assetBytes(asset: ValueMap, folder: string): Promise<Buffer> {
  if (text(asset.path) !== "") return readFile(resolve(folder, text(asset.path)));
  if (text(asset.uri) !== "") return download(text(asset.uri));
  return Buffer.from(text(asset.text));
}

/** The archive's own bytes, where it is given as a file of a format that Pulumi knows; undefined for all others. */
export async function packedBytes(archive: ValueMap, folder: string): Promise<Buffer | undefined> {
  const path = text(archive.path);
  if (path !== "") return isPacked(path) ? readFile(resolve(folder, path)) : undefined;
  const uri = text(archive.uri);
  if (uri === "") return undefined;
  if (isPacked(new URL(uri).pathname)) return download(uri);
  throw new EngineError(`file at URL '${uri}' is not a recognized archive format`);
}

const isPacked = (path: string): boolean => /\.(tar|tgz|tar\.gz|zip|jar)$/.test(path);

/** Every file in it, in the order in which Pulumi takes them. */
export async function* members(archive: ValueMap, folder: string): AsyncGenerator<Member> {
  const path = text(archive.path);
  if (isPacked(path) || text(archive.uri) !== "")
    refuse(`an archive file inside an asset archive (${path || text(archive.uri)})`);
  if (path !== "") {
    yield* folderMembers(resolve(folder, path));
    return;
  }
  const { assets } = archive;
  if (!isMap(assets)) return;
  for (const name of Object.keys(assets).sort(byBytes)) {
    const held = assets[name];
    if (isAsset(held)) yield { name, bytes: await assetBytes(held, folder) };
    else if (isArchive(held))
      for await (const member of members(held, folder))
        yield { ...member, name: posix.join(name, member.name) };
  }
}

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Pulumi's own folder is left out; a link counts as the file that it leads to, one to a folder as nothing. */
async function* folderMembers(root: string, below = ""): AsyncGenerator<Member> {
  const here = join(root, below);
  if (below === "" && !(await stat(here)).isDirectory())
    throw new EngineError(`'${here}' is neither a recognized archive type nor a directory`);
  const entries = await readdir(here, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => byBytes(a.name, b.name))) {
    if (entry.name === ".pulumi") continue;
    const name = posix.join(below, entry.name);
    if (entry.isDirectory()) yield* folderMembers(root, name);
    else if (!entry.isSymbolicLink() || !(await stat(join(root, name))).isDirectory())
      yield { name, bytes: await readFile(join(root, name)) };
  }
}

async function download(uri: string): Promise<Buffer> {
  const url = new URL(uri);
  if (url.protocol === "file:") return readFile(fileURLToPath(url));
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new EngineError(`unsupported URI scheme '${url.protocol.slice(0, -1)}'`);
  const response = await fetch(url);
  if (!response.ok) throw new EngineError(`couldn't read '${uri}': ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}
