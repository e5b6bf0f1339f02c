/** Whole-file replacement that a crash cannot tear: temporary file beside it, fsync, rename, fsync of the folder. */
import { randomBytes } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Replaces `file` by `data` in one step. Missing folders are made.
 *
 * @param mode permissions of the file. Defaults to `0o600`: state may hold what only its owner should read.
 */
export async function writeFileAtomic(
  file: string,
  data: string | Uint8Array,
  mode = 0o600,
): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  const beside = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    const handle = await open(beside, "wx", mode);
    try {
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** A rename is durable once its folder is. Some file systems refuse to sync a folder: there the rename is all there is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } catch {
    // Nothing more can be asked of this file system.
  } finally {
    await handle.close();
  }
}
