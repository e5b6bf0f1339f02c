/**
 * Two engines' states are compared after this and nothing else: resources in the order of their URNs, dependency lists
 * sorted, secrets in clear, every id replaced everywhere by the URN that it belongs to, and what differs from run to run
 * (times, source positions, the manifest) left out.
 */
interface Deployment {
  readonly resources?: readonly Record<string, unknown>[];
  readonly pending_operations?: readonly {
    readonly type: string;
    readonly resource: Record<string, unknown>;
  }[];
}

const fleeting = new Set(["created", "modified", "sourcePosition", "stackTrace"]);

export function normaliseState({ resources = [], pending_operations }: Deployment): unknown {
  const names = resources
    .filter((one) => typeof one.id === "string" && one.id !== "")
    .map((one) => [one.id as string, `<${String(one.urn)}>`] as const)
    .sort(([a], [b]) => b.length - a.length);
  const rename = (text: string): string =>
    names.reduce((renamed, [id, name]) => renamed.replaceAll(id, name), text);
  return {
    resources: resources.map((one) => normalise(one, rename)).sort(byUrn),
    pending: (pending_operations ?? []).map(({ type, resource }) => ({
      type,
      resource: normalise(resource, rename),
    })),
  };
}

function byUrn(a: Record<string, unknown>, b: Record<string, unknown>): number {
  if (a.urn !== b.urn) return String(a.urn) < String(b.urn) ? -1 : 1;
  // Several of one URN wait for their deletion: in no order.
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

function normalise(
  resource: Record<string, unknown>,
  rename: (text: string) => string,
): Record<string, unknown> {
  const kept = Object.entries(resource).filter(([key]) => !fleeting.has(key));
  return Object.fromEntries(
    kept.map(([key, value]) => {
      if (key === "urn" || key === "type") return [key, value];
      if (key === "dependencies") return [key, [...(value as string[])].sort()];
      if (key === "propertyDependencies")
        return [key, sortLists(value as Record<string, string[]>)];
      return [key, renameIn(value, rename)];
    }),
  );
}

function sortLists(lists: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, [...list].sort()]));
}

function renameIn(value: unknown, rename: (text: string) => string): unknown {
  if (typeof value === "string") return rename(value);
  if (Array.isArray(value)) return value.map((item) => renameIn(item, rename));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [
      rename(key),
      // A secret in clear is the JSON of a value, whose keys have no order either.
      key === "plaintext" && typeof item === "string"
        ? renameIn(JSON.parse(item), rename)
        : renameIn(item, rename),
    ]),
  );
}
