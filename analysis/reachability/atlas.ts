/**
 * A network made ready for questions: parts by key, and what tables, ACLs and groups do as sets,
 * worked out when first asked for and kept.
 */
import {
  ALL_ADDRESSES,
  INTERNET_ADDRESSES,
  NAT64_ADDRESSES,
  NO_POINTS,
  PacketSet,
  PointSet,
  addressPoint,
  cidrAddresses,
  unnamedAddress,
} from "../../net";
import type {
  InternetGateway,
  Key,
  NatGateway,
  Network,
  NetworkAcl,
  NetworkInterface,
  Part,
  PeeringConnection,
  RouteTable,
  SecurityGroupRule,
  Subnet,
  TransitGateway,
  TransitGatewayAttachment,
  Vpc,
  VpcEndpoint,
} from "../model/network";
import { aclForward, aclReply, ruleServices, type Direction } from "./filters";
import { prefixOf, routePieces, type Piece } from "./routing";

export interface Attached {
  readonly gateway: TransitGateway;
  readonly attachment: TransitGatewayAttachment;
}

/** Where a group's members may be met: nobody has an address of NAT64. */
const OF_INTERFACES = ALL_ADDRESSES.without(NAT64_ADDRESSES);

export class Atlas {
  readonly network: Network;
  readonly vpcs: ReadonlyMap<Key, Vpc>;
  readonly subnets: ReadonlyMap<Key, Subnet>;
  readonly interfaces: ReadonlyMap<Key, NetworkInterface>;
  readonly internetGateways: ReadonlyMap<Key, InternetGateway>;
  readonly egressOnlyInternetGateways: ReadonlyMap<Key, InternetGateway>;
  readonly natGateways: ReadonlyMap<Key, NatGateway>;
  readonly vpcEndpoints: ReadonlyMap<Key, VpcEndpoint>;
  readonly peeringConnections: ReadonlyMap<Key, PeeringConnection>;
  readonly transitGateways: ReadonlyMap<Key, TransitGateway>;
  readonly parts: ReadonlyMap<Key, Part>;
  readonly attachments: ReadonlyMap<Key, Attached>;
  private readonly tables: ReadonlyMap<Key, RouteTable>;
  private readonly acls: ReadonlyMap<Key, NetworkAcl>;
  private readonly kept = new Map<string, unknown>();
  private readonly services = new Map<string, PointSet>();

  constructor(network: Network) {
    this.network = network;
    this.vpcs = byKey(network.vpcs);
    this.subnets = byKey(network.subnets);
    this.interfaces = byKey(network.networkInterfaces);
    this.internetGateways = byKey(network.internetGateways);
    this.egressOnlyInternetGateways = byKey(network.egressOnlyInternetGateways);
    this.natGateways = byKey(network.natGateways);
    this.vpcEndpoints = byKey(network.vpcEndpoints);
    this.peeringConnections = byKey(network.peeringConnections);
    this.transitGateways = byKey(network.transitGateways);
    this.tables = byKey(network.routeTables);
    this.acls = byKey(network.networkAcls);
    this.parts = byKey<Part>([
      ...network.vpcs,
      ...network.subnets,
      ...network.routeTables,
      ...network.networkAcls,
      ...network.securityGroups,
      ...network.networkInterfaces,
      ...network.internetGateways,
      ...network.egressOnlyInternetGateways,
      ...network.natGateways,
      ...network.vpcEndpoints,
      ...network.peeringConnections,
      ...network.transitGateways,
      ...network.prefixLists,
      ...network.hostedZones,
    ]);
    this.attachments = new Map(
      network.transitGateways.flatMap((gateway) =>
        gateway.attachments.map((attachment) => [attachment.key, { gateway, attachment }] as const),
      ),
    );
  }

  private keep<T>(name: string, make: () => T): T {
    const before = this.kept.get(name);
    if (before !== undefined) return before as T;
    const made = make();
    this.kept.set(name, made);
    return made;
  }

  table(key: Key): RouteTable | undefined {
    return this.tables.get(key);
  }

