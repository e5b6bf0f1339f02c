/** Where one VPC routes to another, and the other has no route back. */
import { NO_POINTS, cidrAddresses, type PointSet } from "../../net";
import type { Key, NetworkInterface, SecurityGroupRule, Subnet, Vpc } from "../model/network";
import { namedVpcs, neighboursOf } from "./neighbours";
import { INTERNET_IPV4, onwardWays } from "./outside";
import { gathered, vpcOfInterface, type Survey } from "./survey";
import { transitRoutes, transitTable, transitWays } from "./transit";
import { addressesOf, vpcBlocks, waysOf } from "./ways";
import { groupRuleText } from "./words";

export interface OneWay {
  /** VPCs. */
  readonly from: Key;
  readonly to: Key;
  /** The peering connection or the transit gateway. */
  readonly by: Key;
  /** Tables that lead there. */
  readonly forward: readonly Key[];
  /** Tables that lack the way back. */
  readonly back: readonly Key[];
  /** What they lack it for. */
  readonly addresses: PointSet;
  /** What shows that it is meant. */
  readonly because?: string;
}

export function oneWays(survey: Survey): OneWay[] {
  const whole = [...overPeerings(survey), ...overTransitGateways(survey), ...behindNat(survey)];
  const told = new Set(whole.map(({ from, to }) => `${from} ${to}`));
  const partly = admitted(survey).filter(({ from, to }) => !told.has(`${from} ${to}`));
  const distinct = gathered(partly, ({ from, to, back }) => [`${from} ${to} ${back.join()}`]);
  return [...whole, ...[...distinct.values()].flatMap(([first]) => first ?? [])];
}

interface Joined {
  readonly from: Vpc;
  readonly to: Vpc;
  readonly by: Key;
}

function overPeerings(survey: Survey): OneWay[] {
  const { network, atlas } = survey;
  return network.peeringConnections
    .filter(({ status }) => status === "active")
    .flatMap(({ key, requester, accepter }) => {
      const [one, other] = [atlas.vpcs.get(requester), atlas.vpcs.get(accepter)];
      if (one === undefined || other === undefined) return [];
      return [
        ...oneWay(survey, { from: one, to: other, by: key }, vpcBlocks(other)),
        ...oneWay(survey, { from: other, to: one, by: key }, vpcBlocks(one)),
      ];
    });
}

/** Only where a route names the other VPC's block or a subnet's: wider ones lead everywhere. */
function overTransitGateways(survey: Survey): OneWay[] {
  const { network, atlas, attachmentsOfVpc } = survey;
  if (network.transitGateways.length === 0) return [];
  const owners = blockOwners(survey);
  return network.vpcs.flatMap((from) =>
    (attachmentsOfVpc.get(from.key) ?? []).flatMap(({ gateway }) => {
      const named = new Map<Key, PointSet>();
      for (const { route } of tablesOf(survey, from.key).flatMap((table) =>
        waysOf(survey, table, ANY),
      )) {
        if (route?.target.key !== gateway.key || !("cidr" in route.destination)) continue;
        const { cidr } = route.destination;
        const [owner] = owners.get(cidr) ?? [];
        if (owner === undefined || owner === from.key) continue;
        named.set(owner, (named.get(owner) ?? NO_POINTS).or(cidrAddresses(cidr) ?? NO_POINTS));
      }
      return [...named].flatMap(([key, addresses]) => {
        const to = atlas.vpcs.get(key);
        const asked = { gateway: gateway.key, vpc: from.key, addresses };
        const leads = transitWays(survey, asked).some(({ attachment }) => attachment.vpc === key);
        return to === undefined || !leads
          ? []
          : oneWay(survey, { from, to, by: gateway.key }, addresses);
      });
    }),
  );
}

const ANY = addressesOf(["0.0.0.0/0", "::/0"]);

/** VPCs by the blocks of theirs and of their subnets. */
function blockOwners({ network }: Survey): ReadonlyMap<string, readonly Key[]> {
  const found = new Map<string, Key[]>();
  const add = (cidr: string | undefined, vpc: Key): void => {
    if (cidr !== undefined) found.set(cidr, [...(found.get(cidr) ?? []), vpc]);
  };
  for (const { key, ipv4Blocks, ipv6Blocks } of network.vpcs)
    for (const cidr of [...ipv4Blocks, ...ipv6Blocks]) add(cidr, key);
  for (const { vpc, ipv4Block, ipv6Block } of network.subnets) {
    add(ipv4Block, vpc);
    add(ipv6Block, vpc);
  }
  return found;
}

