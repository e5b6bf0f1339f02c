/** An interface that a request names must exist; and what is an instance's. */
import type { Scope } from "../../../world/scope";
import { interfacesOf } from "../networkInterfaces";
import { networkInterfaceKind, type NetworkInterface } from "./entities";

export const needInterface = (scope: Scope, id: string): NetworkInterface =>
  scope.need(
    networkInterfaceKind,
    id,
    "InvalidNetworkInterfaceID.NotFound",
    `The networkInterface ID '${id}' does not exist`,
  );

/** The one that an instance is launched with; none where there is no such instance. */
export const instanceInterface = (
  scope: Scope,
  instanceId: string,
): NetworkInterface | undefined =>
  instanceId.startsWith("i-")
    ? (interfacesOf(scope, instanceId)[0] ??
      scope
        .find(networkInterfaceKind, "attachedTo", instanceId)
        .find((one) => one.attachment?.deviceIndex === 0))
    : undefined;

/** Which instance an interface is of: launched with it, or attached. */
export const instanceOf = (one: NetworkInterface): string | undefined =>
  one.owner.startsWith("i-") ? one.owner : one.attachment?.instanceId;

/** AWS's own: of a NAT gateway, an endpoint, a load balancer. The caller may not touch its addresses. */
export const isManaged = (one: NetworkInterface): boolean =>
  one.owner !== one.id && !one.owner.startsWith("i-");
