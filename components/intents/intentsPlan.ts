/** What `Intents` will record, decided from plain values alone. */
import { formatTraffic, parseTraffic, refuseSelector, spansVpcs, type Issue } from "../../net";
import { childName, oneOf } from "../network";
import { Expect, Via, type IntentSpec, type IntentWaiver, type IntentsArgs } from "./intentsArgs";

/** An intent with its defaults filled in. */
export interface IntentPlan {
  readonly child: string;
  readonly spec: IntentSpec;
  /** In the canonical spelling. */
  readonly ports: string[];
  readonly everyAvailabilityZone: boolean;
  readonly withoutAnyAvailabilityZone: boolean;
}

export interface IntentsPlan {
  readonly intents: readonly IntentPlan[];
  readonly issues: readonly Issue[];
}

type Keys<T> = Readonly<Record<keyof T, true>>;

const INTENT_KEYS: Keys<IntentSpec> = {
  name: true,
  source: true,
  sourceVpcId: true,
  exceptSources: true,
  expect: true,
  destination: true,
  destinationVpcId: true,
  exceptDestinations: true,
  ports: true,
  via: true,
  everyAvailabilityZone: true,
  withoutAnyAvailabilityZone: true,
  description: true,
  waiver: true,
};
const WAIVER_KEYS: Keys<IntentWaiver> = { reason: true, owner: true, expires: true };
/** It begins with a letter, so that no name is another intent's number. */
const INTENT_NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

export function planIntents(name: string, args: IntentsArgs): IntentsPlan {
  const issues = args.intents.flatMap((spec, index) => {
    const path = `intents[${index}]`;
    return [...refuseName(args.intents, index), ...refuseIntent(spec, path)];
  });
  if (args.intents.length === 0) {
    issues.push({ propertyPath: "intents", reason: "must list an intent, got none" });
  }
  const intents = args.intents.map((spec, index): IntentPlan => ({
    child: childName(name, spec.name ?? String(index + 1)),
    spec,
    ports: portsOf(spec).flatMap((text) => {
      const traffic = parseTraffic(text);
      return traffic.ok ? [formatTraffic(traffic.value)] : [];
    }),
    everyAvailabilityZone: spec.everyAvailabilityZone ?? true,
    withoutAnyAvailabilityZone: spec.withoutAnyAvailabilityZone ?? false,
  }));
  return { intents, issues };
}

function portsOf(spec: IntentSpec): string[] {
  if (spec.ports) return spec.ports;
  if (spec.expect === Expect.NeverReach) return ["all"];
  return isService(spec) ? ["tcp/443"] : [];
}

function isService({ destination }: IntentSpec): boolean {
  return typeof destination === "string" && destination.startsWith("service:");
}

function refuseName(intents: readonly IntentSpec[], index: number): Issue[] {
  const name = intents[index]?.name;
  if (name === undefined) return [];
  const propertyPath = `intents[${index}].name`;
  const first = intents.findIndex((one) => one.name === name);
  if (first < index) {
    return [{ propertyPath, reason: `must be its own, got "${name}" again (intents[${first}])` }];
  }
  if (INTENT_NAME.test(name)) return [];
  const reason = `must be lower-case words and digits joined by hyphens, a letter first, got "${name}"`;
  return [{ propertyPath, reason }];
}

function refuseIntent(spec: IntentSpec, path: string): Issue[] {
  return [
    ...refuseKeys(spec, path, INTENT_KEYS),
    ...refuseChoice(`${path}.expect`, spec.expect, Expect),
    ...(spec.via === undefined ? [] : refuseChoice(`${path}.via`, spec.via, Via)),
    ...refuseEnds(spec, path),
    ...refusePorts(spec, `${path}.ports`),
    ...refuseZones(spec, path),
    ...(spec.waiver === undefined ? [] : refuseWaiver(spec.waiver, `${path}.waiver`)),
  ];
}

