/** What shows that an intent does not hold between two places: the component, a packet, the path. */
import type { PacketSet } from "../../net";
import type { Outcome, Verifier } from "../reachability";
import { pathOf, samplePacket } from "../reachability/path";
import type { Arrival, Loss } from "../reachability/trip";
import type { Intent } from "./intent";
import type { Question } from "./question";
import type { Fault } from "./fault";
import { explain } from "./sentence";
import type { Evidence, ShownPacket } from "./verdict";

/** All that happens to the packets of a question. */
export function recorded(
  verifier: Verifier,
  { from, to }: Question,
): { outcome: Outcome; losses: Loss[]; arrivals: Arrival[] } {
  const losses: Loss[] = [];
  const arrivals: Arrival[] = [];
  const outcome = verifier.traffic(from.place, to.place, {
    lost: (loss) => losses.push(loss),
    arrived: (arrival) => arrivals.push(arrival),
  });
  return { outcome, losses, arrivals };
}

export function evidenceOf(
  intent: Intent,
  verifier: Verifier,
  fault: Fault,
  withoutZone: string | undefined,
): Evidence {
  const { question, status, packets } = fault;
  const { losses, arrivals } = recorded(verifier, question);
  const loss = losses.find((one) => one.packets.meets(packets));
  const arrival = arrivals.find(({ outcome }) =>
    outcome.possible.or(outcome.undecided).meets(packets),
  );
  const stopped = fault.kind === "missing" && loss !== undefined;
  const shown = stopped ? packets.and(loss.packets) : packets;
  const doubt = arrival?.doubts[0];
  const component = stopped ? loss.component : doubt?.component;
  const { atlas } = verifier;
  const packet = shownPacket(question, shown);
  const evidence: Omit<Evidence, "sentence"> = {
    status,
    from: question.from.name,
    to: question.to.name,
    ...(withoutZone === undefined ? {} : { withoutZone }),
    ...(stopped ? { code: loss.code } : {}),
    ...(component === undefined
      ? {}
      : {
          component: {
            key: component,
            name: atlas.nameOf(component),
            type: atlas.typeOf(component),
          },
        }),
    ...(packet === undefined ? {} : { packet }),
    path: pathOf(atlas, (stopped ? loss.hops : arrival?.hops) ?? []),
  };
  return { ...evidence, sentence: explain(verifier, fault, { evidence, loss, doubt, intent }) };
}

function shownPacket(question: Question, packets: PacketSet): ShownPacket | undefined {
  const sample = samplePacket(packets);
  if (sample === undefined) return undefined;
  const { traffic, sourcePort } = sample;
  return {
    source: sample.source ?? question.from.name,
    destination: sample.destination ?? `an address of ${question.to.name}`,
    traffic,
    ...(sourcePort === undefined ? {} : { sourcePort }),
  };
}
