/**
 * Which replies network ACLs drop. Asked only where an ACL lets less than everything back, and only
 * between classes of interfaces whose security groups let something begin.
 */
import {
  ALL_PACKETS,
  ALL_SERVICES,
  PacketSet,
  TCP,
  UDP,
  protocolServices,
  type PointSet,
} from "../../net";
import type { InterfaceKind, Key, NetworkInterface } from "../model/network";
import { compileNetwork, type PlaceName, type Verifier } from "../reachability";
import { FROM_1024 } from "../reachability/clients";
import type { Direction } from "../reachability/filters";
import type { Loss } from "../reachability/trip";
import { alikeClasses, outwardClasses, type InterfaceClass } from "./classes";
import { begun } from "./clients";
import { namedServices, type End } from "./named";
import { meantFor } from "./neighbours";
import { gathered, type Survey } from "./survey";
import { interfaceText } from "./words";

/** What one ACL drops in one direction. */
export interface Dropped {
  readonly acl: Key;
  readonly direction: Direction;
  readonly subnets: readonly Key[];
  readonly packets: PacketSet;
  /** The ports that the replies are for, as they are at the ACL. */
  readonly replyPorts: PointSet;
  /** Whether none of the services of `packets` is answered between the ends. */
  readonly isAll: boolean;
  /** Whether rules name the services, rather than everything. */
  readonly isNamed: boolean;
  /** Whether the remote side of the ACL's rule is where the packets come from. */
  readonly source: boolean;
  readonly examples: readonly Example[];
}

interface Example {
  readonly from: string;
  readonly to: string;
  readonly keys: readonly Key[];
}

export function droppedReplies(survey: Survey): Dropped[] {
  const tight = tightAcls(survey);
  if (tight.acls.size === 0) return [];
  const open = withoutAcls(survey);
  const single = questions(survey, tight).flatMap((question) => dropsOf(survey, open, question));
  const alike = gathered(single, ({ acl, direction, isAll, isNamed }) => [
    [acl, direction, isAll && isNamed].join("|"),
  ]);
  return withoutLesser([...alike.values()].flatMap(merged));
}

/** Of an ACL and a direction the errors are told; the rest beside them only if it is of other services. */
function withoutLesser(all: readonly Dropped[]): Dropped[] {
  return all.filter((one) => {
    if (one.isAll && one.isNamed) return true;
    const worse = all.find(
      (other) =>
        other.acl === one.acl &&
        other.direction === one.direction &&
        other.isAll &&
        other.isNamed &&
        other.packets.project("service").meets(one.packets.project("service")),
    );
    return worse === undefined;
  });
}

function merged(same: readonly Dropped[]): Dropped[] {
  const [first, ...others] = same;
  if (first === undefined) return [];
  return [
    others.reduce<Dropped>(
      (all, one) => ({
        ...all,
        subnets: [...new Set([...all.subnets, ...one.subnets])],
        packets: all.packets.or(one.packets),
        replyPorts: all.replyPorts.or(one.replyPorts),
        isAll: all.isAll && one.isAll,
        examples: [...all.examples, ...one.examples],
      }),
      first,
    ),
  ];
}

interface Tight {
  /** ACLs in use that do not let every reply through, and their VPCs. */
  readonly acls: ReadonlySet<Key>;
  readonly vpcs: ReadonlySet<Key>;
}

function tightAcls(survey: Survey): Tight {
  const { network, atlas } = survey;
  const asked = begun(undefined);
  const tight = network.networkAcls
    .filter(({ key }) => survey.subnetsOfAcl.has(key))
    .filter(({ key }) =>
      (["ingress", "egress"] as const).some(
        (direction) => atlas.aclPackets(key, direction, true)?.contains(asked) === false,
      ),
    );
  return {
    acls: new Set(tight.map(({ key }) => key)),
    vpcs: new Set(tight.map(({ vpc }) => vpc)),
  };
}

interface Asked {
  readonly place: PlaceName;
  readonly end: End;
  readonly name: string;
  readonly kind: InterfaceKind | undefined;
}

