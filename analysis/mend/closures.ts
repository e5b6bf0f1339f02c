/** What could be done about packets that get through and should not. */
import { PacketSet } from "../../net";
import type { Fault } from "../intents/fault";
import type { Key, NetworkInterface } from "../model/network";
import { ruleServices, type Direction } from "../reachability/filters";
import type { Change } from "./change";
import { blockOf, isIpv6, ruleTraffics } from "./ends";
import { narrower, type Removal } from "./narrower";
import type { Through } from "./through";
import { freeNumbers } from "./repairs";

/** Each would cut some of it; the narrowest first. */
export function closures(through: Through): Change[][] {
  const { fault } = through;
  const { from, to } = fault.question;
  return [
    ...groupClosures(through, to.interface, "ingress"),
    ...groupClosures(through, from.interface, "egress"),
    ...publicClosures(fault),
    ...routeClosures(through),
    ...aclClosures(through),
  ];
}

/** The rules that let it, one by one, and all of them. */
function groupClosures(
  through: Through,
  one: NetworkInterface | undefined,
  direction: Direction,
): Change[][] {
  if (!one?.filtered) return [];
  const { atlas, fault } = through;
  const other = direction === "ingress" ? fault.question.from : fault.question.to;
  const peers = other.interface?.securityGroups;
  const groups = atlas.network.securityGroups.filter(({ key }) => one.securityGroups.includes(key));
  const letting = groups.flatMap((group) =>
    group[direction]
      .filter((rule) => {
        const remote = atlas.ruleRemote(rule, peers);
        const side = direction === "ingress" ? "source" : "destination";
        const admitted = PacketSet.of({ [side]: remote, service: ruleServices(rule.traffic) });
        return admitted.meets(fault.packets);
      })
      .map((rule): Removal => ({
        kind: "removeSecurityGroupRule",
        group: group.key,
        direction,
        rule,
      })),
  );
  const each = letting.map((change) => [change]);
  return [
    ...letting.flatMap((change) => narrower(through, direction, change)),
    ...each,
    ...(letting.length > 1 ? [letting] : []),
  ];
}

function publicClosures({ question: { from, to } }: Fault): Change[][] {
  const outside = [from, to].some((spot) => spot.interface === undefined);
  const inside = [from.interface, to.interface].filter((one) => one?.publicIpv4 === true);
  return outside
    ? inside.flatMap((one) =>
        one === undefined ? [] : [[{ kind: "takePublicAddress", component: one.key }]],
      )
    : [];
}

/** The routes on the way: without them it gets nowhere. */
function routeClosures({ atlas, arrivals }: Through): Change[][] {
  const tables = new Set(
    arrivals.flatMap(({ hops }) =>
      hops.flatMap(({ component }) => (atlas.table(component) === undefined ? [] : [component])),
    ),
  );
  const passed = new Set(arrivals.flatMap(({ hops }) => hops.map(({ component }) => component)));
  return [...tables].flatMap((table: Key) =>
    (atlas.table(table)?.routes ?? [])
      .filter(({ target }) => passed.has(target.key))
      .map(({ destination }): Change[] => [{ kind: "removeRoute", table, destination }]),
  );
}

function aclClosures({ atlas, intent, fault }: Through): Change[][] {
  const ipv6 = isIpv6(fault);
  const ends = [
    { one: fault.question.to.interface, direction: "ingress", remote: "source" },
    { one: fault.question.from.interface, direction: "egress", remote: "destination" },
  ] as const;
  return ends.flatMap(({ one, direction, remote }) => {
    const subnet = one === undefined ? undefined : atlas.subnets.get(one.subnet);
    const acl = atlas.network.networkAcls.find(({ key }) => key === subnet?.networkAcl);
    if (acl === undefined) return [];
    const numbers = freeNumbers(new Set(acl[direction].map(({ number }) => number)));
    const traffics = intent.expect === "reachOnly" ? [{}] : ruleTraffics(intent.traffic, ipv6);
    return [
      traffics.map((traffic): Change => ({
        kind: "addNetworkAclRule",
        acl: acl.key,
        direction,
        rule: {
          number: numbers.next().value ?? 1,
          allow: false,
          traffic,
          cidr: blockOf(atlas, fault, remote),
        },
      })),
    ];
  });
}