const tablesOf = ({ subnetsOfVpc }: Survey, vpc: Key): Key[] => [
  ...new Set((subnetsOfVpc.get(vpc) ?? []).map(({ routeTable }) => routeTable)),
];

const blockOf = ({ ipv4Block, ipv6Block }: Subnet): PointSet =>
  addressesOf([ipv4Block, ipv6Block].flatMap((cidr) => cidr ?? []));

const blocksOf = (subnets: readonly Subnet[]): PointSet =>
  subnets.reduce((all, subnet) => all.or(blockOf(subnet)), NO_POINTS);

/** Some subnets lead to the other VPC's addresses, and none of those that have them leads back. */
function oneWay(survey: Survey, { from, to, by }: Joined, addresses: PointSet): OneWay[] {
  const { subnetsOfVpc } = survey;
  const forward = tablesOf(survey, from.key).filter((table) =>
    leadsBy(survey, table, by, addresses),
  );
  const leading = (subnetsOfVpc.get(from.key) ?? []).filter(({ routeTable }) =>
    forward.includes(routeTable),
  );
  const reached = (subnetsOfVpc.get(to.key) ?? []).filter((subnet) =>
    blockOf(subnet).meets(addresses),
  );
  if (leading.length === 0 || reached.length === 0) return [];
  const sources = blocksOf(leading);
  const tables = [...new Set(reached.map(({ routeTable }) => routeTable))];
  const back = missingBack(survey, { tables, at: to.key, addresses: sources });
  if (back === undefined) return [];
  return [{ from: from.key, to: to.key, by, forward, back, addresses: sources }];
}

const leadsBy = (survey: Survey, table: Key, by: Key, addresses: PointSet): boolean =>
  onwardWays(survey, table, addresses).some(({ route }) => route?.target.key === by);

interface Return {
  readonly tables: readonly Key[];
  /** The VPC that the tables are of. */
  readonly at: Key;
  readonly addresses: PointSet;
}

/** The tables that lack a way to the addresses; undefined where one of them has one, or is not known. */
function missingBack(survey: Survey, { tables, at, addresses }: Return): Key[] | undefined {
  const transit: Key[] = [];
  for (const key of tables) {
    if (survey.atlas.pieces(key) === undefined) return undefined;
    for (const { route } of onwardWays(survey, key, addresses)) {
      if (route?.target.kind !== "transitGateway") return undefined;
      const table = transitTable(survey, { gateway: route.target.key, vpc: at });
      if (table === undefined || transitRoutes(table, addresses)) return undefined;
      transit.push(table.key);
    }
  }
  return transit.length > 0 ? [...new Set(transit)] : [...tables];
}

/** VPCs that go to the internet by the NAT gateway of another, which cannot answer them. */
function behindNat(survey: Survey): OneWay[] {
  const { network, atlas } = survey;
  const internet = INTERNET_IPV4;
  return network.transitGateways.flatMap((gateway) => {
    const guests = network.vpcs.flatMap((from) => {
      const subnets = (survey.subnetsOfVpc.get(from.key) ?? []).filter((subnet) =>
        leadsBy(survey, subnet.routeTable, gateway.key, internet),
      );
      if (subnets.length === 0) return [];
      const asked = { gateway: gateway.key, vpc: from.key, addresses: internet };
      return transitWays(survey, asked).map(({ attachment }) => ({ from, subnets, attachment }));
    });
    return guests.flatMap(({ from, subnets, attachment }): OneWay[] => {
      const to = attachment.vpc;
      if (to === undefined || to === from.key) return [];
      const addresses = blocksOf(subnets);
      return natTables(survey, attachment.subnets).flatMap(({ nat, table }): OneWay[] => {
        const back = missingBack(survey, { tables: [table], at: to, addresses });
        const forward = [...new Set(subnets.map(({ routeTable }) => routeTable))];
        const because = `NAT gateway ${atlas.nameOf(nat)} cannot answer what comes from there`;
        return back === undefined
          ? []
          : [{ from: from.key, to, by: gateway.key, forward, back, addresses, because }];
      });
    });
  });
}