/** A misspelt key would leave the intent weaker than it reads. */
function refuseKeys(given: object, path: string, keys: Readonly<Record<string, true>>): Issue[] {
  return Object.keys(given)
    .filter((key) => !Object.hasOwn(keys, key))
    .map((key) => ({
      propertyPath: `${path}.${key}`,
      reason: `must be one of ${Object.keys(keys).join(", ")}`,
    }));
}

function refuseChoice(
  propertyPath: string,
  given: string,
  choices: Readonly<Record<string, string>>,
): Issue[] {
  if (Object.values(choices).includes(given)) return [];
  return [{ propertyPath, reason: `must be ${oneOf(choices)}, got ${JSON.stringify(given)}` }];
}

function refuseEnds(spec: IntentSpec, path: string): Issue[] {
  const ends: readonly (readonly ["source" | "destination", string, unknown])[] = [
    ["source", "source", spec.source],
    ...(spec.exceptSources ?? []).map((one, i) => ["source", `exceptSources[${i}]`, one] as const),
    ["destination", "destination", spec.destination],
    ...(spec.exceptDestinations ?? []).map(
      (one, i) => ["destination", `exceptDestinations[${i}]`, one] as const,
    ),
  ];
  const refused = ends.flatMap(([end, property, given]) => {
    const propertyPath = `${path}.${property}`;
    if (given === undefined) return [{ propertyPath, reason: "must be given" }];
    // What is an output is not known yet: whoever reads the intents says what it matches.
    const reason = typeof given === "string" ? refuseSelector(given, end) : undefined;
    return reason === undefined ? [] : [{ propertyPath, reason }];
  });
  return [
    ...refused,
    ...refuseVpc(`${path}.sourceVpcId`, spec.sourceVpcId, spec.source),
    ...refuseVpc(`${path}.destinationVpcId`, spec.destinationVpcId, spec.destination),
  ];
}

function refuseVpc(propertyPath: string, vpcId: unknown, selector: unknown): Issue[] {
  if (vpcId === undefined || typeof selector !== "string" || spansVpcs(selector)) return [];
  const reason = `must be left out, as only tier:, tag: and any are confined to a VPC, got "${selector}"`;
  return [{ propertyPath, reason }];
}

function refusePorts(spec: IntentSpec, propertyPath: string): Issue[] {
  if (portsOf(spec).length === 0) {
    return [{ propertyPath, reason: 'must list traffic such as "tcp/443"' }];
  }
  return (spec.ports ?? []).flatMap((text, index) => {
    const traffic = parseTraffic(text);
    return traffic.ok
      ? []
      : [{ propertyPath: `${propertyPath}[${index}]`, reason: traffic.reason }];
  });
}

/** What is never so is so in no zone, whichever is gone: these two would say nothing. */
function refuseZones(spec: IntentSpec, path: string): Issue[] {
  if (spec.expect !== Expect.NeverReach) return [];
  return [
    ["everyAvailabilityZone", spec.everyAvailabilityZone === false] as const,
    ["withoutAnyAvailabilityZone", spec.withoutAnyAvailabilityZone === true] as const,
  ]
    .filter(([, given]) => given)
    .map(([property]) => ({
      propertyPath: `${path}.${property}`,
      reason: `must be left out with "${Expect.NeverReach}", which holds in all zones or not at all`,
    }));
}

function refuseWaiver(waiver: IntentWaiver, path: string): Issue[] {
  const issues = refuseKeys(waiver, path, WAIVER_KEYS);
  for (const key of ["reason", "owner"] as const) {
    // A program in JavaScript may leave it out.
    const given: unknown = waiver[key];
    if (typeof given !== "string" || given.trim() === "") {
      issues.push({ propertyPath: `${path}.${key}`, reason: "must be given" });
    }
  }
  if (!isDay(waiver.expires)) {
    issues.push({
      propertyPath: `${path}.expires`,
      reason: `must be a day such as 2027-01-31, got ${JSON.stringify(waiver.expires)}`,
    });
  }
  return issues;
}

/** Of the calendar: the 30th of February is none. */
function isDay(text: unknown): boolean {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
