/** Changes of where things stand and what they are joined to: what each does, and how it reads. */
import type {
  Key,
  NatGateway,
  Network,
  NetworkInterface,
  Subnet,
  TransitGatewayAttachment,
  VpcEndpoint,
} from "../model/network";

export type Placement =
  | { readonly kind: "associateRouteTable"; readonly subnet: Key; readonly table: Key }
  | { readonly kind: "associateNetworkAcl"; readonly subnet: Key; readonly acl: Key }
  /** An interface and its owner's others in the same subnet; AWS chooses their addresses. */
  | { readonly kind: "moveToSubnet"; readonly component: Key; readonly subnet: Key }
  /** An interface and its owner's others. */
  | { readonly kind: "carrySecurityGroup"; readonly component: Key; readonly group: Key }
  /** In AWS a new gateway in the old one's stead. */
  | { readonly kind: "moveNatGateway"; readonly gateway: Key; readonly subnet: Key }
  | { readonly kind: "makeNatGatewayPublic"; readonly gateway: Key }
  | { readonly kind: "attachEgressOnlyGateway"; readonly gateway: Key; readonly vpc: Key }
  | { readonly kind: "enableDns"; readonly vpc: Key }
  | { readonly kind: "openEndpointPolicy"; readonly endpoint: Key }
  | { readonly kind: "acceptAttachment"; readonly attachment: Key }
  | { readonly kind: "associateAttachment"; readonly attachment: Key; readonly table: Key }
  | { readonly kind: "attachSubnet"; readonly attachment: Key; readonly subnet: Key };

type Of<K extends Placement["kind"]> = Extract<Placement, { readonly kind: K }>;

/** The network as it would be. */
export function applyPlacement(network: Network, change: Placement): Network {
  switch (change.kind) {
    case "associateRouteTable":
      return inSubnet(network, change.subnet, { routeTable: change.table });
    case "associateNetworkAcl":
      return inSubnet(network, change.subnet, { networkAcl: change.acl });
    case "moveToSubnet":
      return moved(network, change);
    case "carrySecurityGroup":
      return carried(network, change);
    case "moveNatGateway":
      return inNatGateway(network, change.gateway, { subnet: change.subnet, ipv4: [] });
    case "makeNatGatewayPublic":
      return inNatGateway(network, change.gateway, {
        connectivity: "public",
        hasPublicAddress: true,
      });
    case "attachEgressOnlyGateway":
      return {
        ...network,
        egressOnlyInternetGateways: replaced(network.egressOnlyInternetGateways, change.gateway, {
          vpc: change.vpc,
        }),
      };
    case "enableDns":
      return {
        ...network,
        vpcs: replaced(network.vpcs, change.vpc, { dnsSupport: true, dnsHostnames: true }),
      };
    case "openEndpointPolicy":
      return inEndpoint(network, change.endpoint, { policy: undefined });
    default:
      return inAttachment(network, change);
  }
}

const replaced = <T extends { readonly key: Key }>(
  parts: readonly T[],
  key: Key,
  by: Partial<T>,
): T[] => parts.map((one) => (one.key === key ? { ...one, ...by } : one));

const inSubnet = (network: Network, key: Key, by: Partial<Subnet>): Network => ({
  ...network,
  subnets: replaced(network.subnets, key, by),
});

const inNatGateway = (network: Network, key: Key, by: Partial<NatGateway>): Network => ({
  ...network,
  natGateways: replaced(network.natGateways, key, by),
});

const inEndpoint = (network: Network, key: Key, by: Partial<VpcEndpoint>): Network => ({
  ...network,
  vpcEndpoints: replaced(network.vpcEndpoints, key, by),
});

const withInterfaces = (
  network: Network,
  change: (one: NetworkInterface) => NetworkInterface,
): Network => ({ ...network, networkInterfaces: network.networkInterfaces.map(change) });

function moved(network: Network, { component, subnet }: Of<"moveToSubnet">): Network {
  const first = network.networkInterfaces.find(({ key }) => key === component);
  if (first === undefined) return network;
  const placed = withInterfaces(network, (one) =>
    one.owner === first.owner && one.subnet === first.subnet
      ? { ...one, subnet, ipv4: [], ipv6: [] }
      : one,
  );
  const endpoint = network.vpcEndpoints.find(({ key }) => key === first.endpoint);
  if (endpoint === undefined) return placed;
  const subnets = endpoint.subnets.map((one) => (one === first.subnet ? subnet : one));
  return inEndpoint(placed, endpoint.key, { subnets });
}

function carried(network: Network, { component, group }: Of<"carrySecurityGroup">): Network {
  const first = network.networkInterfaces.find(({ key }) => key === component);
  return withInterfaces(network, (one) =>
    one.owner === first?.owner ? { ...one, securityGroups: [group] } : one,
  );
}

function inAttachment(
  network: Network,
  change: Of<"acceptAttachment" | "associateAttachment" | "attachSubnet">,
): Network {
  const by = (one: TransitGatewayAttachment): Partial<TransitGatewayAttachment> => {
    if (change.kind === "acceptAttachment") return { available: true };
    if (change.kind === "associateAttachment") return { associatedTable: change.table };
    return { subnets: [...one.subnets, change.subnet] };
  };
  return {
    ...network,
    transitGateways: network.transitGateways.map((gateway) => ({
      ...gateway,
      attachments: gateway.attachments.map((one) =>
        one.key === change.attachment ? { ...one, ...by(one) } : one,
      ),
    })),
  };
}

export function describePlacement(change: Placement, nameOf: (key: Key) => string): string {
  switch (change.kind) {
    case "associateRouteTable":
      return `associate ${nameOf(change.subnet)} with route table ${nameOf(change.table)}`;
    case "associateNetworkAcl":
      return `associate ${nameOf(change.subnet)} with network ACL ${nameOf(change.acl)}`;
    case "moveToSubnet":
      return `put ${nameOf(change.component)} into ${nameOf(change.subnet)}`;
    case "carrySecurityGroup":
      return `give ${nameOf(change.component)} security group ${nameOf(change.group)} and no other`;
    case "moveNatGateway":
      return `put NAT gateway ${nameOf(change.gateway)} into ${nameOf(change.subnet)}`;
    case "makeNatGatewayPublic":
      return `make NAT gateway ${nameOf(change.gateway)} a public one, with an Elastic IP`;
    case "attachEgressOnlyGateway":
      return `attach ${nameOf(change.gateway)} to ${nameOf(change.vpc)}`;
    case "enableDns":
      return `turn DNS support and DNS host names on in ${nameOf(change.vpc)}`;
    case "openEndpointPolicy":
      return `give ${nameOf(change.endpoint)} a policy that allows something`;
    case "acceptAttachment":
      return `bring ${nameOf(change.attachment)} to available (accept it)`;
    case "associateAttachment":
      return `associate ${nameOf(change.attachment)} with route table ${nameOf(change.table)}`;
    case "attachSubnet":
      return `add ${nameOf(change.subnet)} to ${nameOf(change.attachment)}`;
  }
}
