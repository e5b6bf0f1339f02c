/** What could be done about packets that get there by another way than the one that is asked for. */
import type { Key, RouteTarget } from "../model/network";
import type { Change } from "./change";
import type { Through } from "./through";

export function detours({ atlas, intent, fault }: Through): Change[][] {
  const { from, to } = fault.question;
  const subnet =
    from.interface === undefined ? undefined : atlas.subnets.get(from.interface.subnet);
  if (subnet === undefined) return [];
  const { routeTable: table, vpc } = subnet;
  const { network } = atlas;
  const service = intent.destination.selector?.startsWith("service:")
    ? intent.destination.selector.slice("service:".length)
    : undefined;
  if (intent.via === "interfaceEndpoint")
    return [
      ...network.vpcEndpoints
        .filter((one) => one.vpc === vpc && one.service === service && !one.privateDns)
        .map(({ key }): Change[] => [{ kind: "enablePrivateDns", endpoint: key }]),
      ...network.vpcs
        .filter((one) => one.key === vpc && !(one.dnsSupport && one.dnsHostnames))
        .map(({ key }): Change[] => [{ kind: "enableDns", vpc: key }]),
    ];
  const whole = { cidr: "0.0.0.0/0" };
  const routed = (parts: readonly { readonly key: Key }[], kind: RouteTarget["kind"]): Change[][] =>
    parts.map(({ key }): Change[] => [
      { kind: "setRoute", table, destination: whole, target: { kind, key } },
    ]);
  if (intent.expect === "neverReach") return gatewayEndpointDetours(atlas, table, vpc, to.place);
  switch (intent.via) {
    case "gatewayEndpoint":
      return gatewayEndpointDetours(atlas, table, vpc, to.place);
    case "natGateway":
      return routed(
        network.natGateways.filter((one) => one.vpc === vpc),
        "natGateway",
      );
    case "internetGateway":
      return routed(
        network.internetGateways.filter((one) => one.vpc === vpc),
        "internetGateway",
      );
    default:
      return [];
  }
}

function gatewayEndpointDetours(
  atlas: Through["atlas"],
  table: Key,
  vpc: Key,
  place: Through["fault"]["question"]["to"]["place"],
): Change[][] {
  if (!("service" in place)) return [];
  const { service } = place;
  const list = atlas.network.prefixLists.find((one) => one.service === service);
  const endpoint = atlas.network.vpcEndpoints.find(
    (one) => one.vpc === vpc && one.service === service && one.endpointType === "Gateway",
  );
  if (list === undefined || endpoint === undefined) return [];
  const target: RouteTarget = { kind: "vpcEndpoint", key: endpoint.key };
  return [[{ kind: "setRoute", table, destination: { prefixList: list.key }, target }]];
}
