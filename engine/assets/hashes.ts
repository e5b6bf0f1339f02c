/**
 * The hashes that the engine adds to the assets and archives of a registration: by them a state knows what was deployed, and
 * a change of a file's content is a change of the resource.
 */
import { createHash } from "node:crypto";
import { EngineError } from "../errors";
import type { Value, ValueMap } from "../provider";
import { isMap, someValue } from "../values";
import { assetBytes, isArchive, isAsset, isKnown, members, packedBytes } from "./contents";
import { padding, tarEnd, tarHeader } from "./tar";

/**
 * @param folder of the program, which relative paths start from
 * @throws EngineError where one cannot be read
 */
export async function withHashes(inputs: ValueMap, folder: string): Promise<ValueMap> {
  if (!someValue(inputs, isHashed)) return inputs;
  return hashedMap(inputs, folder, "");
}

const isHashed = (value: Value): boolean => isAsset(value) || isArchive(value);

async function hashedMap(map: ValueMap, folder: string, of: string): Promise<ValueMap> {
  const entries: [string, Value][] = [];
  for (const [key, value] of Object.entries(map))
    entries.push([key, await hashed(value, folder, of === "" ? key : of)]);
  return Object.fromEntries(entries);
}

async function hashed(value: Value, folder: string, key: string): Promise<Value> {
  if (Array.isArray(value)) {
    const items: Value[] = [];
    for (const item of value as readonly Value[]) items.push(await hashed(item, folder, key));
    return items;
  }
  if (!isMap(value)) return value;
  if (!isHashed(value)) return hashedMap(value, folder, key);
  if (!isKnown(value) || (typeof value.hash === "string" && value.hash !== "")) return value;
  const kind = isAsset(value) ? "asset" : "archive";
  try {
    const hash =
      kind === "asset" ? await assetHash(value, folder) : await archiveHash(value, folder);
    return await stated(value, hash, (assets) => hashedMap(assets, folder, key));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new EngineError(`failed to compute ${kind} hash for "${key}": ${message}`);
  }
}

/** As it stands in a state: what a language host marks besides is its own. What an archive holds has hashes of its own. */
async function stated(
  value: ValueMap,
  hash: string,
  hashes: (assets: ValueMap) => Promise<ValueMap>,
): Promise<ValueMap> {
  const kept: Record<string, Value> = {};
  for (const [key, held] of Object.entries(value))
    if (!key.startsWith("__") && held !== "") kept[key] = held;
  const { assets } = value;
  if (isMap(assets)) kept.assets = await hashes(assets);
  return { ...kept, hash };
}

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

const assetHash = async (asset: ValueMap, folder: string): Promise<string> =>
  sha256(await assetBytes(asset, folder));

async function archiveHash(archive: ValueMap, folder: string): Promise<string> {
  const packed = await packedBytes(archive, folder);
  if (packed !== undefined) return sha256(packed);
  const hash = createHash("sha256");
  const seen = new Set<string>();
  for await (const { name, bytes } of members(archive, folder)) {
    if (seen.has(name)) continue;
    seen.add(name);
    hash.update(tarHeader(name, bytes.length)).update(bytes).update(padding(bytes.length));
  }
  return hash.update(tarEnd()).digest("hex");
}
