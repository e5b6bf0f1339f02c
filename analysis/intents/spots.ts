/** The ends of an intent as places, one for each interface; services by what their name resolves to. */
import type { NetworkInterface } from "../model/network";
import type { Atlas } from "../reachability/atlas";
import type { Question, Spot } from "./question";
import type { Selection } from "./selection";

export function questions(atlas: Atlas, source: Selection, destination: Selection): Question[] {
  return spots(atlas, source).flatMap((from) =>
    destinationSpots(atlas, from, destination)
      .filter((to) => to.interface === undefined || to.interface.key !== from.interface?.key)
      .map((to) => ({ from, to })),
  );
}

function spots(atlas: Atlas, selection: Selection): Spot[] {
  const found = selection.interfaces.map((one) => interfaceSpot(atlas, one));
  if (selection.internet) found.push(INTERNET);
  if (selection.addresses !== undefined)
    found.push({
      place: { internet: true, within: selection.addresses },
      interface: undefined,
      name: "the internet",
      zone: undefined,
    });
  return found;
}

const INTERNET: Spot = {
  place: { internet: true },
  interface: undefined,
  name: "the internet",
  zone: undefined,
};

/** In a place that the internet is asked from, only interfaces can be met. */
function destinationSpots(atlas: Atlas, from: Spot, destination: Selection): Spot[] {
  const { service } = destination;
  if (service !== undefined) return serviceSpots(atlas, from, service);
  const found = spots(atlas, destination);
  return from.interface === undefined ? found.filter((to) => to.interface !== undefined) : found;
}

/**
 * A service's name resolves to its interface endpoint where the source's VPC has one with private
 * DNS, to its public addresses otherwise.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
 */
function serviceSpots(atlas: Atlas, from: Spot, service: string): Spot[] {
  const own = from.interface === undefined ? [] : privateEndpoints(atlas, from.interface, service);
  if (own.length > 0) return own.map((one) => interfaceSpot(atlas, one));
  return [
    { place: { service }, interface: undefined, name: `service ${service}`, zone: undefined },
  ];
}

function privateEndpoints(
  atlas: Atlas,
  from: NetworkInterface,
  service: string,
): NetworkInterface[] {
  const { network } = atlas;
  const vpc = atlas.vpcs.get(atlas.subnets.get(from.subnet)?.vpc ?? "");
  if (vpc?.dnsSupport !== true || !vpc.dnsHostnames) return [];
  const endpoints = network.vpcEndpoints
    .filter((one) => one.vpc === vpc.key && one.service === service)
    .filter((one) => one.endpointType === "Interface" && one.privateDns)
    .map(({ key }) => key);
  return network.networkInterfaces.filter(
    ({ endpoint }) => endpoint !== undefined && endpoints.includes(endpoint),
  );
}

function interfaceSpot(atlas: Atlas, one: NetworkInterface): Spot {
  const zone = atlas.subnets.get(one.subnet)?.availabilityZone;
  return { place: { interface: one.key }, interface: one, name: one.name, zone };
}
