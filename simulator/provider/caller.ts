/**
 * How the provider calls AWS: it waits where requests are limited, tries again what is worth it, on the world's clock,
 * and meets the faults that were asked for.
 */
import { AwsError } from "../errors";
import type { Model, Retry } from "../model";
import { faultError, takeFault, type PendingFault } from "../world/faults";
import type { Scope } from "../world/scope";
import type { World } from "../world/world";
import { Refusal, refusal } from "./refusal";

export interface Call {
  readonly model: Model;
  readonly action: "create" | "update" | "delete";
  readonly urn: string;
  readonly id: string;
  readonly scope: Scope;
  /** The API calls, the one that matters first. */
  readonly names: readonly string[];
  /** Seconds, of the resource's own; 0 for none. */
  readonly timeout: number;
}

export interface Answer<T> {
  readonly value: T;
  /** Seconds until AWS agreed with itself. */
  readonly waited: number;
  /** Seconds for which requests were held back. */
  readonly throttled: number;
}

/** On the world's clock. */
interface Attempt {
  readonly attempt: number;
  /** When the call was first made. */
  readonly started: number;
  /** When it was last refused. */
  readonly tried: number;
}

/** As the AWS SDK retries: throttling and errors of the server's own. */
const transient = new Set([
  "InternalError",
  "InternalFailure",
  "RequestLimitExceeded",
  "RequestTimeout",
  "ServiceUnavailable",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
  "Unavailable",
]);

/** The provider's `max_retries`. */
const maxRetries = 25;
/** Doubled each time, as the SDK does, without its jitter. */
const backoff = (attempt: number): number => Math.min(20, 2 ** attempt);

export class Caller {
  constructor(private readonly world: World) {}

  /** Runs the operation as a whole or not at all. @throws Refusal, AWS's refusal as the provider words it. */
  async call<T>(call: Call, operation: () => T): Promise<Answer<T>> {
    const { model, action, id } = call;
    const throttled = await this.holdBack(call);
    const started = this.world.store.clock;
    let tried = started;
    const attempted = (): T => {
      tried = this.world.store.clock;
      return operation();
    };
    for (let attempt = 0; ; attempt++)
      try {
        const value = await this.once(call, attempted);
        return { value, throttled, waited: this.world.store.clock - started };
      } catch (error) {
        const wait = this.waitAfter(error, call, { attempt, started, tried });
        if (wait === undefined) throw refusal(error, model, action, id);
        await this.world.advance(wait);
      }
  }

  /** Requests beyond AWS's rates wait for their turn. */
  private async holdBack({ scope, names }: Call): Promise<number> {
    let total = 0;
    const place = `${scope.account}/${scope.region}`;
    for (const name of names) {
      const wait = this.world.buckets.take(place, name, this.world.store.clock);
      if (wait === 0) continue;
      await this.world.advance(wait);
      total += wait;
    }
    return total;
  }

  private async once<T>(call: Call, operation: () => T): Promise<T> {
    const fault = await this.faultFor(call);
    if (fault === undefined) return this.world.perform(operation);
    const isDone = fault.effect === "timeout" || fault.effect === "crash";
    if (!isDone) throw faultError(fault, call.model.service);
    await this.world.perform(operation);
    if (fault.effect === "crash") this.world.crash();
    const [name = ""] = call.names;
    throw new Refusal(
      `${call.model.noun}: operation error ${call.model.service}: ${name}, https response error StatusCode: 0, ` +
        `request send failed: ${fault.message ?? "context deadline exceeded (Client.Timeout exceeded while awaiting headers)"}`,
      fault.code,
    );
  }

  /** Taken in an operation of its own: a fault that has struck is spent, whatever becomes of the call. */
  private async faultFor({ scope, names, urn }: Call): Promise<PendingFault | undefined> {
    if (!this.world.hasFaults) return undefined;
    return this.world.perform(() => takeFault(scope, names, urn));
  }

  /** How long to wait before another try; undefined where there is to be none. */
  private waitAfter(
    error: unknown,
    { model, action, timeout }: Call,
    { attempt, started, tried }: Attempt,
  ): number | undefined {
    if (!(error instanceof AwsError)) return undefined;
    if (transient.has(error.code)) return attempt < maxRetries ? backoff(attempt) : undefined;
    const retry = model.retries?.[action];
    if (retry === undefined || !isWorthIt(retry, error)) return undefined;
    const { clock, nextDue } = this.world.store;
    const limit = started + (timeout > 0 ? timeout : retry.seconds);
    // Time has gone on since it was refused, by another call's waiting: what stood in the way may be gone.
    if (clock > tried && tried <= limit) return 0;
    return nextDue === undefined || nextDue > limit ? undefined : Math.max(0, nextDue - clock);
  }
}

const isWorthIt = ({ codes, message }: Retry, error: AwsError): boolean =>
  codes.includes(error.code) && (message === undefined || message.test(error.message));
