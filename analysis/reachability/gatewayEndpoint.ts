/** Through a gateway endpoint to its service, whose addresses stay public. */
import { ICMP, NO_PACKETS, PacketSet, TCP, icmpServices, protocolServices } from "../../net";
import type { Key } from "../model/network";
import { admitsNothing } from "./endpointPolicy";
import { filtered, lost, noted, undecided, withJourney, type Move, type Next } from "./trip";

const SPOKEN = PacketSet.of({ service: protocolServices(TCP).or(icmpServices(ICMP, 8)) });

export function throughGatewayEndpoint(move: Move, key: Key): Next {
  const { trip } = move;
  const endpoint = trip.atlas.vpcEndpoints.get(key);
  if (endpoint === undefined) return { done: undecided(move, key, "the endpoint is not given") };
  if (endpoint.endpointType !== "Gateway")
    return {
      done: undecided(
        move,
        key,
        `an endpoint of type ${endpoint.endpointType} as a route's target is not modelled`,
      ),
    };
  if (endpoint.vpc !== move.at.vpc)
    return { done: lost(move, { code: "BAD_STATE_ATTACHMENT", component: key }) };
  const meant = trip.to.kind === "service" && trip.to.service === endpoint.service;
  // It serves its own VPC: nothing that comes by a transit gateway goes on through it.
  if (move.reply || !meant || move.at.inTransit)
    return { done: lost(move, { code: "NO_POSSIBLE_DESTINATION", component: key }) };
  const spoken = filtered(move, SPOKEN, {
    code: "VPCE_GATEWAY_PROTOCOL_RESTRICTION",
    component: key,
  });
  const admitted = admitsNothing(endpoint.policy)
    ? filtered(withJourney(move, spoken), NO_PACKETS, {
        code: "NO_POSSIBLE_DESTINATION",
        component: key,
      })
    : spoken;
  return { outside: withJourney(move, noted(withJourney(move, admitted), key)) };
}
