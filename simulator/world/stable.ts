/** JSON with sorted keys: the same for equal values. */
export function stable(value: unknown): string {
  if (value === undefined) return "";
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
