/** What could be done about packets that are stopped and should not be, by what stops them. */
import { NO_POINTS } from "../../net";
import type { Destination, InternetGateway, Key, RouteTarget } from "../model/network";
import type { Intent } from "../intents/intent";
import type { Fault } from "../intents/fault";
import type { Atlas } from "../reachability/atlas";
import { ruleServices } from "../reachability/filters";
import type { Loss } from "../reachability/trip";
import type { Change } from "./change";
import { blockOf, isIpv6, remoteOf, replyTraffics, ruleTraffics, vpcOf, type Side } from "./ends";
import { transitRepairs } from "./transitRepairs";

export interface Stopped {
  readonly atlas: Atlas;
  readonly intent: Intent;
  readonly fault: Fault;
  readonly loss: Loss;
}

/** Each a set of changes that goes together; the plainest first. None where nothing is known. */
export function repairs(stopped: Stopped): Change[][] {
  const { loss } = stopped;
  switch (loss.code) {
    case "ENI_SG_RULES_MISMATCH":
      return groupRepairs(stopped);
    case "SUBNET_ACL_RESTRICTION":
      return aclRepairs(stopped);
    case "BAD_STATE":
      return [[{ kind: "acceptPeering", connection: loss.component }]];
    case "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS":
      return [[{ kind: "givePublicAddress", component: loss.component }]];
    case "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS":
      return [...publicAddressRepairs(stopped), ...routeRepairs(stopped)];
    case "UNASSOCIATED_COMPONENT":
    case "BAD_STATE_ATTACHMENT":
      return [
        ...gatewayRepairs(stopped),
        ...routeRepairs(stopped).slice(0, 8),
        ...joinRepairs(stopped),
      ];
    case "VPC_BLOCK_PUBLIC_ACCESS_ENABLED":
      return exclusionRepairs(stopped);
    default:
      return [...endpointRepairs(stopped), ...routeRepairs(stopped), ...joinRepairs(stopped)];
  }
}

const joinRepairs = ({ atlas, fault, loss }: Stopped): Change[][] =>
  transitRepairs(atlas, fault, destinationsOf(atlas, fault, loss.reply ? "source" : "destination"));

/** Where nothing says what stops them. */
export const unexplained = (atlas: Atlas, fault: Fault): Change[][] =>
  transitRepairs(atlas, fault, destinationsOf(atlas, fault, "destination"));

function endpointRepairs({ atlas, loss }: Stopped): Change[][] {
  const endpoint = atlas.network.vpcEndpoints.find(({ key }) => key === loss.component);
  return endpoint?.policy === undefined
    ? []
    : [[{ kind: "openEndpointPolicy", endpoint: endpoint.key }]];
}

/** The side that is remote where it is lost: what a reply comes from is the destination. */
function remoteSide({ direction, reply }: Loss): Side {
  return (direction === "egress") === !reply ? "destination" : "source";
}

function groupRepairs({ atlas, intent, fault, loss }: Stopped): Change[][] {
  const direction = loss.direction ?? "ingress";
  const remote = remoteOf(atlas, fault, remoteSide(loss));
  const traffics = ruleTraffics(intent.traffic, isIpv6(fault));
  const group = loss.component;
  const byGroup = traffics.map((traffic): Change => ({
    kind: "addSecurityGroupRule",
    group,
    direction,
    traffic,
    remote,
  }));
  const cidr = blockOf(atlas, fault, remoteSide(loss));
  const byBlock = traffics.map((traffic): Change => ({
    kind: "addSecurityGroupRule",
    group,
    direction,
    traffic,
    remote: { cidr },
  }));
  return [byGroup, byBlock];
}

function aclRepairs({ atlas, intent, fault, loss }: Stopped): Change[][] {
  const direction = loss.direction ?? "ingress";
  const acl = atlas.network.networkAcls.find(({ key }) => key === loss.component);
  if (acl === undefined) return [];
  const ipv6 = isIpv6(fault);
  const traffics = (loss.reply ? replyTraffics : ruleTraffics)(intent.traffic, ipv6);
  const services = traffics.reduce((all, one) => all.or(ruleServices(one)), NO_POINTS);
  const taken = new Set(acl[direction].map(({ number }) => number));
  const blocks = [
    ...new Set([blockOf(atlas, fault, remoteSide(loss)), ipv6 ? "::/0" : "0.0.0.0/0"]),
  ];
  // Where the first number is taken nothing can be said before what it says.
  const denials = acl[direction]
    .filter(({ allow, traffic }) => !allow && ruleServices(traffic).meets(services))
    .map((rule): Change[] => [{ kind: "removeNetworkAclRule", acl: acl.key, direction, rule }]);
  const allowances = blocks.map((cidr) => {
    const numbers = freeNumbers(taken);
    return traffics.map((traffic): Change => ({
      kind: "addNetworkAclRule",
      acl: acl.key,
      direction,
      rule: { number: numbers.next().value ?? 1, allow: true, traffic, cidr },
    }));
  });
  return [...allowances, ...denials];
}

/** Before all others, whatever they say; from 1. */
export function* freeNumbers(taken: ReadonlySet<number>): Generator<number, undefined> {
  for (let number = 1; number <= 32766; number++) if (!taken.has(number)) yield number;
  return undefined;
}