  /** Of its blocks. */
  subnetAddresses(key: Key): PointSet {
    return this.keep(`subnet ${key}`, () => {
      const { ipv4Block, ipv6Block } = this.subnets.get(key) ?? {};
      return [ipv4Block, ipv6Block].reduce<PointSet>(
        (all, block) => all.or((block && cidrAddresses(block)) || NO_POINTS),
        NO_POINTS,
      );
    });
  }

  /** Undefined where the table is not given. */
  pieces(key: Key): readonly Piece[] | undefined {
    const table = this.tables.get(key);
    const vpc = table === undefined ? undefined : this.vpcs.get(table.vpc);
    if (table === undefined || vpc === undefined) return undefined;
    return this.keep(`table ${key}`, () =>
      routePieces(table, vpc, (prefixList) => this.prefixListBlocks(prefixList)),
    );
  }

  /** What an ACL lets pass, forward or as a reply; undefined where it is not given. */
  aclPackets(key: Key, direction: Direction, reply: boolean): PacketSet | undefined {
    const acl = this.acls.get(key);
    if (acl === undefined) return undefined;
    return this.keep(`acl ${direction} ${reply ? "reply" : "forward"} ${key}`, () =>
      (reply ? aclReply : aclForward)(acl[direction], direction),
    );
  }

  /** The groups of a list that are not among the resources. */
  missingGroups(groups: readonly Key[]): readonly Key[] {
    return groups.filter((key) => !this.parts.has(key));
  }

  /**
   * What some groups let in or out. `peers`: the groups of the other side, where references to
   * groups count on this way; undefined where they do not.
   */
  groupPackets(
    groups: readonly Key[],
    direction: Direction,
    peers: readonly Key[] | undefined,
  ): PacketSet {
    const name = `groups ${direction} ${groups.join(" ")} / `;
    const plain = this.keep(name, () =>
      this.rulePackets(groups, direction, (rule) =>
        "securityGroup" in rule.remote ? NO_POINTS : this.ruleRemote(rule, undefined),
      ),
    );
    if (peers === undefined) return plain;
    return this.keep(name + peers.join(" "), () =>
      plain.or(
        this.rulePackets(groups, direction, (rule) =>
          "securityGroup" in rule.remote ? this.ruleRemote(rule, peers) : NO_POINTS,
        ),
      ),
    );
  }

  /** All rules at once: one after the other would join what has come together each time. */
  private rulePackets(
    groups: readonly Key[],
    direction: Direction,
    remoteOf: (rule: SecurityGroupRule) => PointSet,
  ): PacketSet {
    const cubes: { source?: PointSet; destination?: PointSet; service: PointSet }[] = [];
    for (const key of groups)
      for (const rule of this.groupsByKey.get(key)?.[direction] ?? []) {
        const remote = remoteOf(rule);
        if (remote.isEmpty) continue;
        const service = ruleServices(rule.traffic);
        cubes.push(
          direction === "egress" ? { destination: remote, service } : { source: remote, service },
        );
      }
    return PacketSet.of(...cubes);
  }

  private get groupsByKey(): ReadonlyMap<Key, Network["securityGroups"][number]> {
    return this.keep("groups by key", () => byKey(this.network.securityGroups));
  }

  /** The remote side of a rule, for a peer of these groups. */
  ruleRemote({ remote }: SecurityGroupRule, peers: readonly Key[] | undefined): PointSet {
    if ("cidr" in remote) return cidrAddresses(remote.cidr) ?? NO_POINTS;
    if ("prefixList" in remote) return this.prefixListAddresses(remote.prefixList);
    return peers?.includes(remote.securityGroup) === true ? OF_INTERFACES : NO_POINTS;
  }

  prefixListAddresses(key: Key): PointSet {
    return this.keep(`prefix list ${key}`, () =>
      this.prefixListBlocks(key).reduce((all, { addresses }) => all.or(addresses), NO_POINTS),
    );
  }

