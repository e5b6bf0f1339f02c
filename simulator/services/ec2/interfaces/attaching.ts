/** Interfaces that a program made, attached to instances: in the same zone, each at a device index of its own. */
import { AwsError } from "../../../errors";
import { simulatedId } from "../../../world/identity";
import type { Scope } from "../../../world/scope";
import { findSubnet } from "../references";
import { networkInterfaceKind, type Attachment, type NetworkInterface } from "./entities";
import { instanceInterface, needInterface } from "./references";

const operation = "AttachNetworkInterface";

export function attach(
  scope: Scope,
  interfaceId: string,
  wanted: Omit<Attachment, "id">,
  given?: string,
): NetworkInterface {
  const one = needInterface(scope, interfaceId);
  const { instanceId, deviceIndex } = wanted;
  const id = given ?? simulatedId("eni-attach", scope.newLife("eni-attach", interfaceId));
  // What is taken over is attached already, to whatever it may be.
  if (scope.pinned !== undefined)
    return scope.put(networkInterfaceKind, { ...one, attachment: { id, ...wanted } });
  const primary = instanceInterface(scope, instanceId);
  if (primary === undefined)
    throw new AwsError(
      "InvalidInstanceID.NotFound",
      `The instance ID '${instanceId}' does not exist`,
      operation,
    );
  if (one.owner !== one.id || one.attachment !== undefined)
    throw new AwsError(
      "InvalidNetworkInterface.InUse",
      `Interface: [${interfaceId}] in use`,
      operation,
    );
  const isIndexTaken =
    deviceIndex === 0 ||
    scope
      .find(networkInterfaceKind, "attachedTo", instanceId)
      .some((other) => other.attachment?.deviceIndex === deviceIndex);
  if (isIndexTaken)
    throw new AwsError(
      "InvalidParameterValue",
      `Instance '${instanceId}' already has an interface attached at device index '${deviceIndex}'.`,
      operation,
    );
  if (zoneOf(scope, one) !== zoneOf(scope, primary))
    throw new AwsError(
      "InvalidParameterCombination",
      "You may not attach a network interface to an instance if they are not in the same availability zone",
      operation,
    );
  return scope.put(networkInterfaceKind, { ...one, attachment: { id, ...wanted } });
}

const zoneOf = (scope: Scope, one: NetworkInterface): string | undefined =>
  findSubnet(scope, one.subnetId)?.availabilityZone;

export function detach(scope: Scope, { id }: NetworkInterface): void {
  const { attachment: _attachment, ...free } = needInterface(scope, id);
  scope.put(networkInterfaceKind, free);
}
