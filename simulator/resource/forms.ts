/** Forms of a value that the provider refuses at preview where it is otherwise, in its words. */
import { formatBlock, parseAddress, parseBlock } from "../addresses";
import type { Form } from "../model";

/** `"role" (x) is an invalid ARN: arn: invalid prefix`. An empty text is taken, as the provider does. */
export const arn: Form = (value, at) => {
  const given = String(value);
  if (given === "" || /^arn:[\w-]+:[\w-]+:[\w-]*:(\d{12}|aws)?:.+/s.test(given)) return undefined;
  const fault = given.startsWith("arn:") ? "invalid value" : "arn: invalid prefix";
  return `"${at}" (${given}) is an invalid ARN: ${fault}`;
};

/** `expected type to be one of ["a" "b"], got x` */
export const oneOf =
  (...allowed: readonly (string | number)[]): Form =>
  (value, at) => {
    if (allowed.includes(value)) return undefined;
    const list = allowed.map((one) => (typeof one === "number" ? one : `"${one}"`)).join(" ");
    return `expected ${at} to be one of [${list}], got ${value}`;
  };

/** In capitals or not. */
export const oneOfAnyCase =
  (...allowed: readonly string[]): Form =>
  (value, at) =>
    allowed.some((one) => one.toLowerCase() === String(value).toLowerCase())
      ? undefined
      : oneOf(...allowed)(value, at);

/** `expected port to be in the range (0 - 10), got 11` */
export const inRange =
  (from: number, to: number): Form =>
  (value, at) =>
    Number(value) >= from && Number(value) <= to
      ? undefined
      : `expected ${at} to be in the range (${from} - ${to}), got ${value}`;

/** `expected retention to be at least (0), got -1` */
export const atLeast =
  (from: number): Form =>
  (value, at) =>
    Number(value) >= from ? undefined : `expected ${at} to be at least (${from}), got ${value}`;

/** `expected backup_retention_period to be at most (35), got 36` */
export const atMost =
  (to: number): Form =>
  (value, at) =>
    Number(value) <= to ? undefined : `expected ${at} to be at most (${to}), got ${value}`;

/** `expected length of name to be in the range (1 - 64), got …` */
export const ofLength =
  (from: number, to: number): Form =>
  (value, at) => {
    const { length } = String(value);
    return length >= from && length <= to
      ? undefined
      : `expected length of ${at} to be in the range (${from} - ${to}), got ${value}`;
  };

/** @param rule in words: what the value is to look like */
export const matching =
  (pattern: RegExp, rule: string): Form =>
  (value, at) =>
    pattern.test(String(value)) ? undefined : `invalid value for ${at} (${rule}): ${value}`;

/** @param rule in words: what the value is not to look like */
export const notMatching =
  (pattern: RegExp, rule: string): Form =>
  (value, at) =>
    pattern.test(String(value)) ? `invalid value for ${at} (${rule})` : undefined;

/** The first fault of several. */
export const both =
  (...forms: readonly Form[]): Form =>
  (value, at) => {
    for (const form of forms) {
      const fault = form(value, at);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };

/** `"user_data_base64" (x) must be base64-encoded` */
export const base64: Form = (value, at) => {
  const given = String(value);
  return given.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(given)
    ? undefined
    : `"${at}" (${given}) must be base64-encoded`;
};

export const notZero: Form = (value, at) =>
  value === 0 ? `${at} must not be zero, got ${value}` : undefined;

/** As the provider words it of what has no value of its own. */
export const nonZero: Form = (value, at) =>
  value === "" ? `${at} must not be empty, got ${value}` : undefined;

export const notEmpty: Form = (value, at) =>
  value === "" ? `expected "${at}" to not be an empty string, got ${value}` : undefined;

const address =
  (name: string, isOne: (given: string) => boolean): Form =>
  (value, at) => {
    const given = String(value);
    return parseAddress(given) !== undefined && isOne(given)
      ? undefined
      : `expected ${at} to contain a valid ${name}, got: ${given}`;
  };

/** `expected private_ip to contain a valid IPv4 address, got: x` */
export const ipv4Address = address("IPv4 address", (given) => !given.includes(":"));
export const ipv6Address = address("IPv6 address", (given) => given.includes(":"));
export const ipAddress = address("IP", () => true);

/** A block of addresses as AWS writes it. */
export const cidrBlock =
  (...families: readonly (4 | 6)[]): Form =>
  (value) => {
    const given = String(value);
    const block = parseBlock(given);
    const named = families.map((family) => `IPv${family}`).join(" or ");
    if (block === undefined)
      return `"${given}" is not a valid CIDR block: invalid CIDR address: ${given}`;
    if (!families.includes(block.family)) return `"${given}" is not a valid ${named} CIDR block`;
    return block.canonical
      ? undefined
      : `"${given}" is not a valid IPv${block.family} CIDR block; did you mean "${formatBlock(block)}"?`;
  };

/** `"expected_bucket_owner" doesn't look like AWS Account ID (exactly 12 digits): "x"` */
export const accountId: Form = (value, at) =>
  /^\d{12}$/.test(String(value))
    ? undefined
    : `"${at}" doesn't look like AWS Account ID (exactly 12 digits): "${value}"`;

const moment = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** `expected "valid_until" to be a valid RFC3339 date, got "x"` */
export const timestamp: Form = (value, at) =>
  moment.test(String(value)) && !Number.isNaN(Date.parse(String(value)))
    ? undefined
    : `expected "${at}" to be a valid RFC3339 date, got "${value}"`;

/** A document that begins as JSON's do is JSON; YAML is not looked into. */
export const jsonOrYaml: Form = (value, at) => {
  if (!/^\s*\{/.test(String(value))) return undefined;
  try {
    JSON.parse(String(value));
    return undefined;
  } catch (error) {
    return `"${at}" contains an invalid JSON: ${(error as Error).message}`;
  }
};

/** `10m`, `1h30m`, `0`: as Go writes a duration. */
export const goDuration: Form = (value, at) =>
  /^[+-]?(0|((\d+\.?\d*|\.\d+)(h|m|s|ms|us|µs|ns))+)$/.test(String(value))
    ? undefined
    : `"${at}" cannot be parsed as a duration: time: invalid duration "${value}"`;

/** `minimum_compression_size: cannot parse 'x' as int`: a number that the provider keeps as a text, where it is not empty. */
export const numberText =
  (from: number, to: number): Form =>
  (value, at) => {
    if (value === "") return undefined;
    return /^[+-]?\d+$/.test(String(value))
      ? inRange(from, to)(value, at)
      : `${at}: cannot parse '${value}' as int: invalid syntax`;
  };

/** `preserve_client_ip: cannot parse 'x' as boolean`, likewise. */
export const flagText: Form = (value, at) =>
  /^(|1|0|[tf]|true|false)$/i.test(String(value))
    ? undefined
    : `${at}: cannot parse '${value}' as boolean: invalid syntax`;
