/**
 * The SDK sends its log lines in order, one after the other, over all programs of the process: a line about a resource that
 * was never made, as of a program whose run has failed, keeps back those of every program after it, which then never end.
 * So programs that are run in process log in an order of their own.
 */
import engineProto = require("@pulumi/pulumi/proto/engine_pb");
import * as log from "@pulumi/pulumi/log";
import * as state from "@pulumi/pulumi/runtime/state";
import { rpcKeepAlive } from "@pulumi/pulumi/runtime/settings";
import type { Resource } from "@pulumi/pulumi";

/** The engine's side: the run's own `log`. */
export interface LogClient {
  log(request: engineProto.LogRequest, done: () => void): void;
}

type Log = (
  message: string,
  resource?: Resource,
  streamId?: number,
  ephemeral?: boolean,
) => Promise<void>;

const severities = {
  debug: engineProto.LogSeverity.DEBUG,
  info: engineProto.LogSeverity.INFO,
  warn: engineProto.LogSeverity.WARNING,
  error: engineProto.LogSeverity.ERROR,
} as const;

/** What the SDK keeps for the program that runs: not declared in its types. */
interface SdkState {
  getStore(): { readonly settings: object; logErrorCount: number };
}

const getStore = (): ReturnType<SdkState["getStore"]> => (state as unknown as SdkState).getStore();

interface OwnLog {
  readonly client: LogClient;
  last: Promise<unknown>;
}

/** By the settings of the program that runs. */
const own = new WeakMap<object, OwnLog>();
let isPatched = false;

/** Of the program that is about to run: asked for within it. */
export function logApart(client: LogClient): void {
  own.set(getStore().settings, { client, last: Promise.resolve() });
  if (isPatched) return;
  isPatched = true;
  const functions = log as unknown as Record<keyof typeof severities, Log>;
  for (const name of ["debug", "info", "warn", "error"] as const) {
    const original = functions[name];
    functions[name] = (message, resource, streamId, ephemeral) => {
      const store = getStore();
      const mine = own.get(store.settings);
      if (mine === undefined) return original(message, resource, streamId, ephemeral);
      if (name === "error") store.logErrorCount++;
      const request = new engineProto.LogRequest();
      request.setSeverity(severities[name]);
      request.setMessage(message);
      request.setStreamid(streamId ?? 0);
      request.setEphemeral(ephemeral === true);
      return tell(mine, request, resource);
    };
  }
}

/** The program stays until the line is told. */
async function tell(
  mine: OwnLog,
  request: engineProto.LogRequest,
  resource: Resource | undefined,
): Promise<void> {
  const keepAlive = rpcKeepAlive();
  const before = mine.last;
  const told = (async () => {
    const urn = resource === undefined ? "" : await promiseOf(resource);
    await before;
    request.setUrn(urn);
    await new Promise<void>((resolve) => mine.client.log(request, resolve));
  })();
  // A line about a resource that failed is dropped, and keeps back no other.
  mine.last = told.catch(() => undefined);
  await mine.last;
  keepAlive();
}

/** An output's promise is not declared in its type. */
function promiseOf({ urn }: Resource): Promise<string> {
  return (urn as unknown as { promise(): Promise<string> }).promise();
}
