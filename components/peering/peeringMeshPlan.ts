/** What `PeeringMesh` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import { refuseKeys, refuseConnections, refuseTransit } from "./meshConnections";
import type { MeshNetwork, PeeringMeshArgs } from "./peeringMeshArgs";
import { refuseBlocks, refuseOverlap, refuseTiers, type LocatedBlocks } from "./peeringChecks";
import { planPeeringRoutes } from "./peeringRoutes";

/** A pair to join; `one` is the first by name, whatever the order they are given in. */
export interface MeshPair {
  readonly one: MeshNetwork;
  readonly other: MeshNetwork;
}

export interface PeeringMeshPlan {
  readonly pairs: readonly MeshPair[];
  readonly issues: readonly Issue[];
}

export function planPeeringMesh(args: PeeringMeshArgs): PeeringMeshPlan {
  const wrong = [...refuseKeys(args), ...refuseConnections(args)];
  // Without keys that mean something, no pair does.
  if (wrong.length > 0) return { pairs: [], issues: wrong };
  const pairs = pairsOf(args);
  const unreadable = args.networks.flatMap((network, index) => [
    ...refuseBlocks(locate(network, index)),
    ...refuseTiers(`networks[${index}].tiers`, network.vpc, network.tiers),
  ]);
  const issues = [
    ...unreadable,
    ...refuseMixedRegions(args),
    ...pairs.flatMap((pair) => refuseOverlapOf(args, pair)),
    ...refuseTransit(args, pairs),
    ...(unreadable.length > 0 ? [] : refuseQuotas(args, pairs)),
  ];
  return { pairs, issues };
}

function pairsOf({ networks, connections, separate = [] }: PeeringMeshArgs): MeshPair[] {
  const sorted = [...networks].sort((a, b) => (a.key < b.key ? -1 : 1));
  return sorted.flatMap((one, index) =>
    sorted
      .slice(index + 1)
      .filter((other) => {
        const both = ({ one: a, other: b }: { one: string; other: string }) =>
          (a === one.key && b === other.key) || (a === other.key && b === one.key);
        return connections === undefined
          ? !separate.some((group) => group.includes(one.key) && group.includes(other.key))
          : connections.some(both);
      })
      .map((other) => ({ one, other })),
  );
}

function locate({ key, vpc }: MeshNetwork, index: number): LocatedBlocks {
  return { path: `networks[${index}].vpc`, owner: `"${key}"`, blocks: vpc };
}

/** Told at the one that is given later. */
function refuseOverlapOf({ networks }: PeeringMeshArgs, { one, other }: MeshPair): Issue[] {
  const [first = 0, second = 0] = [networks.indexOf(one), networks.indexOf(other)].sort(
    (a, b) => a - b,
  );
  const [earlier, later] = first === networks.indexOf(one) ? [one, other] : [other, one];
  return refuseOverlap(locate(earlier, first), locate(later, second));
}

function refuseMixedRegions({ networks }: PeeringMeshArgs): Issue[] {
  if (networks.every(({ vpc }) => vpc.region === undefined)) return [];
  return networks.flatMap(({ vpc }, index) =>
    vpc.region === undefined
      ? [
          {
            propertyPath: `networks[${index}].vpc.region`,
            reason:
              "must be given too, as other networks have one; which side accepts depends on both",
          },
        ]
      : [],
  );
}

function refuseQuotas(args: PeeringMeshArgs, pairs: readonly MeshPair[]): Issue[] {
  const { activePeeringsPerVpc = 50, routesPerRouteTable = 50 } = args;
  return args.networks.flatMap((network, index) => {
    const peers = pairs.flatMap(({ one, other }) =>
      one === network ? [other] : other === network ? [one] : [],
    );
    const issues: Issue[] = [];
    if (peers.length > activePeeringsPerVpc) {
      const reason = `must have ${activePeeringsPerVpc} connections at most, got ${peers.length}; have AWS raise the quota (to 125 at most) and give it as activePeeringsPerVpc, separate networks, or use a transit gateway`;
      issues.push({ propertyPath: `networks[${index}]`, reason });
    }
    const most = mostRoutes(network, peers);
    if (most > routesPerRouteTable) {
      const reason = `must have ${routesPerRouteTable} routes in a table at most, got ${most} to its peers; have AWS raise the quota (to 1000 at most) and give it as routesPerRouteTable, separate networks, or use a transit gateway`;
      issues.push({ propertyPath: `networks[${index}]`, reason });
    }
    return issues;
  });
}

/** Of one family in one table: each table of a network has the same. */
function mostRoutes({ vpc, tiers }: MeshNetwork, peers: readonly MeshNetwork[]): number {
  const routes = peers.flatMap((peer) => planPeeringRoutes(vpc, tiers, peer.vpc));
  const counts = new Map<string, number>();
  for (const { tableKey, family } of routes) {
    const key = `${tableKey} ${family}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}
