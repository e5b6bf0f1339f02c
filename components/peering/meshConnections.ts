/** Which networks of a mesh are joined: keys, pairs, and what peering does not carry. */
import type { Issue } from "../../net";
import type { PeeringMeshArgs } from "./peeringMeshArgs";
import { isKey } from "../network";

export function refuseKeys({ networks }: PeeringMeshArgs): Issue[] {
  const keys = networks.map(({ key }) => key);
  const issues = keys.flatMap((key, index) => {
    const propertyPath = `networks[${index}].key`;
    const first = keys.indexOf(key);
    if (first < index) {
      const reason = `must be a key of its own, got "${key}" again (networks[${first}])`;
      return [{ propertyPath, reason }];
    }
    if (isKey(key)) return [];
    return [
      { propertyPath, reason: `must be lower-case letters, digits and hyphens, got "${key}"` },
    ];
  });
  if (networks.length > 1) return issues;
  const reason = `must be two networks at least, got ${networks.length}`;
  return [...issues, { propertyPath: "networks", reason }];
}

export function refuseConnections({ networks, connections, separate }: PeeringMeshArgs): Issue[] {
  const keys = networks.map(({ key }) => key);
  const unknown = (propertyPath: string, key: string): Issue[] =>
    keys.includes(key)
      ? []
      : [
          {
            propertyPath,
            reason: `must be one of the networks (${keys.join(", ")}), got "${key}"`,
          },
        ];
  const seen = new Map<string, number>();
  const ofConnections = (connections ?? []).flatMap(({ one, other }, index) => {
    const path = `connections[${index}]`;
    const bad = [...unknown(`${path}.one`, one), ...unknown(`${path}.other`, other)];
    if (bad.length > 0) return bad;
    return refusePair({ path, one, other, index, seen, separate: separate ?? [] });
  });
  const ofGroups = (separate ?? []).flatMap((group, at) =>
    group.flatMap((key, index) => unknown(`separate[${at}][${index}]`, key)),
  );
  return [...ofConnections, ...ofGroups];
}

interface ListedPair {
  readonly path: string;
  readonly one: string;
  readonly other: string;
  readonly index: number;
  /** The pairs before it, and where they stand. */
  readonly seen: Map<string, number>;
  readonly separate: readonly (readonly string[])[];
}

function refusePair({ path, one, other, index, seen, separate }: ListedPair): Issue[] {
  if (one === other) {
    return [{ propertyPath: path, reason: `must join two networks, got "${one}" with itself` }];
  }
  const pair = [one, other].sort().join(".");
  const first = seen.get(pair);
  if (first !== undefined) {
    const reason = `must be listed once, got "${one}" with "${other}" again (connections[${first}])`;
    return [{ propertyPath: path, reason }];
  }
  seen.set(pair, index);
  const group = separate.findIndex((keys) => keys.includes(one) && keys.includes(other));
  if (group < 0) return [];
  const reason = `must not join networks that separate[${group}] keeps apart, got "${one}" with "${other}"`;
  return [{ propertyPath: path, reason }];
}

interface Pair {
  readonly one: { readonly key: string };
  readonly other: { readonly key: string };
}

/** Two networks with a common peer are not joined by it: that has to be meant. */
export function refuseTransit(
  { networks, separate = [] }: PeeringMeshArgs,
  pairs: readonly Pair[],
): Issue[] {
  const joined = new Map(networks.map(({ key }) => [key, new Set<string>()]));
  for (const { one, other } of pairs) {
    joined.get(one.key)?.add(other.key);
    joined.get(other.key)?.add(one.key);
  }
  const keys = [...joined.keys()].sort();
  return keys.flatMap((one, index) =>
    keys.slice(index + 1).flatMap((other) => {
      const direct = joined.get(one)?.has(other) ?? false;
      const apart = separate.some((group) => group.includes(one) && group.includes(other));
      const shared = keys.find((key) => joined.get(key)?.has(one) && joined.get(key)?.has(other));
      if (direct || apart || shared === undefined) return [];
      const reason = `must join "${one}" and "${other}" too, got both joined with "${shared}" alone; peering is not transitive, so add the pair, or list the two in separate where they are meant not to reach each other`;
      return [{ propertyPath: "connections", reason }];
    }),
  );
}
