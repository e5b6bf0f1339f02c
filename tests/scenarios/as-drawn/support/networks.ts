/** The drawn systems as networks, each deployed once however many ask for it. */
import { readNetwork, type Network } from "../../../../analysis";
import type { DrawnSystem } from "../asDrawn";
import { deploy } from "./deploy";

const deployed = new Map<string, Promise<Network>>();

export function networkOf(system: DrawnSystem): Promise<Network> {
  const before = deployed.get(system.name);
  if (before !== undefined) return before;
  const network = deploy(system).then((records) =>
    readNetwork(system.altered === undefined ? records : system.altered(records)),
  );
  deployed.set(system.name, network);
  return network;
}
