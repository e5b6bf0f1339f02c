/**
 * Intents as a deployment records them (`aws-network:index:Intent`), and as a file gives them: the
 * same fields, in plain values.
 */
import { parseTraffic, type Traffic } from "../../net";
import type { Key } from "../model/network";

export type Expectation = "reach" | "reachOnly" | "neverReach";

export type Way =
  | "gatewayEndpoint"
  | "interfaceEndpoint"
  | "natGateway"
  | "vpcPeeringConnection"
  | "internetGateway"
  | "transitGateway"
  | "local";

export interface Waiver {
  readonly reason: string;
  readonly owner: string;
  /** The last day it is good for, as `2027-01-31`, in UTC. */
  readonly expires: string;
}

/** One end: what selects it, and what a preview says stands behind an id that is not known yet. */
export interface End {
  /** Undefined while unknown. */
  readonly selector: string | undefined;
  /** URNs behind an unknown selector. */
  readonly urns: readonly Key[];
  readonly vpc: string | undefined;
  readonly vpcUrns: readonly Key[];
  readonly except: readonly string[];
  /** URNs behind what is left out and not known yet. */
  readonly exceptUrns: readonly Key[];
}

export interface Intent {
  /** The record's URN, or the file's name and the intent's number in it. */
  readonly key: Key;
  readonly name: string;
  readonly source: End;
  readonly expect: Expectation;
  readonly destination: End;
  readonly traffic: readonly Traffic[];
  readonly via: Way | undefined;
  readonly everyAvailabilityZone: boolean;
  readonly withoutAnyAvailabilityZone: boolean;
  readonly description: string | undefined;
  readonly waiver: Waiver | undefined;
}

/** What intents are read from: a resource of a state, a rehearsal or a preview. */
export interface IntentRecord {
  readonly urn: string;
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>> | undefined;
}

const TYPE = "aws-network:index:Intent";
/** How Pulumi writes a value that a preview does not know. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function readIntents(resources: readonly IntentRecord[]): Intent[] {
  return resources.filter(({ type }) => type === TYPE).map(fromRecord);
}

function fromRecord(record: IntentRecord): Intent {
  const { urn, inputs, propertyDependencies: dependencies = {} } = record;
  return intentOf(urn, urn.slice(urn.lastIndexOf("::") + 2), inputs, dependencies);
}

/** From plain fields, as a state or a file has them, already checked. */
export function intentOf(
  key: Key,
  name: string,
  fields: Readonly<Record<string, unknown>>,
  dependencies: Readonly<Record<string, readonly string[] | null>> = {},
): Intent {
  const end = (side: "source" | "destination"): End => {
    const left = side === "source" ? "exceptSources" : "exceptDestinations";
    const except = texts(fields[left]);
    return {
      selector: known(fields[side]),
      urns: dependencies[side] ?? [],
      vpc: known(fields[`${side}VpcId`]),
      vpcUrns: dependencies[`${side}VpcId`] ?? [],
      except: except.filter((one) => one !== UNKNOWN),
      exceptUrns:
        except.includes(UNKNOWN) || fields[left] === UNKNOWN ? (dependencies[left] ?? []) : [],
    };
  };
  return {
    key,
    name,
    source: end("source"),
    expect: fields.expect as Expectation,
    destination: end("destination"),
    traffic: texts(fields.ports).flatMap((text) => {
      const traffic = parseTraffic(text);
      return traffic.ok ? [traffic.value] : [];
    }),
    via: fields.via as Way | undefined,
    everyAvailabilityZone: fields.everyAvailabilityZone !== false,
    withoutAnyAvailabilityZone: fields.withoutAnyAvailabilityZone === true,
    description: known(fields.description),
    waiver: fields.waiver as Waiver | undefined,
  };
}

const known = (value: unknown): string | undefined =>
  typeof value === "string" && value !== UNKNOWN ? value : undefined;

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
