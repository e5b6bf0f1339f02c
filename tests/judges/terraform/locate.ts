/** Terraform and its AWS provider, where both are on the machine. */
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

export interface Found {
  readonly terraform: string;
  /** The folder that `terraform init -plugin-dir` takes. */
  readonly plugins: string;
  /** The provider itself. */
  readonly provider: string;
  readonly version: string;
}

/** Where a mirror of providers may stand. */
function mirrors(): string[] {
  const given = process.env.TF_PLUGIN_DIR;
  const opt = existsSync("/opt") ? readdirSync("/opt").map((name) => join("/opt", name)) : [];
  return [
    ...(given ? [given] : []),
    join(homedir(), ".terraform.d", "plugins"),
    join(homedir(), ".local", "share", "terraform", "plugins"),
    "/usr/local/share/terraform/plugins",
    "/usr/share/terraform/plugins",
    ...opt,
  ];
}

/** Node's names of system and processor, as Go says them. */
function platform(): string {
  const processor = { x64: "amd64", arm64: "arm64" }[process.arch as string] ?? process.arch;
  return `${process.platform}_${processor}`;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const inOrder = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });

function providerIn(plugins: string): Omit<Found, "terraform"> | undefined {
  const versions = join(plugins, "registry.terraform.io", "hashicorp", "aws");
  if (!existsSync(versions)) return undefined;
  for (const version of readdirSync(versions).sort(inOrder).reverse()) {
    const folder = join(versions, version, platform());
    const name = existsSync(folder)
      ? readdirSync(folder).find((file) => file.startsWith("terraform-provider-aws"))
      : undefined;
    if (name !== undefined) return { plugins, provider: join(folder, name), version };
  }
  return undefined;
}

/** Both, or why not. */
export function locate(): Found | string {
  const terraform = (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "terraform"))
    .find(isExecutable);
  if (terraform === undefined) return "no Terraform is on the PATH";
  for (const folder of mirrors()) {
    const found = providerIn(folder);
    if (found !== undefined) return { terraform, ...found };
  }
  return "no AWS provider of Terraform is on the machine (TF_PLUGIN_DIR names its mirror)";
}