/** The NAT gateways that an attachment's subnets lead the internet to, with the tables of their own subnets. */
function natTables(survey: Survey, subnets: readonly Key[]): { nat: Key; table: Key }[] {
  const { atlas, network } = survey;
  const internet = INTERNET_IPV4;
  const tables = new Set(subnets.flatMap((key) => atlas.subnets.get(key)?.routeTable ?? []));
  const used = new Set(
    [...tables].flatMap((table) =>
      waysOf(survey, table, internet).flatMap(({ route }) =>
        route?.target.kind === "natGateway" ? [route.target.key] : [],
      ),
    ),
  );
  return network.natGateways.flatMap(({ key, subnet, connectivity }) => {
    const table = subnet === undefined ? undefined : atlas.subnets.get(subnet)?.routeTable;
    const isMeant = used.has(key) && connectivity === "public";
    return table === undefined || !isMeant ? [] : [{ nat: key, table }];
  });
}

/** Security groups that let in the addresses or a group of another VPC, where no route leads back. */
function admitted(survey: Survey): OneWay[] {
  const near = neighboursOf(survey);
  const named = namedVpcs(survey);
  return survey.network.securityGroups.flatMap((group) => {
    const carriers = survey.carriers.get(group.key) ?? [];
    if (carriers.length === 0) return [];
    return group.ingress.flatMap((rule) =>
      named(rule)
        .filter((from) => from !== group.vpc && near(group.vpc).has(from))
        .flatMap((from) => admittedFrom(survey, { rule, from, carriers, group: group.name })),
    );
  });
}

interface Admitted {
  readonly rule: SecurityGroupRule;
  readonly from: Key;
  readonly carriers: readonly NetworkInterface[];
  readonly group: string;
}

function admittedFrom(survey: Survey, { rule, from, carriers, group }: Admitted): OneWay[] {
  const vpc = survey.atlas.vpcs.get(from);
  const meant = vpc === undefined ? [] : meantSubnets(survey, rule, vpc);
  if (meant.length === 0) return [];
  const because = `security group ${group} lets in ${groupRuleText(survey.atlas, rule, "ingress")}`;
  const places = gathered(carriers, ({ subnet }) => [subnet]);
  return [...places.keys()].flatMap((key): OneWay[] => {
    const subnet = survey.atlas.subnets.get(key);
    if (subnet === undefined) return [];
    const ways = meant.flatMap((one) =>
      leadingTo(survey, one, subnet).map((by) => ({ by, source: one })),
    );
    const [first] = ways;
    if (first === undefined) return [];
    const addresses = blocksOf(ways.map(({ source }) => source));
    const back = missingBack(survey, { tables: [subnet.routeTable], at: subnet.vpc, addresses });
    const forward = [...new Set(ways.map(({ source }) => source.routeTable))];
    return back === undefined
      ? []
      : [{ from, to: subnet.vpc, by: first.by, forward, back, addresses, because }];
  });
}

/** The subnets of a VPC that a rule is for: it names a part of the VPC's blocks, or one of its groups. */
function meantSubnets(survey: Survey, { remote }: SecurityGroupRule, vpc: Vpc): Subnet[] {
  if ("securityGroup" in remote) {
    const carriers = survey.carriers.get(remote.securityGroup) ?? [];
    const mine = carriers.filter((one) => vpcOfInterface(survey, one)?.key === vpc.key);
    return [...new Set(mine.map(({ subnet }) => subnet))].flatMap(
      (key) => survey.atlas.subnets.get(key) ?? [],
    );
  }
  const addresses = "cidr" in remote ? cidrAddresses(remote.cidr) : undefined;
  if (addresses === undefined) return [];
  return (survey.subnetsOfVpc.get(vpc.key) ?? []).filter((one) => blockOf(one).meets(addresses));
}

/** The gateways by which a subnet leads to another VPC's. */
function leadingTo(survey: Survey, from: Subnet, to: Subnet): Key[] {
  return onwardWays(survey, from.routeTable, blockOf(to)).flatMap(({ route, addresses }) => {
    const target = route?.target;
    if (target?.kind === "vpcPeeringConnection") return [target.key];
    if (target?.kind !== "transitGateway") return [];
    const asked = { gateway: target.key, vpc: from.vpc, addresses };
    return transitWays(survey, asked).some(({ attachment }) => attachment.vpc === to.vpc)
      ? [target.key]
      : [];
  });
}
