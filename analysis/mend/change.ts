/** Changes to a network that would make an intent hold: what they do to it, and how they read. */
import type {
  AclRule,
  Destination,
  Key,
  Network,
  Route,
  RouteTarget,
  RuleTraffic,
  SecurityGroupRule,
} from "../model/network";
import type { Direction } from "../reachability/filters";
import { applyPlacement, type Placement } from "./placement";

export type Change =
  | Placement
  | {
      readonly kind: "addSecurityGroupRule";
      readonly group: Key;
      readonly direction: Direction;
      readonly traffic: RuleTraffic;
      readonly remote: SecurityGroupRule["remote"];
    }
  | {
      readonly kind: "removeSecurityGroupRule";
      readonly group: Key;
      readonly direction: Direction;
      /** The rule as it stands in the group. */
      readonly rule: SecurityGroupRule;
    }
  | {
      readonly kind: "addNetworkAclRule";
      readonly acl: Key;
      readonly direction: Direction;
      readonly rule: Omit<AclRule, "key">;
    }
  | {
      readonly kind: "removeNetworkAclRule";
      readonly acl: Key;
      readonly direction: Direction;
      /** The rule as it stands in the network ACL. */
      readonly rule: AclRule;
    }
  | {
      readonly kind: "setRoute";
      readonly table: Key;
      readonly destination: Destination;
      readonly target: RouteTarget;
    }
  | { readonly kind: "removeRoute"; readonly table: Key; readonly destination: Destination }
  | { readonly kind: "givePublicAddress"; readonly component: Key }
  | { readonly kind: "takePublicAddress"; readonly component: Key }
  | { readonly kind: "attachInternetGateway"; readonly gateway: Key; readonly vpc: Key }
  | { readonly kind: "acceptPeering"; readonly connection: Key }
  | { readonly kind: "enablePrivateDns"; readonly endpoint: Key }
  | { readonly kind: "excludeFromBlockPublicAccess"; readonly subnet: Key }
  | {
      readonly kind: "routeTransitGateway";
      readonly table: Key;
      readonly cidr: string;
      readonly attachment: Key;
    };

const sameDestination = (a: Destination, b: Destination): boolean =>
  "cidr" in a
    ? "cidr" in b && a.cidr === b.cidr
    : "prefixList" in b && a.prefixList === b.prefixList;

/** The network as it would be. */
export function applyChange(network: Network, change: Change): Network {
  switch (change.kind) {
    case "addSecurityGroupRule":
    case "removeSecurityGroupRule":
      return inGroup(network, change);
    case "addNetworkAclRule":
    case "removeNetworkAclRule":
      return inAcl(network, change);
    case "setRoute":
    case "removeRoute":
      return inTable(network, change);
    case "givePublicAddress":
    case "takePublicAddress":
      return addressed(network, change.component, change.kind === "givePublicAddress");
    case "attachInternetGateway":
      return {
        ...network,
        internetGateways: network.internetGateways.map((one) =>
          one.key === change.gateway ? { ...one, vpc: change.vpc } : one,
        ),
      };
    case "acceptPeering":
      return {
        ...network,
        peeringConnections: network.peeringConnections.map((one) =>
          one.key === change.connection ? { ...one, status: "active" } : one,
        ),
      };
    case "enablePrivateDns":
      return {
        ...network,
        vpcEndpoints: network.vpcEndpoints.map((one) =>
          one.key === change.endpoint ? { ...one, privateDns: true } : one,
        ),
      };
    case "excludeFromBlockPublicAccess":
      return {
        ...network,
        subnets: network.subnets.map((one) =>
          one.key === change.subnet
            ? { ...one, publicAccessExclusion: "allow-bidirectional" }
            : one,
        ),
      };
    case "routeTransitGateway":
      return inTransitGateway(network, change);
    default:
      return applyPlacement(network, change);
  }
}

type Of<K extends Change["kind"]> = Extract<Change, { readonly kind: K }>;

function inGroup(
  network: Network,
  change: Of<"addSecurityGroupRule" | "removeSecurityGroupRule">,
): Network {
  const rules = (list: readonly SecurityGroupRule[]): SecurityGroupRule[] =>
    change.kind === "removeSecurityGroupRule"
      ? list.filter((one) => one !== change.rule)
      : [...list, { key: change.group, traffic: change.traffic, remote: change.remote }];
  return {
    ...network,
    securityGroups: network.securityGroups.map((one) =>
      one.key === change.group ? { ...one, [change.direction]: rules(one[change.direction]) } : one,
    ),
  };
}

function inAcl(
  network: Network,
  change: Of<"addNetworkAclRule" | "removeNetworkAclRule">,
): Network {
  const rules = (list: readonly AclRule[]): AclRule[] =>
    change.kind === "removeNetworkAclRule"
      ? list.filter((one) => one !== change.rule)
      : [...list, { ...change.rule, key: change.acl }].sort((a, b) => a.number - b.number);
  return {
    ...network,
    networkAcls: network.networkAcls.map((one) =>
      one.key === change.acl ? { ...one, [change.direction]: rules(one[change.direction]) } : one,
    ),
  };
}

function inTable(network: Network, change: Of<"setRoute" | "removeRoute">): Network {
  const routes = (list: readonly Route[]): Route[] => {
    const others = list.filter((one) => !sameDestination(one.destination, change.destination));
    if (change.kind === "removeRoute") return others;
    const { table: key, destination, target } = change;
    return [...others, { key, destination, target }];
  };
  return {
    ...network,
    routeTables: network.routeTables.map((one) =>
      one.key === change.table ? { ...one, routes: routes(one.routes) } : one,
    ),
  };
}

function inTransitGateway(network: Network, change: Of<"routeTransitGateway">): Network {
  const { table, cidr, attachment } = change;
  return {
    ...network,
    transitGateways: network.transitGateways.map((gateway) => ({
      ...gateway,
      routeTables: gateway.routeTables.map((one) =>
        one.key === table
          ? {
              ...one,
              routes: [
                ...one.routes.filter((route) => route.cidr !== cidr || route.propagated),
                { key: table, cidr, attachment, propagated: false },
              ],
            }
          : one,
      ),
    })),
  };
}

function addressed(network: Network, component: Key, has: boolean): Network {
  return {
    ...network,
    networkInterfaces: network.networkInterfaces.map((one) =>
      one.key === component ? { ...one, publicIpv4: has } : one,
    ),
    natGateways: network.natGateways.map((one) =>
      one.key === component ? { ...one, hasPublicAddress: has } : one,
    ),
  };
}