  private prefixListBlocks(key: Key): { addresses: PointSet; prefixLength: number }[] {
    const list = this.listsByKey.get(key);
    if (list === undefined) return [];
    if (list.cidrs === undefined)
      return list.service === undefined
        ? []
        : [{ addresses: this.unnamed(list.service), prefixLength: 32 }];
    return list.cidrs.map((cidr) => ({
      addresses: cidrAddresses(cidr) ?? NO_POINTS,
      prefixLength: prefixOf(cidr),
    }));
  }

  private get listsByKey(): ReadonlyMap<Key, Network["prefixLists"][number]> {
    return this.keep("lists by key", () => byKey(this.network.prefixLists));
  }

  /** Public addresses of an AWS service: those of its prefix list where given, else an unnamed one. */
  serviceAddresses(service: string): PointSet {
    return this.keep(`service ${service}`, () => {
      const given = this.network.prefixLists.filter(
        (list) => list.service === service && list.cidrs !== undefined,
      );
      return given.length === 0
        ? this.unnamed(service)
        : given.reduce((all, { key }) => all.or(this.prefixListAddresses(key)), NO_POINTS);
    });
  }

  private unnamed(service: string): PointSet {
    const before = this.services.get(service);
    if (before !== undefined) return before;
    const made = unnamedAddress(this.services.size);
    this.services.set(service, made);
    return made;
  }

  /** The internet without AWS's own prefix lists, whose addresses are met as services. */
  get internetAddresses(): PointSet {
    return this.keep("internet", () => INTERNET_ADDRESSES.without(this.listedServices));
  }

  /** The addresses of AWS's own prefix lists, as far as they are given. */
  private get listedServices(): PointSet {
    return this.keep("listed services", () =>
      this.network.prefixLists
        .filter(({ service, cidrs }) => service !== undefined && cidrs !== undefined)
        .reduce((all, { key }) => all.or(this.prefixListAddresses(key)), NO_POINTS),
    );
  }

  /** Private addresses of an interface; the block of its subnet for one that AWS has yet to choose. */
  interfaceAddresses(one: NetworkInterface): PointSet {
    return this.keep(`interface ${one.key}`, () => {
      const subnet = this.subnets.get(one.subnet);
      const four = one.hasIpv4 ? chosen(one.ipv4, subnet?.ipv4Block) : NO_POINTS;
      const six = one.hasIpv6 ? chosen(one.ipv6, subnet?.ipv6Block) : NO_POINTS;
      return four.or(six);
    });
  }

  private get attachedGateways(): ReadonlyMap<Key, Key> {
    return this.keep(
      "attached gateways",
      () =>
        new Map(
          this.network.internetGateways.flatMap(({ key, vpc }) =>
            vpc === undefined ? [] : [[vpc, key] as const],
          ),
        ),
    );
  }

  /** The internet gateway that is attached to a VPC. */
  attachedGateway(vpc: Key): Key | undefined {
    return this.attachedGateways.get(vpc);
  }

  typeOf(key: Key): string {
    return this.parts.get(key)?.type ?? this.attachments.get(key)?.attachment.type ?? "";
  }

  nameOf(key: Key): string {
    return this.parts.get(key)?.name ?? this.attachments.get(key)?.attachment.name ?? key;
  }
}

/** Addresses that are known, else all that AWS might choose: not the first four, nor the last. */
export function chosen(known: readonly string[], block: string | undefined): PointSet {
  if (known.length > 0)
    return known.reduce((all, address) => {
      const point = addressPoint(address);
      if (point === undefined) return all;
      return all.or(new PointSet([point, typeof point === "bigint" ? point + 1n : point + 1]));
    }, NO_POINTS);
  const whole = block === undefined ? NO_POINTS : (cidrAddresses(block) ?? NO_POINTS);
  const [from, to] = whole.edges;
  if (typeof from === "number" && typeof to === "number" && to - from > 8)
    return new PointSet([from + 4, to - 1]);
  return whole;
}

function byKey<T extends { readonly key: Key }>(parts: readonly T[]): ReadonlyMap<Key, T> {
  return new Map(parts.map((part) => [part.key, part]));
}
