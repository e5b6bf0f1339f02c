/** Small networks for specs: a sketch (see `oracles/sketch`), and what its lines do not say. */
import type { Network, Part } from "../../../analysis/model/network";
import { sketch } from "../oracles/sketch/read";

/** By a part's key: `{ db: { kind: "database" } }`. */
export type Changes = Readonly<Record<string, object>>;

/** @throws Error for a change to what the sketch does not have */
export function drawn(text: string, changes: Changes = {}): Network {
  const network = sketch(text);
  const left = new Set(Object.keys(changes));
  const changed = <T extends Part>(parts: readonly T[]): T[] =>
    parts.map((part) => {
      left.delete(part.key);
      return { ...part, ...changes[part.key] };
    });
  const whole: Network = {
    ...network,
    vpcs: changed(network.vpcs),
    subnets: changed(network.subnets),
    routeTables: changed(network.routeTables),
    networkAcls: changed(network.networkAcls),
    securityGroups: changed(network.securityGroups),
    networkInterfaces: changed(network.networkInterfaces),
    natGateways: changed(network.natGateways),
    vpcEndpoints: changed(network.vpcEndpoints),
    peeringConnections: changed(network.peeringConnections),
    transitGateways: changed(network.transitGateways),
    prefixLists: changed(network.prefixLists),
  };
  if (left.size > 0) throw new Error(`the sketch has no ${[...left].join(", ")}`);
  // The sketch's open group is for interfaces that name none: where there are none it is not meant.
  const carried = new Set(whole.networkInterfaces.flatMap((one) => one.securityGroups));
  const isMeant = ({ key }: Part): boolean => !key.endsWith(".open") || carried.has(key);
  return { ...whole, securityGroups: whole.securityGroups.filter(isMeant) };
}
