/** A provider plugin's server: on a free port of this machine only. */
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";

export interface Served {
  readonly port: number;
  close(): Promise<void>;
}

export type Handler = grpc.UntypedHandleCall;

/** The SDK's own limit. */
export const largestMessages = {
  "grpc.max_receive_message_length": 400 * 1024 * 1024,
  "grpc.max_send_message_length": 400 * 1024 * 1024,
} as const;

const unimplemented: grpc.handleUnaryCall<unknown, unknown> = (_call, callback) =>
  callback({ code: grpc.status.UNIMPLEMENTED, details: "not implemented" });

/** @param handlers of the protocol's methods; the others are not implemented */
export async function listen(handlers: Readonly<Record<string, Handler>>): Promise<Served> {
  const implementation: grpc.UntypedServiceImplementation = {};
  for (const name of Object.keys(ResourceProviderService))
    implementation[name] = handlers[name] ?? unimplemented;
  const server = new grpc.Server(largestMessages);
  server.addService(ResourceProviderService, implementation);
  const port = await new Promise<number>((resolve, reject) => {
    const credentials = grpc.ServerCredentials.createInsecure();
    server.bindAsync("127.0.0.1:0", credentials, (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.tryShutdown(() => resolve());
        server.forceShutdown();
      }),
  };
}
