/** The functions that programs look things up with. One without an answer fails by name. */
import { ProviderError } from "../errors";
import type { ValueMap } from "../protocol";
import { findLookup, modelledLookups } from "../services/registry";
import type { Asking } from "../services/service";
import type { Scope } from "../world/scope";

export function invokeFunction(
  scope: Scope,
  token: string,
  args: ValueMap,
  asking: Asking,
): ValueMap {
  const lookup = findLookup(token);
  if (lookup === undefined)
    throw new ProviderError(
      `the simulated AWS has no answer to ${token}; it answers ${modelledLookups().join(", ")}`,
    );
  return lookup(scope, args, asking);
}
