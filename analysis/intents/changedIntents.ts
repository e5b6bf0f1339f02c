/**
 * What a change does to the intents themselves: a change must not quietly drop the intent that it
 * breaks. Intents are the same by name; one that is only called otherwise is not gone.
 */
import { formatTraffic } from "../../net";
import { servicesOf } from "./question";
import type { End, Intent } from "./intent";

export interface WeakenedIntent {
  readonly before: Intent;
  readonly after: Intent;
  /** In a few words each: "no longer by a gateway endpoint", "tcp/22 may now get through". */
  readonly how: readonly string[];
}

export interface IntentChanges {
  readonly removed: readonly Intent[];
  readonly weakened: readonly WeakenedIntent[];
  readonly added: readonly Intent[];
}

export function changedIntents(before: readonly Intent[], after: readonly Intent[]): IntentChanges {
  const byName = new Map(after.map((one) => [one.name, one]));
  const gone = before.filter(({ name }) => !byName.has(name));
  const fresh = after.filter(({ name }) => !before.some((one) => one.name === name));
  const renamed = (one: Intent, others: readonly Intent[]): boolean =>
    others.some((other) => weakenings(one, other).length === 0 && sameEnds(one, other));
  return {
    removed: gone.filter((one) => !renamed(one, fresh)),
    added: fresh.filter((one) => !gone.some((other) => renamed(other, [one]))),
    weakened: before.flatMap((one) => {
      const now = byName.get(one.name);
      const how = now === undefined ? [] : weakenings(one, now);
      return now === undefined || how.length === 0 ? [] : [{ before: one, after: now, how }];
    }),
  };
}

function sameEnds(a: Intent, b: Intent): boolean {
  return sameEnd(a.source, b.source) && sameEnd(a.destination, b.destination);
}

/** By what stands behind an id where that is known: ids change when things are replaced. */
function sameEnd(a: End, b: End): boolean {
  const same = a.urns.length > 0 && a.urns.join() === b.urns.join();
  const vpc = a.vpcUrns.length > 0 && a.vpcUrns.join() === b.vpcUrns.join();
  return (same || a.selector === b.selector) && (vpc || a.vpc === b.vpc);
}

function weakenings(before: Intent, after: Intent): string[] {
  return [
    ...expectation(before, after),
    ...(sameEnd(before.source, after.source) ? [] : [moved("source", before.source, after.source)]),
    ...(sameEnd(before.destination, after.destination)
      ? []
      : [moved("destination", before.destination, after.destination)]),
    ...exceptions(before.source, after.source, "source"),
    ...exceptions(before.destination, after.destination, "destination"),
    ...traffic(before, after),
    ...way(before, after),
    ...(before.everyAvailabilityZone && !after.everyAvailabilityZone
      ? ["from one zone at least, no longer from every zone"]
      : []),
    ...(before.withoutAnyAvailabilityZone && !after.withoutAnyAvailabilityZone
      ? ["no longer with any one zone gone"]
      : []),
    ...waiver(before, after),
  ];
}

function expectation({ expect: was }: Intent, { expect: is }: Intent): string[] {
  // Reaching that and nothing else asks for more than reaching it.
  return was === is || (was === "reach" && is === "reachOnly") ? [] : [`${is}, no longer ${was}`];
}

const moved = (side: string, was: End, is: End): string =>
  `its ${side} is ${is.selector ?? is.urns.join(", ")}, no longer ${was.selector ?? was.urns.join(", ")}`;

function exceptions(was: End, is: End, side: string): string[] {
  const more = is.except.filter((one) => !was.except.includes(one));
  return more.length === 0 ? [] : [`its ${side} leaves out ${more.join(", ")}`];
}

function traffic(before: Intent, after: Intent): string[] {
  const [was, is] = [servicesOf(before.traffic), servicesOf(after.traffic)];
  const texts = (intent: Intent): string => intent.traffic.map(formatTraffic).join(", ");
  // What only those may reach is weaker with more of it, and with less: both are asked for.
  const weaker = before.expect === "reachOnly" ? !was.equals(is) : !is.contains(was);
  return weaker ? [`on ${texts(after)}, no longer on ${texts(before)}`] : [];
}

function way(before: Intent, after: Intent): string[] {
  if (before.via === after.via) return [];
  // A way that must not be taken is weaker named than unnamed; one that must be, the other way round.
  if (before.expect === "neverReach")
    return after.via === undefined ? [] : [`only by ${after.via}`];
  return before.via === undefined ? [] : [`no longer by ${before.via}`];
}

function waiver(before: Intent, after: Intent): string[] {
  if (after.waiver === undefined) return [];
  const until = `waived until ${after.waiver.expires} by ${after.waiver.owner}: ${after.waiver.reason}`;
  if (before.waiver === undefined) return [until];
  return after.waiver.expires > before.waiver.expires ? [until] : [];
}