function publicAddressRepairs({ atlas, fault, loss }: Stopped): Change[][] {
  const nat = atlas.natGateways.get(loss.component);
  if (nat !== undefined) return [[{ kind: "givePublicAddress", component: nat.key }]];
  const source = fault.question.from.interface;
  return source === undefined || source.kind === "lambda"
    ? []
    : [[{ kind: "givePublicAddress", component: source.key }]];
}

/** To the VPC where it was missed, which may be another than either end's. */
function gatewayRepairs({ atlas, fault, loss }: Stopped): Change[][] {
  const met = loss.hops.flatMap(({ component }) => atlas.table(component)?.vpc ?? []).at(-1);
  const vpc = met ?? vpcOf(atlas, fault, "destination") ?? vpcOf(atlas, fault, "source");
  if (vpc === undefined) return [];
  const { internetGateways, egressOnlyInternetGateways } = atlas.network;
  const named = ({ key, vpc: has }: InternetGateway): boolean =>
    key === loss.component || has === undefined;
  return [
    ...internetGateways
      .filter(named)
      .map(({ key }): Change[] => [{ kind: "attachInternetGateway", gateway: key, vpc }]),
    ...egressOnlyInternetGateways
      .filter(named)
      .map(({ key }): Change[] => [{ kind: "attachEgressOnlyGateway", gateway: key, vpc }]),
  ];
}

/** The subnet that meets the gateway: an end's, or that of a NAT gateway between. */
function exclusionRepairs({ atlas, fault, loss }: Stopped): Change[][] {
  const { from, to } = fault.question;
  const passed = [...loss.hops.map((hop) => hop.component), loss.component];
  const between = passed.flatMap((key) => atlas.natGateways.get(key)?.subnet ?? []);
  const ends = [from.interface?.subnet, to.interface?.subnet].flatMap((key) => key ?? []);
  return [...new Set([...between, ...ends])].map((subnet): Change[] => [
    { kind: "excludeFromBlockPublicAccess", subnet },
  ]);
}

/** Tables that the packets passed last, each with every gateway that could carry them on. */
export function routeRepairs({ atlas, fault, loss }: Stopped): Change[][] {
  const side: Side = loss.reply ? "source" : "destination";
  const passed = loss.hops.filter((hop) => atlas.table(hop.component) !== undefined);
  const tables = [
    ...(atlas.table(loss.component) === undefined ? [] : [loss.component]),
    ...passed.map(({ component }) => component).reverse(),
    ...loopTables(atlas, loss),
  ];
  const destinations = destinationsOf(atlas, fault, side);
  return [...new Set(tables)].flatMap((table) =>
    destinations.flatMap((destination) =>
      targets(atlas, table, destination).map((target): Change[] => [
        { kind: "setRoute", table, destination, target },
      ]),
    ),
  );
}

/** Of a NAT gateway that is met again: the table of the subnet where it stands. */
function loopTables(atlas: Atlas, { component }: Loss): Key[] {
  const subnet = atlas.natGateways.get(component)?.subnet;
  const table = subnet === undefined ? undefined : atlas.subnets.get(subnet)?.routeTable;
  return table === undefined ? [] : [table];
}

function destinationsOf(atlas: Atlas, fault: Fault, side: Side): Destination[] {
  const spot = side === "source" ? fault.question.from : fault.question.to;
  const whole: Destination = { cidr: isIpv6(fault) ? "::/0" : "0.0.0.0/0" };
  if ("service" in spot.place) {
    const { service } = spot.place;
    const list = atlas.network.prefixLists.find((one) => one.service === service);
    return list === undefined ? [whole] : [{ prefixList: list.key }, whole];
  }
  const vpc = atlas.vpcs.get(vpcOf(atlas, fault, side) ?? "");
  const blocks = (isIpv6(fault) ? vpc?.ipv6Blocks : vpc?.ipv4Blocks) ?? [];
  return blocks.length === 0 ? [whole] : blocks.map((cidr) => ({ cidr }));
}

/** What a route of a table could name, likely ones first. */
function targets(atlas: Atlas, table: Key, destination: Destination): RouteTarget[] {
  const vpc = atlas.table(table)?.vpc;
  const { network } = atlas;
  if (vpc === undefined) return [];
  if ("prefixList" in destination)
    return network.vpcEndpoints
      .filter((one) => one.vpc === vpc && one.endpointType === "Gateway")
      .map(({ key }) => ({ kind: "vpcEndpoint", key }));
  const whole = destination.cidr === "0.0.0.0/0" || destination.cidr === "::/0";
  const joined: RouteTarget[] = [
    ...network.peeringConnections
      .filter(({ requester, accepter }) => requester === vpc || accepter === vpc)
      .map(({ key }): RouteTarget => ({ kind: "vpcPeeringConnection", key })),
    ...network.transitGateways
      .filter(({ attachments }) => attachments.some((one) => one.vpc === vpc))
      .map(({ key }): RouteTarget => ({ kind: "transitGateway", key })),
  ];
  const outside: RouteTarget[] = [
    ...network.natGateways
      .filter((one) => one.vpc === vpc)
      .map(({ key }): RouteTarget => ({ kind: "natGateway", key })),
    ...network.internetGateways
      .filter((one) => one.vpc === vpc)
      .map(({ key }): RouteTarget => ({ kind: "internetGateway", key })),
    ...network.egressOnlyInternetGateways
      .filter((one) => one.vpc === vpc)
      .map(({ key }): RouteTarget => ({ kind: "egressOnlyInternetGateway", key })),
  ];
  return whole ? [...outside, ...joined] : joined;
}
