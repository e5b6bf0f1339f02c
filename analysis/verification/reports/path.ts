/** Packets and paths in a line. */
import type { Evidence, ShownPacket } from "../../intents";

export function packetText({ source, destination, traffic, sourcePort }: ShownPacket): string {
  const from = sourcePort === undefined ? source : `${source} port ${sourcePort}`;
  return `${traffic} from ${from} to ${destination}`;
}

/** Gateways, tables and filters in the order in which they are met; the way back in brackets. */
export function pathText(path: Evidence["path"]): string {
  const there = path.filter(({ reply }) => !reply).map(({ name }) => name);
  const back = path.filter(({ reply }) => reply).map(({ name }) => name);
  const reply = back.length === 0 ? "" : ` (reply: ${apart(back)})`;
  return `${apart(there)}${reply}`;
}

const apart = (names: readonly string[]): string =>
  names.filter((name, index) => name !== names[index - 1]).join(" → ");