interface Question {
  readonly from: Asked;
  readonly to: Asked;
}

/** What begins connections; databases, caches and endpoints are asked. */
const CLIENTS: readonly InterfaceKind[] = [
  "instance",
  "autoScalingGroup",
  "lambda",
  "task",
  "interface",
  "loadBalancer",
  "vpcLink",
];
const SERVERS: readonly InterfaceKind[] = [...CLIENTS, "database", "cache", "endpoint"];
/** Load balancers and VPC links talk to their targets alone. */
const GOES_OUT = CLIENTS.filter((kind) => kind !== "loadBalancer" && kind !== "vpcLink");

function questions(survey: Survey, { acls, vpcs }: Tight): Question[] {
  const near = meantFor(survey);
  const isNear = (vpc: Key): boolean =>
    vpcs.has(vpc) || [...near(vpc)].some((one) => vpcs.has(one));
  const tightly = (classes: readonly InterfaceClass[]) => classes.filter(({ vpc }) => isNear(vpc));
  // Within a VPC only the ACLs of the two subnets are met.
  const isTight = ({ one }: InterfaceClass): boolean =>
    acls.has(survey.atlas.subnets.get(one.subnet)?.networkAcl ?? "");
  const clients = gathered(alikeClasses(survey, CLIENTS), ({ vpc }) => [vpc]);
  const among = tightly(alikeClasses(survey, SERVERS)).flatMap((to) =>
    [to.vpc, ...near(to.vpc)]
      .filter((vpc) => vpcs.has(vpc) || vpcs.has(to.vpc))
      .flatMap((vpc) => clients.get(vpc) ?? [])
      .filter((from) => from.vpc !== to.vpc || isTight(from) || isTight(to))
      .flatMap((from) => pairOf(survey, from, to)),
  );
  // A NAT gateway may be in another VPC, behind a transit gateway.
  const outward = outwardClasses(survey, GOES_OUT)
    .filter(({ vpc }) => vpcs.has(vpc) || survey.attachmentsOfVpc.has(vpc))
    .flatMap(({ one, vpc }) =>
      outsidePlaces(survey, vpc).map((to) => ({ from: askedOf(one), to })),
    );
  const inward = outwardClasses(survey, SERVERS)
    .filter(({ one, vpc }) => vpcs.has(vpc) && (one.publicIpv4 !== false || one.hasIpv6))
    .map(({ one }) => ({ from: INTERNET, to: askedOf(one) }));
  return [...among, ...outward, ...inward];
}

/** Nothing to ask where both stand in one subnet, or their groups let nothing begin. */
function pairOf({ atlas }: Survey, from: InterfaceClass, to: InterfaceClass): Question[] {
  const [one, target] = apart(from, to) ?? [];
  if (one === undefined || target === undefined) return [];
  const out = one.filtered
    ? atlas.groupPackets(one.securityGroups, "egress", target.securityGroups)
    : ALL_PACKETS;
  const into = target.filtered
    ? atlas.groupPackets(target.securityGroups, "ingress", one.securityGroups)
    : ALL_PACKETS;
  const ends = PacketSet.of({
    source: atlas.interfaceAddresses(one),
    destination: atlas.interfaceAddresses(target),
  });
  return out.and(ends).meets(into) ? [{ from: askedOf(one), to: askedOf(target) }] : [];
}

/** One of each, in different subnets: within a subnet no ACL is met. */
function apart(
  from: InterfaceClass,
  to: InterfaceClass,
): readonly [NetworkInterface, NetworkInterface] | undefined {
  const target = to.all.find(({ subnet }) => subnet !== from.one.subnet);
  if (target !== undefined) return [from.one, target];
  const one = from.all.find(({ subnet }) => subnet !== to.one.subnet);
  return one === undefined ? undefined : [one, to.one];
}

const askedOf = (one: NetworkInterface): Asked => ({
  place: { interface: one.key },
  end: { interface: one },
  name: interfaceText(one),
  kind: one.kind,
});

const INTERNET: Asked = {
  place: { internet: true },
  end: { interface: undefined },
  name: "the internet",
  kind: undefined,
};

