/**
 * A talk: command lines, one after the other, over one project folder and one file backend, and what each is answered.
 * The same talk is held with the rehearsal engine and, where one is on the PATH, with the Pulumi CLI.
 */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import type { PulumiCommand } from "@pulumi/pulumi/automation";

export interface Line {
  /** Arguments, as Automation API sends them. */
  readonly args: readonly string[];
  /** What it prints: JSON as a value, text as text or a pattern. */
  readonly out?: unknown;
  readonly err?: string | RegExp;
  /** @default 0 */
  readonly code?: number;
  /** Before it. */
  readonly before?: (place: TalkPlace) => Promise<unknown>;
  /** After it. */
  readonly then?: (place: TalkPlace, answer: Answer) => Promise<unknown>;
  /** What the engines are not asked to have alike, and why. */
  readonly differs?: { readonly in: "out" | "err" | "all"; readonly because: string };
}

export interface Talk {
  readonly says: string;
  /** `Pulumi.yaml`. */
  readonly project?: string;
  readonly lines: readonly Line[];
}

export interface Answer {
  readonly out: unknown;
  readonly err: string;
  readonly code: number;
}

const plainProject = "name: talk\nruntime: nodejs\n";

export class TalkPlace {
  private constructor(readonly folder: string) {}

  static async open(project = plainProject): Promise<TalkPlace> {
    const place = new TalkPlace(await mkdtemp(join(tmpdir(), "pan-talk-")));
    await mkdir(place.state);
    await mkdir(join(place.folder, "home"));
    await place.write("Pulumi.yaml", project);
    return place;
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  get state(): string {
    return join(this.folder, "state");
  }

  write(name: string, text: string): Promise<void> {
    return writeFile(join(this.folder, name), text);
  }

  async say(speaker: Speaker, args: readonly string[]): Promise<Answer> {
    const env = {
      PULUMI_BACKEND_URL: `file://${this.state}`,
      PULUMI_CONFIG_PASSPHRASE: "talk",
      PULUMI_HOME: join(this.folder, "home"),
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
    const { stdout, stderr, code } = await speaker(args, this.folder, env);
    return { out: this.normalised(stdout), err: this.plain(stderr), code };
  }

  /** JSON as a value; times, ciphertexts and this very place by what they are. */
  private normalised(text: string): unknown {
    const plain = this.plain(text);
    try {
      return JSON.parse(plain) as unknown;
    } catch {
      return plain;
    }
  }

  private plain(text: string): string {
    return text
      .replaceAll(this.folder, "<folder>")
      .replaceAll(hostname(), "<host>")
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)/g, "<time>")
      .replaceAll(/v1:[\w+/=]+:[\w+/=]+(:[\w+/=]+:[\w+/=]+)?/g, "<sealed>")
      .trim();
  }
}

interface Told {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

interface Runnable {
  run(args: string[], cwd: string, env: Record<string, string>): Promise<Told>;
}

export type Speaker = (
  args: readonly string[],
  cwd: string,
  env: Record<string, string>,
) => Promise<Told>;

/** Through Automation API's own interface. */
export const inProcess =
  (command: PulumiCommand): Speaker =>
  (args, cwd, env) =>
    // Internal to the SDK, whose other half calls it.
    (command as unknown as Runnable).run([...args], cwd, env).catch((error: unknown) => {
      const { commandResult } = error as { commandResult?: Told };
      if (commandResult === undefined) throw error;
      return commandResult;
    });

/** The executable itself: Automation API keeps neither its exit code nor its text apart. */
export const asProcess =
  ({ command }: PulumiCommand): Speaker =>
  (args, cwd, env) =>
    new Promise((resolve) => {
      const end = args.includes("--") ? args.indexOf("--") : args.length;
      const given = [...args.slice(0, end), "--non-interactive", ...args.slice(end)];
      const options = { cwd, env: { ...process.env, PULUMI_AUTOMATION_API: "true", ...env } };
      execFile(command, given, options, (error, stdout, stderr) =>
        resolve({ stdout, stderr, code: error === null ? 0 : Number(error.code) }),
      );
    });
