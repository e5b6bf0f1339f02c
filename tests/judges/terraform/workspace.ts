/** A folder of Terraform's own, thrown away after use, and `terraform` run in it with no credential. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Found } from "./locate";
import { startWatched } from "./watched";

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** All that Terraform and its provider get of this process: where to look is theirs, not whose account to use. */
export const environment: Readonly<Record<string, string>> = {
  PATH: process.env.PATH ?? "",
  AWS_EC2_METADATA_DISABLED: "true",
  CHECKPOINT_DISABLE: "true",
  TF_IN_AUTOMATION: "true",
  TF_CLI_CONFIG_FILE: "/dev/null",
};

export class Workspace {
  private constructor(
    private readonly found: Found,
    private readonly folder: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** @param env beside the environment that all of them get */
  static async open(found: Found, env: Readonly<Record<string, string>> = {}): Promise<Workspace> {
    return new Workspace(found, await mkdtemp(join(tmpdir(), "pan-terraform-")), env);
  }

  /** @param configuration in Terraform's JSON, without the provider's version */
  async init(configuration: Readonly<Record<string, unknown>>): Promise<void> {
    await this.write(configuration);
    const { code, stderr } = await this.run("init", `-plugin-dir=${this.found.plugins}`);
    if (code !== 0) throw new Error(`terraform init: ${stderr}`);
  }

  async write(configuration: Readonly<Record<string, unknown>>): Promise<void> {
    const aws = { source: "hashicorp/aws", version: this.found.version };
    const all = { terraform: { required_providers: { aws } }, ...configuration };
    await writeFile(join(this.folder, "main.tf.json"), JSON.stringify(all));
  }

  /** An archive with nothing in it: its end, which says so. */
  async archive(name: string): Promise<void> {
    await writeFile(join(this.folder, name), Buffer.from("PK\x05\x06".padEnd(22, "\0")));
  }

  /** The schema of the provider, in a file. */
  async schema(): Promise<string> {
    const { code, stdout, stderr } = await this.run("providers", "schema", "-json");
    if (code !== 0) throw new Error(`terraform providers schema: ${stderr}`);
    const file = join(this.folder, "schema.json");
    await writeFile(file, stdout);
    return file;
  }

  /** The addresses of all that was made, whole or not. */
  async standing(): Promise<ReadonlySet<string>> {
    const { stdout } = await this.run("state", "list");
    return new Set(stdout.split("\n").filter((line) => line !== ""));
  }

  /** Takes what is half made for made: else it would be deleted, and made anew. */
  async untaint(address: string): Promise<void> {
    await this.run("untaint", address);
  }

  async run(command: string, ...args: readonly string[]): Promise<Run> {
    const child = startWatched(this.found.terraform, [command, ...args], {
      cwd: this.folder,
      env: { ...environment, ...this.env, HOME: this.folder },
      signal: "INT",
    });
    const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
      const chunks: Buffer[] = [];
      stream?.on("data", (chunk: Buffer) => chunks.push(chunk));
      return chunks;
    });
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    const text = (chunks: readonly Buffer[] = []): string => Buffer.concat(chunks).toString();
    return { code, stdout: text(stdout), stderr: text(stderr) };
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
