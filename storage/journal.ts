/**
 * An append-only journal of JSON records, one a line: `<crc32 in hex> <json>\n`. Appends made while a write is under way
 * share the next one (group commit), so many records cost few fsyncs. A torn or damaged tail is dropped on opening;
 * damage before the tail is an error, for it is not what a crash leaves.
 */
import { mkdir, open, readFile, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";

export interface OpenedJournal<R> {
  readonly journal: Journal<R>;
  /** The records that stood in the file, oldest first. */
  readonly records: readonly R[];
  /** True where the last record was cut off by a crash and has been dropped. */
  readonly torn: boolean;
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class Journal<R> {
  private pending = "";
  private waiting: Waiting[] = [];
  private writing: Promise<void> | undefined;
  /** Why nothing more can be appended: behind a record that was cut off another would not be found. */
  private failure: Error | undefined;

  private constructor(
    private readonly handle: FileHandle,
    private length: number,
  ) {}

  /** Opens or makes the journal at `file`. @throws Error naming the file where a record before the last is damaged. */
  static async open<R>(file: string): Promise<OpenedJournal<R>> {
    const { records, length, torn } = await read<R>(file);
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(file, "a", 0o600);
    if (torn) await handle.truncate(length);
    return { journal: new Journal<R>(handle, length), records, torn };
  }

  /** Bytes in the journal, what is still being written included. */
  get bytes(): number {
    return this.length;
  }

  /** Resolves when the record is on disk. Once one could not be written, no other is. */
  append(record: R): Promise<void> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    const json = JSON.stringify(record);
    const line = `${checksum(json)} ${json}\n`;
    this.pending += line;
    this.length += Buffer.byteLength(line);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.writing ??= this.drain();
    });
  }

  /** Empties the journal: for when what it held stands in a whole file. */
  async reset(): Promise<void> {
    await this.writing;
    await this.handle.truncate(0);
    await this.handle.sync();
    this.length = 0;
  }

  async close(): Promise<void> {
    await this.writing;
    await this.handle.close();
  }

  private async drain(): Promise<void> {
    // One turn of the event loop, so that records appended together are written together.
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const { pending, waiting } = this;
      this.pending = "";
      this.waiting = [];
      try {
        if (this.failure !== undefined) throw this.failure;
        // Not `write`: on a disk that is filling up it writes a part and calls that a success.
        await this.handle.appendFile(pending);
        await this.handle.datasync();
        for (const one of waiting) one.resolve();
      } catch (error) {
        this.failure = error as Error;
        for (const one of waiting) one.reject(error);
      }
    }
    this.writing = undefined;
  }
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, "0");
}

async function read<R>(file: string): Promise<{ records: R[]; length: number; torn: boolean }> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      return { records: [], length: 0, torn: false };
    throw error;
  }
  const records: R[] = [];
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(0x0a, start);
    const record = end < 0 ? undefined : parse<R>(bytes.toString("utf8", start, end));
    if (record === undefined) {
      const rest = end < 0 ? -1 : bytes.indexOf(0x0a, end + 1);
      if (rest >= 0)
        throw new Error(`${file} is damaged at byte ${start}: it has been left as it is`);
      return { records, length: start, torn: true };
    }
    records.push(record.value);
    start = end + 1;
  }
  return { records, length: start, torn: false };
}

function parse<R>(line: string): { value: R } | undefined {
  const space = line.indexOf(" ");
  const json = line.slice(space + 1);
  if (space !== 8 || checksum(json) !== line.slice(0, space)) return undefined;
  return { value: JSON.parse(json) as R };
}
