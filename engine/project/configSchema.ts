/** Configuration that a project declares: types, defaults, and values for other packages. */
import { EngineError } from "../errors";
import { parseConfigKey } from "./configKey";

export interface ConfigDeclaration {
  /** As `Pulumi.yaml` spells it: what errors call it. */
  readonly key: string;
  readonly type?: string;
  /** Of a list: the type of its items. */
  readonly items?: ItemType;
  readonly default?: unknown;
  readonly value?: unknown;
  readonly secret?: boolean;
}

interface ItemType {
  readonly type?: string;
  readonly items?: ItemType;
}

/** @throws EngineError for a declaration that says what cannot be, in the CLI's words. */
export function readDeclarations(
  { file, project }: { readonly file: string; readonly project: string },
  raw: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, ConfigDeclaration> {
  const sorted = Object.keys(raw).sort();
  return new Map(
    sorted.map((key) => {
      const declaration = { ...inFull(raw[key], isOwn(project, key)), key };
      const problem = problemOf(project, declaration);
      if (problem !== undefined) throw new EngineError(`could not unmarshal '${file}': ${problem}`);
      return [parseConfigKey(project, key), declaration];
    }),
  );
}

function isOwn(project: string, key: string): boolean {
  return !key.includes(":") || key.startsWith(`${project}:`);
}

/** A bare value is the default of a key of the project's own, and the value of another's. */
function inFull(raw: unknown, own: boolean): Omit<ConfigDeclaration, "key"> {
  if (typeof raw === "object" && raw !== null && !Array.isArray(raw)) return raw;
  return own ? { default: raw } : { value: raw };
}

function problemOf(project: string, declaration: ConfigDeclaration): string | undefined {
  const { key, type, items, default: fallback, value } = declaration;
  if (given(fallback) && given(value))
    return `project config '${key}' cannot have both a 'default' and 'value' attribute`;
  if (!isOwn(project, key)) return problemOfOther(declaration);
  if (type === "array" && items === undefined)
    return `The configuration key '${key}' declares an array but does not specify the underlying type via the 'items' attribute`;
  if (type !== undefined && given(fallback) && !hasType({ type, items }, fallback))
    return `The default value specified for configuration key '${key}' is not of the expected type '${typeName({ type, items })}'`;
  return undefined;
}

function problemOfOther(declaration: ConfigDeclaration): string | undefined {
  const { key, type, default: fallback, value } = declaration;
  const subject = `Configuration key '${key}' is not namespaced by the project and should not define a`;
  if (type !== undefined) return `${subject} type`;
  if (given(fallback))
    return `${subject} default value. Did you mean to use the 'value' attribute instead of 'default'?`;
  return given(value)
    ? undefined
    : `Configuration key '${key}' is namespaced and must provide an attribute 'value'`;
}

function given(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** What the project gives where the stack's settings have nothing. */
export function givenByProject({ default: fallback, value }: ConfigDeclaration): unknown {
  return given(fallback) ? fallback : value;
}

/** As errors write it: `array<string>`. */
export function typeName({ type, items }: ItemType): string {
  return items === undefined ? (type ?? "") : `array<${typeName(items)}>`;
}

/** Text counts as what it reads as: settings hold numbers and booleans as text. */
export function hasType({ type, items }: ItemType, value: unknown): boolean {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "integer":
      return typeof value === "string" ? /^[+-]?\d+$/.test(value) : Number.isInteger(value);
    case "boolean":
      return typeof value === "boolean" || value === "true" || value === "false";
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    default:
      return (
        Array.isArray(value) && items !== undefined && value.every((item) => hasType(items, item))
      );
  }
}