function outsidePlaces({ network }: Survey, vpc: Key): Asked[] {
  const services = network.vpcEndpoints
    .filter((one) => one.vpc === vpc && one.endpointType === "Gateway")
    .map(({ service }) => service);
  return [
    INTERNET,
    ...[...new Set(services)].map((service) => ({
      place: { service },
      end: { interface: undefined },
      name: service,
      kind: undefined,
    })),
  ];
}

/** The same network with ACLs that let everything through: what does not work there is not theirs. */
function withoutAcls({ network }: Survey): Verifier {
  const rule = { number: 1, allow: true, traffic: {} };
  const open = ["0.0.0.0/0", "::/0"].map((cidr) => ({ ...rule, key: cidr, cidr }));
  const networkAcls = network.networkAcls.map((acl) => ({ ...acl, ingress: open, egress: open }));
  return compileNetwork({ ...network, networkAcls });
}

function dropsOf(survey: Survey, open: Verifier, { from, to }: Question): Dropped[] {
  const losses: Loss[] = [];
  const outcome = survey.verifier.traffic(from.place, to.place, {
    lost: (loss) => losses.push(loss),
    arrived: () => undefined,
  });
  const drops = losses.filter(({ reply, code }) => reply && code === "SUBNET_ACL_RESTRICTION");
  if (drops.length === 0) return [];
  const mine = begun(from.kind);
  const works = open.traffic(from.place, to.place).possible.and(mine);
  const answered = outcome.possible.or(outcome.undecided).and(mine).project("service");
  const named = namedServices(survey, from.end, to.end);
  return drops.flatMap((loss) => {
    const packets = loss.packets.and(works);
    return packets.isEmpty ? [] : split({ survey, loss, packets, answered, named, from, to });
  });
}

interface Lost {
  readonly survey: Survey;
  readonly loss: Loss;
  readonly packets: PacketSet;
  readonly answered: PointSet;
  readonly named: PointSet;
  readonly from: Asked;
  readonly to: Asked;
}

const BY_PORT = protocolServices(TCP).or(protocolServices(UDP));

/** By whether the service is answered at all, and whether rules name it. */
function split(lost: Lost): Dropped[] {
  const { answered, named } = lost;
  const dead = ALL_SERVICES.without(answered);
  const parts: [PointSet, boolean, boolean][] = [
    [dead.and(named), true, true],
    // What nobody names begins by chance: of that, only TCP is worth a word.
    [dead.without(named).and(protocolServices(TCP)), true, false],
    [answered.and(named.or(protocolServices(TCP))).and(BY_PORT), false, true],
  ];
  return parts.flatMap(([services, isAll, isNamed]) =>
    droppedOf(lost, { services, isAll, isNamed }),
  );
}

function droppedOf(
  lost: Lost,
  part: { services: PointSet; isAll: boolean; isNamed: boolean },
): Dropped[] {
  const { survey, loss, packets, from, to } = lost;
  const mine = packets.and(PacketSet.of({ service: part.services }));
  const { direction = "ingress", component, subnet } = loss;
  if (mine.isEmpty) return [];
  const keys = [from, to].flatMap(({ end }) => end.interface?.owner ?? []);
  return [
    {
      acl: component,
      direction,
      subnets: subnet === undefined ? [] : [subnet],
      packets: mine,
      replyPorts: isAtNatGateway(survey, loss)
        ? FROM_1024
        : mine.and(PacketSet.of({ service: BY_PORT })).project("sourcePort"),
      isAll: part.isAll,
      isNamed: part.isNamed,
      // A reply that comes in is from whom was asked; one that goes out, to whom asked.
      source: direction === "egress",
      examples: [{ from: from.name, to: to.name, keys }],
    },
  ];
}

/** On its way in to the NAT gateway a reply is for a port that the gateway chose. */
function isAtNatGateway({ network }: Survey, { direction, subnet, hops }: Loss): boolean {
  const passed = new Set(hops.map(({ component }) => component));
  return (
    direction === "ingress" &&
    network.natGateways.some((one) => one.subnet === subnet && passed.has(one.key))
  );
}
