/**
 * Custom autonaming: what the configuration `pulumi:autonaming` says of the names that providers give to what has none.
 * Pulumi's `resource/autonaming` and its reading of the configuration are the model.
 */
import { createHash } from "node:crypto";
import { EngineError } from "../../errors";
import type { Autonaming } from "../../provider";
import { packageOf, parseUrn } from "../../urn";
import type { StackIdentity } from "./stackIdentity";

export interface Named {
  readonly autonaming: Autonaming;
  /** The same name every time: there is no room for a successor beside the old one. */
  readonly deleteBeforeReplace: boolean;
  /** A provider that knows nothing of it is told of. */
  readonly warns: boolean;
}

/** The run's configuration: full key to plain value. */
type Values = Readonly<Record<string, string>>;

interface Naming {
  readonly mode?: string;
  readonly pattern?: string;
  readonly enforce?: boolean;
}

interface Section extends Naming {
  readonly providers?: Readonly<
    Record<string, Naming & { readonly resources?: Readonly<Record<string, Naming>> }>
  >;
}

/** How resources are named. Undefined: as their providers do. */
export type Namer = (urn: string, seed: Uint8Array) => Named | undefined;

/** @throws EngineError where the configuration is not of the kind that it has to be */
export function readAutonaming(
  { values }: { readonly values: Values },
  identity: StackIdentity,
): Namer | undefined {
  const text = values["pulumi:autonaming"];
  if (text === undefined) return undefined;
  const section = parsed(text);
  const whole = readNaming(section, values, identity);
  const byProvider = new Map(
    Object.entries(section.providers ?? {}).map(([name, provider]) => [
      name,
      readNaming(provider, values, identity),
    ]),
  );
  const byType = new Map(
    Object.values(section.providers ?? {}).flatMap(({ resources = {} }) =>
      Object.entries(resources).map(([type, naming]) => {
        const read = readNaming(naming, values, identity);
        if (read === undefined)
          throw new EngineError(`mode or pattern must be specified for resource "${type}"`);
        return [type, read] as const;
      }),
    ),
  );
  return (urn, seed) => {
    const { type } = parseUrn(urn);
    const own = byType.get(type) ?? byProvider.get(packageOf(type));
    const named = (own ?? whole)?.(urn, seed);
    // Said of the provider or of the type itself, it is meant.
    return named && (own || byProvider.has(packageOf(type))) ? { ...named, warns: true } : named;
  };
}

function parsed(text: string): Section {
  const section = ((): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  })();
  if (typeof section !== "object" || section === null)
    throw new EngineError("failed to parse autonaming config: invalid autonaming config structure");
  return section;
}

function readNaming(
  { mode, pattern, enforce }: Naming,
  values: Values,
  identity: StackIdentity,
): Namer | undefined {
  if (mode !== undefined && (pattern !== undefined || enforce !== undefined))
    throw new EngineError("cannot specify both mode and pattern/enforce");
  if (pattern !== undefined) return patterned(ofStack(pattern, values, identity), enforce === true);
  if (enforce !== undefined)
    throw new EngineError("pattern must be specified when enforce is true");
  if (mode === undefined) return undefined;
  const namer = modes[mode];
  if (namer === undefined) throw new EngineError(`invalid naming mode: ${mode}`);
  return namer;
}

const modes: Readonly<Record<string, Namer>> = {
  default: () => undefined,
  verbatim: (urn) => ({
    autonaming: { proposedName: parseUrn(urn).name, mode: "enforce" },
    deleteBeforeReplace: true,
    warns: false,
  }),
  disabled: () => ({
    autonaming: { proposedName: "", mode: "disabled" },
    deleteBeforeReplace: true,
    warns: false,
  }),
};

/** What of a pattern is the same for every resource of the stack. */
function ofStack(pattern: string, values: Values, { project, stack }: StackIdentity): string {
  return pattern
    .replaceAll("${organization}", "organization")
    .replaceAll("${project}", project)
    .replaceAll("${stack}", stack)
    .replaceAll(/\$\{config\.([^}]+)\}/g, (_whole, key: string) => {
      const value = values[`${project}:${key}`];
      if (value === undefined) throw new EngineError(`no value found for key "${key}"`);
      return value;
    });
}

function patterned(pattern: string, enforce: boolean): Namer {
  return (urn, seed) => {
    const named = pattern.replaceAll("${name}", parseUrn(urn).name);
    const proposedName = withRandom(named, seed);
    return {
      autonaming: { proposedName, mode: enforce ? "enforce" : "propose" },
      deleteBeforeReplace: proposedName === named,
      warns: enforce,
    };
  };
}

const alphabets: Readonly<Record<string, string>> = {
  hex: "0123456789abcdef",
  alphanum: "abcdefghijklmnopqrstuvwxyz0123456789",
  string: "abcdefghijklmnopqrstuvwxyz",
  num: "0123456789",
};

/** Drawn from the seed, so that a rehearsal gives the same names in every run. */
function withRandom(pattern: string, seed: Uint8Array): string {
  let drawn = 0;
  const draw = (alphabet: string): string => {
    const digest = createHash("sha256").update(seed).update(String(drawn++)).digest();
    return alphabet.charAt(digest.readUInt32BE(0) % alphabet.length);
  };
  const text = (alphabet: string, length: number): string =>
    Array.from({ length }, () => draw(alphabet)).join("");
  return pattern
    .replaceAll(
      /\$\{(hex|alphanum|string|num)\((\d+)\)\}/g,
      (_whole, kind: string, length: string) => text(alphabets[kind] ?? "", Number(length)),
    )
    .replaceAll("${uuid}", () =>
      [8, 4, 4, 4, 12].map((n) => text("0123456789abcdef", n)).join("-"),
    );
}
