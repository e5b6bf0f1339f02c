/** One route among those that match, as the look-up of routes answers it. */
import { ProviderError } from "../../../errors";
import type { ValueMap } from "../../../protocol";
import type { Scope } from "../../../world/scope";
import { networkInterfaceKind, routeTargets, type Route } from "../entities";
import { instanceOf } from "../interfaces/references";
import { resourceId } from "../route";

export function find(scope: Scope, routeTableId: string, found: readonly Route[]): ValueMap {
  const [route] = found;
  if (route === undefined)
    throw new ProviderError(
      `Your query returned no results. Please change your search criteria and try again.`,
    );
  if (found.length > 1)
    throw new ProviderError(
      "Your query returned more than one route. Please change your search criteria and try again.",
    );
  const { destination, target, targetId } = route;
  const isList = destination.startsWith("pl-");
  const isV6 = destination.includes(":");
  const holder =
    target === "networkInterfaceId" ? scope.get(networkInterfaceKind, targetId) : undefined;
  return {
    ...Object.fromEntries(
      routeTargets.filter((one) => one !== "vpcEndpointId").map((one) => [one, ""]),
    ),
    ...(target === "vpcEndpointId" ? {} : { [target]: targetId }),
    destinationCidrBlock: isList || isV6 ? "" : destination,
    destinationIpv6CidrBlock: isV6 ? destination : "",
    destinationPrefixListId: isList ? destination : "",
    id: resourceId(route),
    instanceId: (holder && instanceOf(holder)) ?? "",
    region: scope.region,
    routeTableId,
  };
}
