/** Functions of the program that the engine calls: a Callbacks server of the language host each, met under its address. */
import { credentials, type ServiceError } from "@grpc/grpc-js";
import callbackGrpc = require("@pulumi/pulumi/proto/callback_grpc_pb");
import callbackProto = require("@pulumi/pulumi/proto/callback_pb");
import { EngineError } from "../../errors";
import { largestMessage } from "./messageSize";

export type Callback = callbackProto.Callback;

interface Client {
  invoke(
    request: callbackProto.CallbackInvokeRequest,
    callback: (error: ServiceError | null, response: callbackProto.CallbackInvokeResponse) => void,
  ): void;
  close(): void;
}

export class Callbacks {
  private readonly clients = new Map<string, Client>();

  /** @throws EngineError in the words of the function that failed */
  call(callback: Callback, message: { serializeBinary(): Uint8Array }): Promise<Uint8Array> {
    const request = new callbackProto.CallbackInvokeRequest();
    request.setToken(callback.getToken());
    request.setRequest(message.serializeBinary());
    return new Promise((resolve, reject) => {
      this.clientOf(callback).invoke(request, (error, response) => {
        if (error) reject(new EngineError(error.details || error.message));
        else resolve(response.getResponse_asU8());
      });
    });
  }

  close(): void {
    for (const client of this.clients.values()) client.close();
    this.clients.clear();
  }

  private clientOf(callback: Callback): Client {
    const target = callback.getTarget();
    if (target === "") throw new EngineError("target must be specified");
    let client = this.clients.get(target);
    if (client === undefined) {
      client = new callbackGrpc.CallbacksClient(target, credentials.createInsecure(), {
        "grpc.max_receive_message_length": largestMessage,
        "grpc.max_send_message_length": largestMessage,
      });
      this.clients.set(target, client);
    }
    return client;
  }
}
