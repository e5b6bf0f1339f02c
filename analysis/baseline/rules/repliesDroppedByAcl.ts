/** Connections that begin and whose answers a network ACL drops. */
import { formatAddresses, type PointSet } from "../../../net";
import type { Problem } from "../finding";
import { droppedReplies, type Dropped } from "../replies";
import type { BaselineRule } from "../rule";
import { component, components, gathered, type Survey } from "../survey";
import { portsText } from "../clients";
import { addressText, listed, shownPacket, trafficText } from "../words";

export const repliesDroppedByAcl: BaselineRule = {
  name: "replies-dropped-by-acl",
  grade: "error",
  looksFor:
    "A connection that security groups, routes and network ACLs let begin and whose replies a network ACL drops, for some or all of the ports that clients begin from. An error where rules name the very service (ports, not all traffic) and none of it is answered; else a warning. UDP and ICMP that no rule names are left aside.",
  page: "https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports",
  find: (survey) => droppedReplies(survey).map((dropped) => problemOf(survey, dropped)),
};

function problemOf(survey: Survey, dropped: Dropped): Problem {
  const { acl, direction, examples, isAll, packets, subnets } = dropped;
  const { atlas } = survey;
  const [first] = examples;
  const pairs = [...gathered(examples, ({ from }) => [from])].map(
    ([from, all]) => `from ${from} to ${listed(all.map(({ to }) => to))}`,
  );
  const services = packets.project("service");
  const packet = shownPacket(packets, { from: first?.from ?? "", to: first?.to ?? "" });
  const way = direction === "ingress" ? "in" : "out";
  const part = isAll ? "the" : "some of the";
  return {
    grade: dropped.isNamed && isAll ? "error" : "warning",
    title: `network ACL ${atlas.nameOf(acl)} drops ${part} replies on their way ${way}: ${trafficText(services)} ${listed(pairs, 2)}`,
    explanation: isAll
      ? "A network ACL keeps no state: what may go one way is answered only if the reply, to the port that the client began from, may go the other. These connections begin and never get an answer."
      : "A network ACL keeps no state: the reply goes to the port that the client's system happened to choose, so these connections fail now and then, or for some destinations.",
    component: component(survey, acl),
    others: components(survey, [...subnets, ...examples.flatMap(({ keys }) => keys)]),
    code: "SUBNET_ACL_RESTRICTION",
    ...(packet === undefined ? {} : { packet }),
    remedy: remedyOf(dropped),
  };
}

function remedyOf({ direction, packets, replyPorts, source }: Dropped): string {
  const way = direction === "ingress" ? "in from" : "out to";
  const remotes = packets.project(source ? "source" : "destination");
  const ports = replyPorts.isEmpty ? "" : ` to ports ${portsText(replyPorts)}`;
  return `Let the replies to ${trafficText(packets.project("service"))} ${way} ${remoteText(remotes)}${ports}.`;
}

/** In few words: the internet is many blocks. */
const remoteText = (remotes: PointSet): string => {
  const texts = formatAddresses(remotes);
  return texts.length > 6 ? "0.0.0.0/0" : addressText(remotes);
};
