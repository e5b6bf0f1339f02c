/**
 * Which packets get where. A gateway endpoint carries TCP and ICMP echo requests only; a transit
 * gateway hands over in the subnet of the same zone, from where the packet leaves like any other.
 */
export type { ExplanationCode } from "./codes";
export type { Outcome } from "./journey";
export { compileNetwork, type PlaceName, type Verifier } from "./verifier";
