/** A disagreement as a person reads it: the smallest network that has it, the packet, both answers, the way walked. */
import type { Network } from "../../../../analysis/model/network";
import { compileNetwork } from "../../../../analysis/reachability";
import { formatPacket, formatPlace } from "../packet";
import { writeSketch } from "../sketch/write";
import { walk } from "../walker/walk";
import { type Answer, type Disagreement, same, verifierSays, walkerSays } from "./compare";
import { shrink } from "./shrink";

export function report(network: Network, { question, verifier, walker }: Disagreement): string {
  const smallest = shrink(network, (smaller) => {
    try {
      const said = verifierSays(compileNetwork(smaller), question);
      const walked = walkerSays(smaller, question);
      return same(said, verifier) && same(walked, walker);
    } catch {
      return false;
    }
  });
  const { from, to, packet } = question;
  const { endings } = walk(smallest, { from, to }, packet);
  // One way for each thing that becomes of it: two NAT ports of the same fate are told apart by nobody.
  const ways = new Map(endings.map(({ why, hops }) => [why, [...hops, `= ${why}`].join("\n    ")]));
  return [
    `${formatPlace(from)} to ${formatPlace(to)}: ${formatPacket(packet)}`,
    `verifier: ${words(verifier)}; walker: ${words(walker)}`,
    writeSketch(smallest),
    ...[...ways.values()].map((way) => `  walked:\n    ${way}`),
  ].join("\n");
}

function words({ sure, possible, undecided }: Answer): string {
  const delivered = sure ? "surely" : possible ? "possibly" : "not";
  return `${delivered} delivered${undecided ? ", undecided" : ""}`;
}
