/**
 * The short way for inline programs: where the program's SDK is the engine's own copy, its monitor and engine clients are
 * replaced, at the start of the program, by objects that call the run directly (what `pulumi.runtime.setMocks` does). Only
 * the language server's `Run` and the registration of the root stack still cross gRPC.
 */
import * as state from "@pulumi/pulumi/runtime/state";
import engineProto = require("@pulumi/pulumi/proto/engine_pb");
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { logApart, type LogClient } from "./ownLog";
import type { ServiceHandlers } from "../deployment/monitor/monitor";

interface Services {
  readonly monitor: ServiceHandlers;
  readonly engine: ServiceHandlers;
}

/** Runs under way, by the address under which gRPC serves them. */
const served = new Map<string, Services>();

export function offerInProcess(address: string, services: Services): () => void {
  served.set(address, services);
  return () => served.delete(address);
}

interface RunSettings {
  readonly options: { readonly monitorAddr?: string };
  monitor?: unknown;
  engine?: unknown;
}

/** What the SDK keeps for the program that runs: not declared in its types. */
interface SdkState {
  getStore(): { readonly settings: RunSettings };
}

/** Takes a line that the program printed. */
export type Tell = (line: string) => void;

/** The same program, with the short way taken where a run of this process serves it. */
export function inProcess(program: PulumiFn, hear?: (tell: Tell) => void): PulumiFn {
  return () => {
    const settings = (state as unknown as SdkState).getStore().settings;
    const services = served.get(settings.options.monitorAddr ?? "");
    if (services) {
      settings.monitor = asClient(services.monitor);
      settings.engine = asClient(services.engine);
      logApart(settings.engine as LogClient);
      hear?.((line) => services.engine.log?.(logLine(line) as never, () => undefined));
    }
    return program();
  };
}

function logLine(line: string): engineProto.LogRequest {
  const request = new engineProto.LogRequest();
  request.setSeverity(engineProto.LogSeverity.INFO);
  request.setMessage(line);
  return request;
}

function asClient(handlers: ServiceHandlers): object {
  return { ...handlers, close: () => undefined };
}
