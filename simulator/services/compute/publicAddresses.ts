/** Public addresses that AWS gives to an interface for as long as it is there. */
import type { Scope } from "../../world/scope";
import { unbindAddress } from "../ec2/addressBinding";
import { takePublicAddress } from "../ec2/elasticIp";
import {
  elasticIpKind,
  networkInterfaceKind,
  publicAddressKind,
  type NetworkInterface,
} from "../ec2/entities";

export function giveAddress(scope: Scope, target: NetworkInterface): NetworkInterface {
  if (target.publicIp !== undefined) return target;
  const publicIp = takePublicAddress(scope, target.id);
  return scope.put(networkInterfaceKind, { ...target, publicIp });
}

/** An Elastic IP address is unbound, and stays. */
export function releaseAddress(scope: Scope, one: NetworkInterface): void {
  const given = scope.everywhere.get(publicAddressKind, one.publicIp ?? "");
  const [bound] = scope.find(elasticIpKind, "networkInterface", one.id);
  if (bound !== undefined) {
    unbindAddress(scope, bound);
    return;
  }
  if (given === undefined) return;
  scope.remove(given);
  const { publicIp: _address, ...rest } = one;
  scope.put(networkInterfaceKind, rest);
}
