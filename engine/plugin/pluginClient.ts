/** A running provider plugin and the provider protocol spoken with it. */
import { credentials, status, type ServiceError } from "@grpc/grpc-js";
import providerGrpc = require("@pulumi/pulumi/proto/provider_grpc_pb");
import { EngineError } from "../errors";
import { startPlugin, type PluginStart } from "./pluginProcess";
import { partialFailureOf } from "./providerMessages";

/** The SDK's own limit. */
const largestMessage = 400 * 1024 * 1024;

type Client = Readonly<
  Record<
    string,
    (request: unknown, callback: (error: ServiceError | null, response: unknown) => void) => void
  >
> & { close(): void };

export interface PluginClient {
  /** @throws EngineError in the words of the plugin; with `lost` where it ended before it answered */
  call<R>(method: string, request: object): Promise<R>;
  /** The same for what a plugin may lack: then undefined is answered. */
  ask<R>(method: string, request: object): Promise<R | undefined>;
  close(): Promise<void>;
}

export async function startClient(start: PluginStart): Promise<PluginClient> {
  const running = await startPlugin(start);
  const client = new providerGrpc.ResourceProviderClient(
    running.address,
    credentials.createInsecure(),
    {
      "grpc.max_receive_message_length": largestMessage,
      "grpc.max_send_message_length": largestMessage,
    },
  ) as unknown as Client;
  const send = (method: string, request: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      client[method]?.(request, (error, response) => {
        if (error) reject(error);
        else resolve(response);
      });
    });
  const explained = async (error: ServiceError, method: string): Promise<Error> => {
    const end = error.code === status.UNAVAILABLE ? await running.whyEnded() : undefined;
    if (end !== undefined)
      return Object.assign(
        new EngineError(
          `the plugin ${start.file} ended in the middle of a call, ${method} (${end})`,
        ),
        { lost: true },
      );
    const told = new EngineError(error.details || error.message);
    const partial = partialFailureOf(error);
    return partial === undefined ? told : Object.assign(told, { partial });
  };
  return {
    call: async <R>(method: string, request: object) => {
      try {
        return (await send(method, request)) as R;
      } catch (error) {
        throw await explained(error as ServiceError, method);
      }
    },
    ask: async <R>(method: string, request: object) => {
      try {
        return (await send(method, request)) as R;
      } catch (error) {
        if ((error as ServiceError).code === status.UNIMPLEMENTED) return undefined;
        throw await explained(error as ServiceError, method);
      }
    },
    close: () => {
      client.close();
      return running.close();
    },
  };
}
