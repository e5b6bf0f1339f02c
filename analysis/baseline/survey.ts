/** A network as the rules walk through it: who uses which table, ACL and group, and what is joined to what. */
import type {
  Key,
  Network,
  NetworkAcl,
  NetworkInterface,
  RouteTable,
  SecurityGroup,
  Subnet,
  TransitGateway,
  TransitGatewayAttachment,
  Vpc,
} from "../model/network";
import type { Verifier } from "../reachability";
import type { Atlas } from "../reachability/atlas";
import type { FoundComponent } from "./finding";

export interface Survey {
  readonly verifier: Verifier;
  readonly atlas: Atlas;
  readonly network: Network;
  readonly tables: ReadonlyMap<Key, RouteTable>;
  readonly acls: ReadonlyMap<Key, NetworkAcl>;
  readonly groups: ReadonlyMap<Key, SecurityGroup>;
  readonly subnetsOfVpc: ReadonlyMap<Key, readonly Subnet[]>;
  readonly subnetsOfTable: ReadonlyMap<Key, readonly Subnet[]>;
  readonly subnetsOfAcl: ReadonlyMap<Key, readonly Subnet[]>;
  readonly interfacesOfSubnet: ReadonlyMap<Key, readonly NetworkInterface[]>;
  /** The interfaces that carry a group. */
  readonly carriers: ReadonlyMap<Key, readonly NetworkInterface[]>;
  readonly attachmentsOfVpc: ReadonlyMap<Key, readonly Joined[]>;
  /** VPCs where something other than endpoints stands: what is joined to them is probably all given. */
  readonly vpcsAtWork: ReadonlySet<Key>;
}

/** A VPC's attachment to a transit gateway. */
export interface Joined {
  readonly gateway: TransitGateway;
  readonly attachment: TransitGatewayAttachment;
}

export function surveyNetwork(verifier: Verifier): Survey {
  const { network, atlas } = verifier;
  const { subnets, networkInterfaces } = network;
  const working = networkInterfaces.filter(({ kind }) => kind !== "endpoint");
  return {
    verifier,
    atlas,
    network,
    tables: new Map(network.routeTables.map((one) => [one.key, one])),
    acls: new Map(network.networkAcls.map((one) => [one.key, one])),
    groups: new Map(network.securityGroups.map((one) => [one.key, one])),
    subnetsOfVpc: gathered(subnets, ({ vpc }) => [vpc]),
    subnetsOfTable: gathered(subnets, ({ routeTable }) => [routeTable]),
    subnetsOfAcl: gathered(subnets, ({ networkAcl }) => [networkAcl]),
    interfacesOfSubnet: gathered(networkInterfaces, ({ subnet }) => [subnet]),
    carriers: gathered(networkInterfaces, ({ securityGroups }) => securityGroups),
    attachmentsOfVpc: gathered(
      network.transitGateways.flatMap((gateway) =>
        gateway.attachments.map((attachment) => ({ gateway, attachment })),
      ),
      ({ attachment: { kind, vpc } }) => (kind === "vpc" && vpc !== undefined ? [vpc] : []),
    ),
    vpcsAtWork: new Set(
      working.flatMap(({ subnet }) => {
        const vpc = atlas.subnets.get(subnet)?.vpc;
        return vpc === undefined ? [] : [vpc];
      }),
    ),
  };
}

/** By each of an item's keys, in the items' order. */
export function gathered<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly Key[],
): ReadonlyMap<Key, readonly T[]> {
  const found = new Map<Key, T[]>();
  for (const item of items)
    for (const key of keysOf(item)) {
      const same = found.get(key);
      if (same === undefined) found.set(key, [item]);
      else same.push(item);
    }
  return found;
}

export function vpcOfInterface({ atlas }: Survey, one: NetworkInterface): Vpc | undefined {
  return atlas.vpcs.get(atlas.subnets.get(one.subnet)?.vpc ?? "");
}

/** A part as findings name it; the last of a URN for a resource that is no part. */
export function component({ atlas }: Survey, key: Key): FoundComponent {
  const name = atlas.nameOf(key);
  const type = atlas.typeOf(key);
  if (name !== key || !key.startsWith("urn:")) return { key, name, type };
  const [kind = "", own = key] = key.split("::").slice(-2);
  return { key, name: own, type: kind.slice(kind.lastIndexOf("$") + 1) };
}

export const components = (survey: Survey, keys: Iterable<Key>): FoundComponent[] =>
  [...new Set(keys)].map((key) => component(survey, key));
