/** Questions as a person writes them: `a@10.0.0.4 > internet@8.8.8.8 tcp/443`. */
import type { Packet, Place } from "./packet";
import { hasPorts } from "./packet";
import { readTraffic } from "./sketch/words";

export interface Question {
  readonly from: Place;
  readonly to: Place;
  readonly packet: Packet;
}

/** `<place>@<address> > <place>@<address> <traffic> [from <source port>]`; the usual source port is 40000. */
export function ask(text: string): Question {
  const [from = "", arrow, to = "", traffic = "", ...rest] = text.split(" ");
  if (arrow !== ">" || traffic === "") throw new Error(`not a question: "${text}"`);
  const { protocol, ports, icmpType, icmpCode } = readTraffic(traffic);
  const addresses = { source: end(from).address, destination: end(to).address };
  const packet = { ...addresses, protocol: protocol ?? 6 };
  const sourcePort = rest[0] === "from" ? Number(rest[1]) : 40000;
  const withPorts = { ...packet, sourcePort, destinationPort: ports?.from ?? 443 };
  return {
    from: end(from).place,
    to: end(to).place,
    packet: hasPorts(packet)
      ? withPorts
      : icmpType === undefined
        ? packet
        : { ...packet, icmpType, icmpCode: icmpCode ?? 0 },
  };
}

function end(text: string): { place: Place; address: string } {
  const name = text.slice(0, text.indexOf("@"));
  const address = text.slice(text.indexOf("@") + 1);
  if (name === "internet") return { place: { internet: true }, address };
  if (name.startsWith("service/")) return { place: { service: name.slice(8) }, address };
  return { place: { interface: name }, address };
}
