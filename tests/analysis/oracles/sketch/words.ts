/** The short words of a sketch: traffic, routes, rules. */
import type {
  AclRule,
  Route,
  RouteTargetKind,
  RuleTraffic,
  SecurityGroupRule,
} from "../../../../analysis/model/network";
import { PROTOCOL } from "../packet";
import type { Line } from "./lines";

/** `all`, `tcp`, `tcp/443`, `udp/100-200`, `icmp`, `icmp/8`, `icmp/8.0`, `esp`, `47`. */
export function readTraffic(text: string): RuleTraffic {
  if (text === "all") return {};
  const [name = "", rest] = text.split("/");
  const protocol = name in PROTOCOL ? PROTOCOL[name as keyof typeof PROTOCOL] : Number(name);
  if (rest === undefined) return { protocol };
  if (name.startsWith("icmp")) {
    const [icmpType, icmpCode] = rest.split(".").map(Number);
    return { protocol, icmpType, ...(icmpCode === undefined ? {} : { icmpCode }) };
  }
  const [from = 0, to = from] = rest.split("-").map(Number);
  return { protocol, ports: { from, to } };
}

export function writeTraffic({ protocol, ports, icmpType, icmpCode }: RuleTraffic): string {
  if (protocol === undefined) return "all";
  const known = Object.entries(PROTOCOL).find(([, number]) => number === protocol)?.[0];
  const name = known ?? `${protocol}`;
  if (ports !== undefined) {
    return `${name}/${ports.from}${ports.to === ports.from ? "" : `-${ports.to}`}`;
  }
  if (icmpType === undefined) return name;
  return `${name}/${icmpType}${icmpCode === undefined ? "" : `.${icmpCode}`}`;
}

/** `out all 10.0.0.0/8`, `in tcp/443 group:web`, `in all list:partners`. */
export function readGroupRule(group: string, at: number, { key, words }: Line): SecurityGroupRule {
  const [remote = ""] = words;
  return { key: `${group}#${at}`, traffic: readTraffic(key), remote: readRemote(remote) };
}

function readRemote(text: string): SecurityGroupRule["remote"] {
  if (text.startsWith("group:")) return { securityGroup: text.slice("group:".length) };
  if (text.startsWith("list:")) return { prefixList: text.slice("list:".length) };
  return { cidr: text };
}

export function writeGroupRule({ traffic, remote }: SecurityGroupRule): string {
  const other =
    "cidr" in remote
      ? remote.cidr
      : "securityGroup" in remote
        ? `group:${remote.securityGroup}`
        : `list:${remote.prefixList}`;
  return `${writeTraffic(traffic)} ${other}`;
}

/** `in 100 allow tcp/443 0.0.0.0/0`. */
export function readAclRule(acl: string, { kind, key, words }: Line): AclRule {
  const [action, traffic = "all", cidr = ""] = words;
  return {
    key: `${acl}#${kind}${key}`,
    number: Number(key),
    allow: action === "allow",
    traffic: readTraffic(traffic),
    cidr,
  };
}

export function writeAclRule({ number, allow, traffic, cidr }: AclRule): string {
  return `${number} ${allow ? "allow" : "deny"} ${writeTraffic(traffic)} ${cidr}`;
}

const TARGETS: Readonly<Record<string, RouteTargetKind>> = {
  local: "local",
  igw: "internetGateway",
  eigw: "egressOnlyInternetGateway",
  nat: "natGateway",
  peering: "vpcPeeringConnection",
  transit: "transitGateway",
  endpoint: "vpcEndpoint",
  interface: "networkInterface",
  vpn: "vpnGateway",
  other: "other",
};

/** `0.0.0.0/0 nat:a-nat`, `list:s3 endpoint:a-s3`, `0.0.0.0/0 igw:a-igw gone`. */
export function readRoute(table: string, { kind: to, key: target, words }: Line): Route {
  const [short = "", key = short] = target.split(/:(.*)/s);
  const kind = TARGETS[short];
  if (kind === undefined) throw new Error(`route "${to} ${target}": no target "${short}"`);
  const destination = to.startsWith("list:")
    ? { prefixList: to.slice("list:".length) }
    : { cidr: to };
  const gone = words.includes("gone") ? { gone: true } : {};
  return { key: table, destination, target: { kind, key, ...gone } };
}

export function writeRoute({ destination, target }: Route): string {
  const to = "cidr" in destination ? destination.cidr : `list:${destination.prefixList}`;
  const short = Object.entries(TARGETS).find(([, kind]) => kind === target.kind)?.[0];
  return `${to} ${short}:${target.key}${target.gone ? " gone" : ""}`;
}
