/**
 * Faults that are asked for: the next calls that match go wrong. They are kept in the world, so that a command can set
 * one for the next, and a crash is not forgotten.
 */
import { AwsError } from "../errors";
import { defineKind, type Entity } from "./entity";
import type { Scope } from "./scope";

export const faultEffects = ["error", "throttle", "capacity", "timeout", "crash"] as const;
/**
 * `error`: AWS refuses. `throttle`: too many requests, which the provider tries again. `capacity`: AWS has none to give.
 * `timeout`: it is done, and the answer is lost. `crash`: it is done, and the process is killed.
 */
export type FaultEffect = (typeof faultEffects)[number];

export interface Fault {
  /** The API call: `CreateNatGateway`; `*` stands for any text. */
  readonly action: string;
  /** The resource's URN; `*` stands for any text. @default - every resource */
  readonly urn?: string;
  readonly effect: FaultEffect;
  /** How many calls. @default 1 */
  readonly times?: number;
  /** @default - the service's own for the effect */
  readonly code?: string;
  readonly message?: string;
}

export interface PendingFault extends Entity, Fault {
  readonly times: number;
}
export const faultKind = defineKind<PendingFault>("fault");

/** @throws Error naming what is wrong with it. */
export function addFault(scope: Scope, fault: Fault): void {
  const { action, effect, times = 1 } = fault;
  if (!/^[A-Za-z*]+$/.test(action))
    throw new Error(
      `fault: action ${JSON.stringify(action)} is no API call: give one such as CreateNatGateway, or a pattern such as Create*`,
    );
  if (!faultEffects.includes(effect))
    throw new Error(
      `fault: effect ${JSON.stringify(effect)} is unknown: it is one of ${faultEffects.join(", ")}`,
    );
  if (!Number.isInteger(times) || times < 1)
    throw new Error(`fault: times ${times} is no count: give a whole number from 1`);
  const { everywhere } = scope;
  const id = String(1 + Math.max(0, ...everywhere.all(faultKind).map((one) => Number(one.id))));
  everywhere.put(faultKind, { ...fault, times, id, ambient: true });
}

export const pendingFaults = (scope: Scope): readonly PendingFault[] =>
  scope.everywhere.all(faultKind);

/** Takes the first fault that matches one of the calls, and counts it down. */
export function takeFault(
  scope: Scope,
  calls: readonly string[],
  urn: string,
): PendingFault | undefined {
  const fault = pendingFaults(scope).find(
    (one) => calls.some((call) => matches(one.action, call)) && matches(one.urn ?? "*", urn),
  );
  if (fault === undefined) return undefined;
  const { everywhere } = scope;
  if (fault.times > 1) everywhere.put(faultKind, { ...fault, times: fault.times - 1 });
  else everywhere.remove(fault);
  return fault;
}

function matches(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(text);
}

const capacityCodes: Readonly<Record<string, string>> = {
  RDS: "InsufficientDBInstanceCapacity",
  ElastiCache: "InsufficientCacheClusterCapacity",
};

/** What the call is answered with. */
export function faultError({ effect, code, message }: Fault, service: string): AwsError {
  if (effect === "throttle")
    return new AwsError(code ?? "RequestLimitExceeded", message ?? "Request limit exceeded.");
  if (effect === "capacity")
    return new AwsError(
      code ?? capacityCodes[service] ?? "InsufficientInstanceCapacity",
      message ??
        "There is no Spot or On-Demand capacity available that matches your request in the Availability Zone.",
    );
  return new AwsError(code ?? "InternalError", message ?? "An internal error has occurred.");
}
