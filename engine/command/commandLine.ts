/** The command lines that Automation API 3.248 sends, parsed. */
import { refuse } from "../errors";

export interface CommandLine {
  /** Words of the command: `["stack", "export"]`. */
  readonly verb: readonly string[];
  readonly positionals: readonly string[];
  readonly flag: (name: string) => boolean;
  readonly value: (name: string) => string | undefined;
  readonly values: (name: string) => readonly string[];
}

/** Flags that take a value; all others are switches. `--flag=value` works for both. */
const valued = new Set(
  (
    "stack message parallel exec-kind exec-agent event-log client config-file color file secrets-provider " +
    "page-size page verbose tracing replace target exclude policy-pack policy-pack-config plan save-plan " +
    "import-file out from"
  ).split(" "),
);

/** Groups whose second word is part of the command. */
const groups = new Set(["stack", "config", "plugin", "org"]);
const deeper = new Set(["stack tag", "config env"]);

export function parseCommandLine(args: readonly string[]): CommandLine {
  const words: string[] = [];
  const flags = new Map<string, string[]>();
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? "";
    if (arg === "--") {
      words.push(...args.slice(index + 1));
      break;
    }
    if (!arg.startsWith("--")) {
      words.push(arg);
      continue;
    }
    const [name, inline] = splitFlag(arg);
    const takesNext = inline === undefined && (valued.has(name) || isSetting(words, name));
    const value = inline ?? (takesNext ? (args[++index] ?? "") : "true");
    flags.set(name, [...(flags.get(name) ?? []), value]);
  }
  const length = verbLength(words);
  return {
    verb: words.slice(0, length),
    positionals: words.slice(length),
    flag: (name) => flags.has(name) && flags.get(name)?.at(-1) !== "false",
    value: (name) => flags.get(name)?.at(-1),
    values: (name) => flags.get(name) ?? [],
  };
}

/** `config set-all` gives values where `config set` and `stack ls` have switches of the same name. */
function isSetting([first, second]: readonly string[], flag: string): boolean {
  if (first !== "config" || second !== "set-all") return false;
  return flag === "secret" || flag === "plaintext" || flag === "json";
}

function splitFlag(arg: string): [string, string | undefined] {
  const body = arg.slice(2);
  const equals = body.indexOf("=");
  return equals < 0 ? [body, undefined] : [body.slice(0, equals), body.slice(equals + 1)];
}

function verbLength([first = "", second = ""]: readonly string[]): number {
  if (deeper.has(`${first} ${second}`)) return 3;
  return groups.has(first) && isSubcommand(first, second) ? 2 : 1;
}

const subcommands: Readonly<Record<string, ReadonlySet<string>>> = {
  stack: new Set("init select rm ls export import output history rename tag".split(" ")),
  config: new Set("get set set-all rm rm-all refresh env".split(" ")),
  plugin: new Set("install rm ls".split(" ")),
  org: new Set("get-default set-default".split(" ")),
};

function isSubcommand(group: string, word: string): boolean {
  return subcommands[group]?.has(word) ?? false;
}

/** What an update may be told that this engine does not do: refused by name, never ignored. */
const unsupported = [
  "policy-pack",
  "policy-pack-config",
  "plan",
  "save-plan",
  "import-file",
  "attach-debugger",
  "import-pending-creates",
  "remote",
];

export function refuseUnsupportedFlags(line: CommandLine): void {
  const given = unsupported.filter((name) => line.flag(name));
  if (given.length > 0) refuse(given.map((name) => `--${name}`).join(", "));
}
