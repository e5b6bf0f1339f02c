/** The two ends of a fault as rules and routes name them. */
import {
  ALL_IPV4,
  ALL_IPV6,
  formatAddresses,
  TCP,
  UDP,
  ICMP,
  ICMPV6,
  type Traffic,
} from "../../net";
import type { Key, RuleTraffic, SecurityGroupRule } from "../model/network";
import type { Fault } from "../intents/fault";
import type { Question, Spot } from "../intents/question";
import type { Atlas } from "../reachability/atlas";

export type Side = "source" | "destination";

const spotOf = ({ from, to }: Question, side: Side): Spot => (side === "source" ? from : to);

/** The family that the lost packets are of. */
export function isIpv6({ packets }: Fault): boolean {
  return !packets.project("source").meets(ALL_IPV4) && packets.project("source").meets(ALL_IPV6);
}

/** A block that holds one side: its subnet's, or all there is. */
export function blockOf(atlas: Atlas, fault: Fault, side: Side): string {
  const spot = spotOf(fault.question, side);
  const six = isIpv6(fault);
  const subnet =
    spot.interface === undefined ? undefined : atlas.subnets.get(spot.interface.subnet);
  const named = "within" in spot.place ? spot.place.within : undefined;
  const [only, ...more] = named === undefined ? [] : formatAddresses(named);
  if (only !== undefined && more.length === 0) return only;
  return (six ? subnet?.ipv6Block : subnet?.ipv4Block) ?? (six ? "::/0" : "0.0.0.0/0");
}

/** How a security group's rule names one side: its group where it has one in the same VPC. */
export function remoteOf(atlas: Atlas, fault: Fault, side: Side): SecurityGroupRule["remote"] {
  const spot = spotOf(fault.question, side);
  if ("service" in spot.place) {
    const { service } = spot.place;
    const list = atlas.network.prefixLists.find((one) => one.service === service);
    if (list !== undefined) return { prefixList: list.key };
  }
  const group = spot.interface?.securityGroups[0];
  return group !== undefined && vpcOf(atlas, fault, "source") === vpcOf(atlas, fault, "destination")
    ? { securityGroup: group }
    : { cidr: blockOf(atlas, fault, side) };
}

export function vpcOf(atlas: Atlas, fault: Fault, side: Side): Key | undefined {
  const one = spotOf(fault.question, side).interface;
  return one === undefined ? undefined : atlas.subnets.get(one.subnet)?.vpc;
}

/** One rule for each traffic of an intent. */
export function ruleTraffics(traffic: readonly Traffic[], ipv6: boolean): RuleTraffic[] {
  return traffic.map((one) => {
    if (one.protocol === "all") return {};
    if (one.protocol === "icmp") return { protocol: ipv6 ? ICMPV6 : ICMP };
    return { protocol: one.protocol === "tcp" ? TCP : UDP, ports: one.ports };
  });
}

/** The replies of an intent's traffic: to any port that a client begins from. */
export function replyTraffics(traffic: readonly Traffic[], ipv6: boolean): RuleTraffic[] {
  return ruleTraffics(traffic, ipv6).map((one) =>
    one.ports === undefined ? one : { ...one, ports: { from: 1024, to: 65535 } },
  );
}
