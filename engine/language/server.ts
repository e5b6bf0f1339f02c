/** Serves a run's monitor and engine over gRPC, on the loopback address only. */
import { Server, ServerCredentials, type UntypedHandleCall } from "@grpc/grpc-js";
import engineGrpc = require("@pulumi/pulumi/proto/engine_grpc_pb");
import resourceGrpc = require("@pulumi/pulumi/proto/resource_grpc_pb");
import { largestMessage } from "../deployment/monitor/messageSize";
import type { ServiceHandlers } from "../deployment/monitor/monitor";

export interface ServedRun {
  /** `127.0.0.1:<port>` of both services. */
  readonly address: string;
  close(): void;
}

interface Call {
  readonly request: never;
}

export async function serve(monitor: ServiceHandlers, engine: ServiceHandlers): Promise<ServedRun> {
  const server = new Server({
    "grpc.max_receive_message_length": largestMessage,
    "grpc.max_send_message_length": largestMessage,
  });
  addService(server, resourceGrpc.ResourceMonitorService, monitor);
  addService(server, engineGrpc.EngineService, engine);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return { address: `127.0.0.1:${port}`, close: () => server.forceShutdown() };
}

function addService(server: Server, definition: object, handlers: ServiceHandlers): void {
  const implementation: Record<string, UntypedHandleCall> = {};
  for (const name of Object.keys(definition)) {
    const handler = handlers[name];
    if (handler === undefined) continue;
    const handle = (call: Call, callback: never): void => handler(call.request, callback);
    implementation[name] = handle as unknown as UntypedHandleCall;
  }
  server.addService(definition as Parameters<Server["addService"]>[0], implementation);
}
