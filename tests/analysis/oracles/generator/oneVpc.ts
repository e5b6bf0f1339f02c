/** A VPC as a careful person builds it: public, private and isolated subnets, and what they need. */
import type {
  Network,
  NetworkInterface,
  NatGateway,
  Route,
  RouteTargetKind,
  Subnet,
  Vpc,
} from "../../../../analysis/model/network";
import { nothing, openAcl, part } from "../sketch/read";
import { type Rules, carefulAcl, groupRule } from "./rules";
import { SERVICE_BLOCKS } from "./space";

type Role = "public" | "private" | "isolated";

interface Plan {
  readonly at: number;
  readonly key: string;
  readonly ipv6: boolean;
  readonly roles: readonly Role[];
}

export const SERVICE_LIST = "aws-store";

export function oneVpc(rules: Rules, at: number): Network {
  const { dice, space } = rules;
  const key = `v${at}`;
  const ipv6 = space.ipv6 && dice.chance(50);
  const roles = ROLES[dice.below(ROLES.length)]!;
  const plan: Plan = { at, key, ipv6, roles };
  const vpc: Vpc = {
    ...part("vpc", key),
    region: "us-east-1",
    ipv4Blocks: [space.vpcBlock(at)],
    ipv6Blocks: ipv6 ? [space.vpcBlock6(at)] : [],
    dnsSupport: true,
    dnsHostnames: true,
    blockPublicAccess: "off",
  };
  const acl = { ...openAcl(vpc), key: `${key}-acl`, name: `${key}-acl` };
  const gateways = roles.includes("public") ? [{ ...part("igw", `${key}-igw`), vpc: key }] : [];
  const bare: Network = {
    ...nothing,
    vpcs: [vpc],
    subnets: roles.map((role, n) => subnet(rules, plan, role, n)),
    networkAcls: [acl, carefulAcl(rules, { ...part("acl", `${key}-tight`), vpc: key })],
    internetGateways: gateways,
    egressOnlyInternetGateways: ipv6 ? [{ ...part("eigw", `${key}-eigw`), vpc: key }] : [],
    natGateways: gateways.length > 0 ? natGateways(rules, plan) : [],
    vpcEndpoints: dice.chance(50) ? [endpoint(key)] : [],
  };
  return withGroups(rules, plan, { ...bare, routeTables: tables(bare, plan) });
}

const ROLES: readonly (readonly Role[])[] = [
  ["public", "private"],
  ["public", "private", "isolated"],
  ["public", "public", "private", "private"],
  ["private", "isolated"],
  ["public", "private", "private"],
];

function subnet({ dice, space }: Rules, plan: Plan, role: Role, n: number): Subnet {
  const only6 = plan.ipv6 && role !== "public" && dice.chance(10);
  return {
    ...part("subnet", `${plan.key}-${role}${n}`),
    vpc: plan.key,
    availabilityZone: n % 2 === 0 ? "1a" : "1b",
    ...(only6 ? {} : { ipv4Block: space.subnetBlock(plan.at, n) }),
    ...(plan.ipv6 ? { ipv6Block: space.subnetBlock6(plan.at, n) } : {}),
    routeTable: `${plan.key}-${role}`,
    networkAcl: `${plan.key}-${dice.chance(30) ? "tight" : "acl"}`,
    tier: role,
  };
}

function natGateways({ dice, space }: Rules, { at, key, roles }: Plan): NatGateway[] {
  const n = roles.indexOf("public");
  const kind = dice.below(10);
  const base = {
    ...part("nat", `${key}-nat`),
    vpc: key,
    routeTable: undefined,
    publicAddresses: [],
    connectivity: "public" as const,
    hasPublicAddress: true,
  };
  if (kind === 0) return [{ ...base, subnet: undefined, ipv4: [] }];
  const placed = { ...base, subnet: `${key}-public${n}`, ipv4: [space.host(at, n, 5)] };
  return kind === 1 ? [{ ...placed, connectivity: "private", hasPublicAddress: false }] : [placed];
}

function endpoint(vpc: string): Network["vpcEndpoints"][number] {
  return {
    ...part("endpoint", `${vpc}-store`),
    vpc,
    endpointType: "Gateway",
    service: "store",
    routeTables: [`${vpc}-private`, `${vpc}-isolated`],
    subnets: [],
    securityGroups: [],
    privateDns: false,
  };
}

