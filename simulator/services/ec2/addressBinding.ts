/** Elastic IP addresses bound to interfaces: one to each private address. */
import { AwsError } from "../../errors";
import { simulatedId } from "../../world/identity";
import type { Scope } from "../../world/scope";
import {
  elasticIpKind,
  internetGatewayKind,
  networkInterfaceKind,
  publicAddressKind,
  type ElasticIp,
  type NetworkInterface,
} from "./entities";
import { addressesOf } from "./interfaces/entities";
import { instanceInterface, isManaged, needInterface } from "./interfaces/references";

interface Place {
  /** @default - the interface's primary address */
  readonly privateIp?: string | undefined;
  /** @default - a new one */
  readonly associationId?: string | undefined;
}

/** Binds a free address to an interface. What AWS had lent the interface goes back. */
export function bindAddress(
  scope: Scope,
  address: ElasticIp,
  target: NetworkInterface,
  { privateIp = target.privateIp, associationId }: Place = {},
): string {
  const id = associationId ?? simulatedId("eipassoc", scope.newLife("eipassoc", address.id));
  scope.put(elasticIpKind, {
    ...address,
    associationId: id,
    networkInterfaceId: target.id,
    privateIp,
  });
  const { publicIp } = address;
  if (privateIp !== target.privateIp) {
    const secondaryPublicIps = [...(target.secondaryPublicIps ?? []), publicIp];
    scope.put(networkInterfaceKind, { ...target, secondaryPublicIps });
    return id;
  }
  const lent = scope.everywhere.get(publicAddressKind, target.publicIp ?? "");
  if (lent?.owner === target.id) scope.remove(lent);
  scope.put(networkInterfaceKind, { ...target, publicIp });
  return id;
}

export function unbindAddress(scope: Scope, bound: ElasticIp): void {
  const { associationId: _association, networkInterfaceId, privateIp, ...address } = bound;
  scope.put(elasticIpKind, address);
  const target = scope.get(networkInterfaceKind, networkInterfaceId ?? "");
  if (target === undefined) return;
  const { publicIp, secondaryPublicIps = [], ...rest } = target;
  const isPrimary = privateIp === target.privateIp;
  scope.put(networkInterfaceKind, {
    ...rest,
    ...(isPrimary || publicIp === undefined ? {} : { publicIp }),
    ...(secondaryPublicIps.length === 0
      ? {}
      : { secondaryPublicIps: secondaryPublicIps.filter((one) => one !== bound.publicIp) }),
  });
}

export interface Wanted extends Place {
  readonly instanceId?: string | undefined;
  readonly networkInterfaceId?: string | undefined;
}

const operation = "AssociateAddress";

/**
 * AssociateAddress, as the provider calls it: an address that is in use elsewhere moves, and one that the interface had is
 * let go.
 */
export function associateAddress(scope: Scope, address: ElasticIp, wanted: Wanted): string {
  const target = targetOf(scope, wanted);
  const privateIp = wanted.privateIp ?? target.privateIp;
  if (!addressesOf(target).includes(privateIp))
    throw new AwsError(
      "InvalidParameterValue",
      `The private IP address ${privateIp} is not an address of the interface ${target.id}`,
      operation,
    );
  if (scope.count(internetGatewayKind, "vpc", target.vpcId) === 0)
    throw new AwsError(
      "Gateway.NotAttached",
      `Network ${target.vpcId} is not attached to any internet gateway`,
      operation,
    );
  if (isHeldByAws(scope, address)) throw notYours(operation);
  if (address.associationId !== undefined) unbindAddress(scope, address);
  const present = scope
    .find(elasticIpKind, "networkInterface", target.id)
    .find((one) => one.privateIp === privateIp);
  if (present !== undefined) unbindAddress(scope, present);
  const { associationId: _id, networkInterfaceId: _eni, privateIp: _ip, ...free } = address;
  return bindAddress(scope, free, needInterface(scope, target.id), { ...wanted, privateIp });
}

function targetOf(scope: Scope, { instanceId, networkInterfaceId }: Wanted): NetworkInterface {
  if (networkInterfaceId !== undefined) {
    const found = needInterface(scope, networkInterfaceId);
    if (isManaged(found)) throw notYours(operation);
    return found;
  }
  const found = instanceInterface(scope, instanceId ?? "");
  if (found === undefined)
    throw new AwsError(
      "InvalidInstanceID.NotFound",
      `The instance ID '${instanceId ?? ""}' does not exist`,
      operation,
    );
  return found;
}

/** By a NAT gateway, a load balancer. */
export function isHeldByAws(scope: Scope, address: ElasticIp): boolean {
  if (address.associationId === undefined) return false;
  const holder = scope.get(networkInterfaceKind, address.networkInterfaceId ?? "");
  return holder === undefined || isManaged(holder);
}

export const notYours = (call?: string): AwsError =>
  new AwsError("AuthFailure", "You do not have permission to access the specified resource.", call);
