/** Databases and caches that the internet reaches. */
import { ALL_IPV4, ALL_IPV6, type PacketSet } from "../../../net";
import { outwardClasses, owners, type InterfaceClass } from "../classes";
import type { Problem } from "../finding";
import type { BaselineRule } from "../rule";
import { component, components, gathered, type Survey } from "../survey";
import { addressText, interfaceText, shownPacket, trafficText } from "../words";

export const databaseReachableFromInternet: BaselineRule = {
  name: "database-reachable-from-internet",
  grade: "error",
  looksFor:
    "A database or a cache that the internet reaches, over IPv4 or IPv6. A warning where only networks of a few addresses are let in (65,536 at most, of IPv6 a /32).",
  page: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
  find: (survey) => {
    const reached = outwardClasses(survey, ["database", "cache"]).flatMap((one) => {
      const packets = survey.verifier.traffic(
        { internet: true },
        { interface: one.one.key },
      ).possible;
      return packets.isEmpty ? [] : [{ ...one, packets }];
    });
    // A database in several subnets is one database.
    const byOwner = gathered(reached, ({ all }) => owners(all).map(({ owner }) => owner));
    return [...byOwner].flatMap(([owner, all]) => problemOf(survey, owner, all));
  },
};

type Reached = InterfaceClass & { readonly packets: PacketSet };

function problemOf(survey: Survey, owner: string, reached: readonly Reached[]): Problem[] {
  const [first] = reached;
  if (first === undefined) return [];
  const { atlas } = survey;
  const mine = first.all.filter((one) => one.owner === owner);
  const [one] = mine;
  if (one === undefined) return [];
  const { packets } = first;
  const sources = packets.project("source");
  const isNarrow = reached.every((each) => isFew(each.packets));
  const ipv6Only = reached.every((each) => !each.packets.project("source").meets(ALL_IPV4));
  const gateway = atlas.attachedGateway(first.vpc);
  const packet = shownPacket(packets, { from: "the internet", to: one.name });
  const from = isNarrow ? addressText(sources) : `the internet${ipv6Only ? " over IPv6" : ""}`;
  return [
    {
      grade: isNarrow ? "warning" : "error",
      title: `${interfaceText(one)} is reached from ${from} on ${trafficText(packets.project("service"))}`,
      explanation:
        "Its subnet's routes, its address and its security groups together let connections in from outside; passwords are all that is left in front of the data.",
      component: component(survey, one.owner),
      others: components(survey, [
        ...one.securityGroups,
        ...(gateway === undefined ? [] : [gateway]),
        ...[atlas.subnets.get(one.subnet)?.routeTable ?? one.subnet],
      ]),
      ...(packet === undefined ? {} : { packet }),
      remedy: ipv6Only
        ? "Take the ::/0 route to the internet gateway out of its subnet's route table."
        : "Put it into subnets without a route to the internet gateway, not publicly accessible, and let its clients' security groups in alone.",
    },
  ];
}

const FEW_IPV4 = 65_536n;
const FEW_IPV6 = 2n ** 96n;

function isFew(packets: PacketSet): boolean {
  const { edges } = packets.project("source").and(ALL_IPV4.or(ALL_IPV6));
  let [four, six] = [0n, 0n];
  for (let index = 0; index + 1 < edges.length; index += 2) {
    const [from = 0, to = 0] = edges.slice(index, index + 2);
    const size = BigInt(to) - BigInt(from);
    if (typeof from === "bigint") six += size;
    else four += size;
  }
  return four <= FEW_IPV4 && six <= FEW_IPV6;
}
