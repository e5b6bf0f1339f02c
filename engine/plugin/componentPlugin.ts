/** A running plugin, asked for components and for nothing else. */
import { credentials, type ServiceError } from "@grpc/grpc-js";
import providerGrpc = require("@pulumi/pulumi/proto/provider_grpc_pb");
import providerProto = require("@pulumi/pulumi/proto/provider_pb");
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { EngineError } from "../errors";
import type { ConstructRequest, ConstructResult, ValueMap } from "../provider";
import { constructMessage, constructResult } from "./constructMessage";
import { startPlugin, type PluginStart } from "./pluginProcess";

/** The SDK's own limit. */
const largestMessage = 400 * 1024 * 1024;

type Unary<Q, R> = (
  request: Q,
  callback: (error: ServiceError | null, response: R) => void,
) => void;

interface Client {
  readonly configure: Unary<providerProto.ConfigureRequest, providerProto.ConfigureResponse>;
  readonly construct: Unary<providerProto.ConstructRequest, providerProto.ConstructResponse>;
  close(): void;
}

export interface ComponentPlugin {
  construct(request: ConstructRequest): Promise<ConstructResult>;
  close(): Promise<void>;
}

/** @param inputs of the provider resource */
export async function startComponentPlugin(
  start: PluginStart,
  inputs: ValueMap,
): Promise<ComponentPlugin> {
  const running = await startPlugin(start);
  const client = new providerGrpc.ResourceProviderClient(
    running.address,
    credentials.createInsecure(),
    {
      "grpc.max_receive_message_length": largestMessage,
      "grpc.max_send_message_length": largestMessage,
    },
  ) as unknown as Client;
  const end = (): Promise<void> => {
    client.close();
    return running.close();
  };
  try {
    await call<providerProto.ConfigureRequest, unknown>(
      (message, callback) => client.configure(message, callback),
      configureMessage(inputs),
    );
  } catch (error) {
    await end();
    throw error;
  }
  return {
    construct: async (request) =>
      constructResult(
        await call<providerProto.ConstructRequest, providerProto.ConstructResponse>(
          (message, callback) => client.construct(message, callback),
          constructMessage(request),
        ),
      ),
    close: end,
  };
}

function configureMessage(inputs: ValueMap): providerProto.ConfigureRequest {
  const message = new providerProto.ConfigureRequest();
  message.setArgs(Struct.fromJavaScript(inputs));
  message.setAcceptsecrets(true);
  message.setAcceptresources(true);
  return message;
}

function call<Q, R>(method: Unary<Q, R>, request: Q): Promise<R> {
  return new Promise((resolve, reject) => {
    method(request, (error, response) => {
      if (error) reject(new EngineError(error.details || error.message));
      else resolve(response);
    });
  });
}
