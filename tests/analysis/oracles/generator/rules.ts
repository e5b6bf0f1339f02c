/** Random rules of ACLs and security groups, and the palette of ports that one network uses. */
import type {
  AclRule,
  Network,
  NetworkAcl,
  RuleTraffic,
  SecurityGroup,
  SecurityGroupRule,
} from "../../../../analysis/model/network";
import { PROTOCOL } from "../packet";
import type { Dice } from "./dice";
import { PARTNER_BLOCKS, type Space } from "./space";

/** Few ports a network: each of them doubles the packets that must be tried. */
const PALETTE = [
  { from: 443, to: 443 },
  { from: 22, to: 80 },
  { from: 1024, to: 65535 },
  { from: 32768, to: 60999 },
  { from: 0, to: 1023 },
  { from: 5432, to: 5432 },
  { from: 1025, to: 65534 },
];

export interface Rules {
  readonly dice: Dice;
  readonly space: Space;
  readonly ports: readonly { readonly from: number; readonly to: number }[];
}

export function rulesWith(dice: Dice, space: Space): Rules {
  const ports = Array.from({ length: 1 + dice.below(3) }, () => dice.pick(PALETTE));
  return { dice, space, ports };
}

export function traffic({ dice, ports }: Rules, ipv6: boolean): RuleTraffic {
  const kind = dice.below(20);
  if (kind < 6) return {};
  const icmp = ipv6 ? PROTOCOL.icmp6 : PROTOCOL.icmp;
  const echo = ipv6 ? [128, 129] : [8, 0];
  if (kind === 6) return { protocol: icmp, icmpType: -1, icmpCode: -1 };
  if (kind === 7)
    return { protocol: icmp, icmpType: dice.pick(echo), icmpCode: dice.pick([-1, 0]) };
  if (kind === 8) return { protocol: PROTOCOL.esp };
  const protocol = kind < 16 ? PROTOCOL.tcp : PROTOCOL.udp;
  return dice.chance(15) ? { protocol } : { protocol, ports: dice.pick(ports) };
}

/** A block that some of the network lies in: all, a VPC's, a subnet's, half of one, one host's. */
export function someBlock({ dice, space }: Rules, network: Network): string {
  const { ipv4Blocks, ipv6Blocks } = dice.pick(network.vpcs);
  const { ipv4Block, ipv6Block } = dice.pick(network.subnets);
  const one =
    network.networkInterfaces.length === 0 ? undefined : dice.pick(network.networkInterfaces);
  const options6 = [
    "::/0",
    "::/0",
    "2000::/3",
    ipv6Blocks[0],
    ipv6Block,
    one && hostBlock(one.ipv6),
  ];
  const options4 = [
    "0.0.0.0/0",
    "0.0.0.0/0",
    space.everyVpc,
    dice.pick(ipv4Blocks),
    ipv4Block,
    ipv4Block?.replace(/\/(\d+)$/, (_, length: string) => `/${Number(length) + 1}`),
    one && hostBlock(one.ipv4),
    PARTNER_BLOCKS[0],
  ];
  const wanted = dice.pick(space.ipv6 && dice.chance(25) ? options6 : options4);
  return wanted ?? (ipv4Block === undefined ? "::/0" : "0.0.0.0/0");
}

function hostBlock([address]: readonly string[]): string | undefined {
  if (address === undefined) return undefined;
  return `${address}/${address.includes(":") ? 128 : 32}`;
}

export function aclRule(rules: Rules, network: Network, acl: string, number: number): AclRule {
  const cidr = someBlock(rules, network);
  return {
    key: `${acl}#${number}`,
    number,
    allow: rules.dice.chance(65),
    traffic: traffic(rules, cidr.includes(":")),
    cidr,
  };
}

/** What a careful person writes: named ports in, ephemeral ones back, the same the other way. */
export function carefulAcl(
  rules: Rules,
  acl: Pick<NetworkAcl, "key" | "name" | "type" | "tags" | "vpc">,
): NetworkAcl {
  const { dice, ports, space } = rules;
  const one = (number: number, allow: boolean, cidr: string, kind: RuleTraffic): AclRule => ({
    key: `${acl.key}#${number}`,
    number,
    allow,
    traffic: kind,
    cidr,
  });
  const ephemeral = dice.pick([
    { from: 1024, to: 65535 },
    { from: 1024, to: 65535 },
    { from: 32768, to: 65535 },
  ]);
  const side = () => [
    ...(dice.chance(30) ? [one(90, false, PARTNER_BLOCKS[0], {})] : []),
    one(100, true, "0.0.0.0/0", { protocol: PROTOCOL.tcp, ports: dice.pick(ports) }),
    one(110, true, "0.0.0.0/0", { protocol: PROTOCOL.tcp, ports: ephemeral }),
    one(120, true, space.everyVpc, {}),
    one(130, true, "::/0", dice.chance(50) ? {} : { protocol: PROTOCOL.tcp, ports: ephemeral }),
  ];
  return { ...acl, default: false, ingress: side(), egress: side() };
}

export function groupRule(
  rules: Rules,
  network: Network,
  group: Pick<SecurityGroup, "key">,
  at: number,
): SecurityGroupRule {
  const { dice } = rules;
  const key = `${group.key}#${at}`;
  const kind = dice.below(10);
  if (kind < 3 && network.securityGroups.length > 0) {
    const securityGroup = dice.pick(network.securityGroups).key;
    return { key, traffic: traffic(rules, false), remote: { securityGroup } };
  }
  if (kind === 3 && network.prefixLists.length > 0) {
    const prefixList = dice.pick(network.prefixLists).key;
    return { key, traffic: traffic(rules, false), remote: { prefixList } };
  }
  const cidr = someBlock(rules, network);
  return { key, traffic: traffic(rules, cidr.includes(":")), remote: { cidr } };
}
