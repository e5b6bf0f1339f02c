/** How long ago something was. */
const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** In the largest unit that fits. */
export function ago(time: string): string {
  const seconds = Math.floor((Date.now() - Date.parse(time)) / 1000);
  const [unit, length] = units.find(([, size]) => seconds >= size) ?? ["second", 1];
  const count = Math.max(0, Math.floor(seconds / length));
  return count === 0 ? "now" : `${count} ${unit}${count === 1 ? "" : "s"} ago`;
}