export function serviceList() {
  return { ...part("list", SERVICE_LIST), service: "store", cidrs: [...SERVICE_BLOCKS] };
}

function tables(network: Network, { key, roles }: Plan): Network["routeTables"] {
  return [...new Set(roles)].map((role) => ({
    ...part("table", `${key}-${role}`),
    vpc: key,
    main: false,
    routes: role === "isolated" ? toEndpoint(network, key) : routesOf(network, key, role),
  }));
}

function routesOf(network: Network, key: string, role: Role): Route[] {
  const [igw] = network.internetGateways;
  const [eigw] = network.egressOnlyInternetGateways;
  const [nat] = network.natGateways;
  const to = (cidr: string, kind: RouteTargetKind, target?: { key: string }): Route[] =>
    target === undefined ? [] : [{ key, destination: { cidr }, target: { kind, key: target.key } }];
  if (role === "public") {
    const v6 = eigw === undefined ? [] : to("::/0", "internetGateway", igw);
    return [...to("0.0.0.0/0", "internetGateway", igw), ...v6];
  }
  return [
    ...to("0.0.0.0/0", "natGateway", nat),
    ...to("::/0", "egressOnlyInternetGateway", eigw),
    ...(eigw === undefined ? [] : to("64:ff9b::/96", "natGateway", nat)),
    ...toEndpoint(network, key),
  ];
}

function toEndpoint({ vpcEndpoints }: Network, key: string): Route[] {
  return vpcEndpoints.map((one) => ({
    key,
    destination: { prefixList: SERVICE_LIST },
    target: { kind: "vpcEndpoint", key: one.key },
  }));
}

function withGroups(rules: Rules, { at, key }: Plan, network: Network): Network {
  const { dice } = rules;
  const named = ["web", "data", "any"].map((name) => ({
    ...part("group", `${key}-${name}`),
    vpc: key,
    ingress: [],
    egress: [],
  }));
  const networkInterfaces = network.subnets.flatMap((subnet, n) =>
    Array.from({ length: 1 + dice.below(2) }, (_, host) => {
      const groups = named.filter(() => dice.chance(45)).map((group) => group.key);
      return networkInterface(rules, subnet, { at, n, host }, groups);
    }),
  );
  const made: Network = {
    ...network,
    networkInterfaces,
    securityGroups: named,
    prefixLists: [serviceList()],
  };
  const open = (group: string, cidrs: readonly string[]) =>
    cidrs.map((cidr, n) => ({ key: `${group}#${n}`, traffic: {}, remote: { cidr } }));
  const some = (group: { key: string }, from: number) =>
    Array.from({ length: 1 + dice.below(3) }, (_, n) => groupRule(rules, made, group, from + n));
  const both = ["0.0.0.0/0", "::/0"];
  const securityGroups = named.map((group) => ({
    ...group,
    ingress: group.name.endsWith("any") ? open(group.key, both) : some(group, 10),
    egress: dice.chance(60) ? open(group.key, both) : some(group, 20),
  }));
  return { ...made, securityGroups };
}

function networkInterface(
  { dice, space }: Rules,
  subnet: Subnet,
  { at, n, host }: { at: number; n: number; host: number },
  groups: readonly string[],
): NetworkInterface {
  const key = `${subnet.key}-${"ab"[host]}`;
  const hasIpv4 = subnet.ipv4Block !== undefined;
  const hasIpv6 = subnet.ipv6Block !== undefined && (!hasIpv4 || dice.chance(70));
  return {
    ...part("interface", key),
    kind: "instance",
    owner: key,
    subnet: subnet.key,
    securityGroups: groups.length === 0 ? [`${subnet.vpc}-any`] : groups,
    filtered: !dice.chance(8),
    ipv4: hasIpv4 ? [space.host(at, n, host)] : [],
    hasIpv4,
    ipv6: hasIpv6 ? [space.host6(at, n, host)] : [],
    hasIpv6,
    publicIpv4: hasIpv4 && subnet.tier === "public" && dice.chance(70),
    sourceDestCheck: true,
  };
}
