/** Keys of configuration as people write them: `key`, `namespace:key`, and the old `namespace:config:key`. */
import { EngineError } from "../errors";

/**
 * The key in full, `namespace:name`. With `path` the name may go on with dots and brackets, in which colons stand for
 * themselves.
 *
 * @throws EngineError in the CLI's words
 */
export function parseConfigKey(project: string, key: string, path = false): string {
  const rest = path ? key.search(/[.[]/) : -1;
  if (rest > 0) return parseConfigKey(project, key.slice(0, rest)) + key.slice(rest);
  const [first = "", second, third, ...more] = key.split(":");
  if (second === undefined) return `${project}:${key}`;
  if (third === undefined) return key;
  if (more.length === 0 && second === "config") return `${first}:${third}`;
  throw new EngineError(
    `could not parse ${key} as a configuration key (configuration keys should be of the form \`<namespace>:<name>\`)`,
  );
}
