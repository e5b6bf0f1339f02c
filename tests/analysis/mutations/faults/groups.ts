/** Faults of security groups, and of who carries them. */
import type {
  Network,
  RuleTraffic,
  SecurityGroup,
  SecurityGroupRule,
} from "../../../../analysis/model/network";
import { type FaultKind, replaced, sitesOf } from "./fault";
import { writeGroupRule } from "../../oracles/sketch/words";

const DIRECTIONS = ["ingress", "egress"] as const;

type Wrong = (
  rule: SecurityGroupRule,
  group: SecurityGroup,
  network: Network,
) => readonly (readonly [how: string, by: readonly SecurityGroupRule[]])[];

const rules =
  (wrong: Wrong): FaultKind["sites"] =>
  (network) =>
    sitesOf(network, "securityGroups", (group) =>
      DIRECTIONS.flatMap((direction) =>
        group[direction].flatMap((rule) =>
          wrong(rule, group, network).map(
            ([how, by]) =>
              [
                `${direction} ${writeGroupRule(rule)}${how}`,
                { ...group, [direction]: replaced(group[direction], rule, ...by) },
              ] as const,
          ),
        ),
      ),
    );

const traffic = (rule: SecurityGroupRule, other: RuleTraffic): SecurityGroupRule => ({
  ...rule,
  traffic: other,
});

const offByOne: Wrong = (rule) => {
  const { ports } = rule.traffic;
  if (ports === undefined) return [];
  return [1, -1].map((by) => [
    `, ${by} off`,
    [traffic(rule, { ...rule.traffic, ports: { from: ports.from + by, to: ports.to + by } })],
  ]);
};

const everywhere: Wrong = (rule) =>
  "cidr" in rule.remote && rule.remote.cidr.endsWith("/0")
    ? []
    : [[", and from or to anywhere", [{ ...rule, remote: { cidr: "0.0.0.0/0" } }]]];

const everything: Wrong = (rule) => {
  const { protocol, ports } = rule.traffic;
  if (protocol === undefined) return [];
  const all = { protocol, ports: { from: 0, to: 65535 } };
  return [
    [", all traffic", [traffic(rule, {})]],
    ...(ports === undefined ? [] : [[", all ports", [traffic(rule, all)]] as const]),
  ];
};

const otherProtocol: Wrong = (rule) => {
  const { protocol, ports } = rule.traffic;
  if (protocol === undefined || ports === undefined) return [];
  return [
    [", the other of TCP and UDP", [traffic(rule, { protocol: protocol === 6 ? 17 : 6, ports })]],
  ];
};

const otherGroup: Wrong = (rule, group, network) => {
  const { remote } = rule;
  return "securityGroup" in remote
    ? network.securityGroups
        .filter(({ vpc, key }) => vpc === group.vpc && key !== remote.securityGroup)
        .map(({ key }) => [`, ${key} instead`, [{ ...rule, remote: { securityGroup: key } }]])
    : [];
};

/** All interfaces of a function, a database, a load balancer have the same groups. */
const carried: FaultKind["sites"] = (network) => {
  const owners = [...new Set(network.networkInterfaces.map(({ owner }) => owner))];
  return owners.flatMap((owner) => {
    const own = network.networkInterfaces.filter((one) => one.owner === owner);
    const vpc = network.subnets.find(({ key }) => key === own[0]?.subnet)?.vpc;
    return network.securityGroups
      .filter((group) => group.vpc === vpc && own[0]?.securityGroups.includes(group.key) === false)
      .map((group) => ({
        where: `${own[0]?.name ?? owner} carries ${group.name}`,
        make: () => ({
          ...network,
          networkInterfaces: network.networkInterfaces.map((one) =>
            own.includes(one) ? { ...one, securityGroups: [group.key] } : one,
          ),
        }),
      }));
  });
};

export const groupFaults: readonly FaultKind[] = [
  { name: "group rule removed", sites: rules(() => [["", []]]) },
  { name: "group rule's port off by one", sites: rules(offByOne) },
  { name: "group rule open to everywhere", sites: rules(everywhere) },
  { name: "group rule for everything", sites: rules(everything) },
  { name: "group rule for the wrong protocol", sites: rules(otherProtocol) },
  { name: "group rule for the wrong group", sites: rules(otherGroup) },
  { name: "wrong group carried", sites: carried },
];
