/** Sends the engine's events where `--event-log` says: Automation API's own gRPC service, or a file of JSON lines. */
import { createWriteStream } from "node:fs";
import { credentials } from "@grpc/grpc-js";
import eventsGrpc = require("@pulumi/pulumi/proto/events_grpc_pb");
import eventsProto = require("@pulumi/pulumi/proto/events_pb");
import type { EngineEvent } from "../deployment/events";

export interface EventStream {
  send(event: EngineEvent): void;
  /** Ends the stream and waits until the other side has taken everything. */
  close(): Promise<void>;
}

export function openEventStream(target: string | undefined): EventStream {
  if (target === undefined) return { send: () => undefined, close: () => Promise.resolve() };
  return target.startsWith("tcp://") ? overGrpc(target.slice("tcp://".length)) : toFile(target);
}

function overGrpc(address: string): EventStream {
  const client = new eventsGrpc.EventsClient(address, credentials.createInsecure());
  let acknowledge: () => void;
  const acknowledged = new Promise<void>((resolve) => {
    acknowledge = resolve;
  });
  // A listener that went away early has nothing more to be told: the command's own result stands.
  const stream = client.streamEvents(() => acknowledge());
  stream.on("error", () => acknowledge());
  return {
    send: (event) => {
      const request = new eventsProto.EventRequest();
      request.setEvent(JSON.stringify(event));
      stream.write(request);
    },
    close: async () => {
      stream.end();
      await acknowledged;
      client.close();
    },
  };
}

function toFile(path: string): EventStream {
  const file = createWriteStream(path, { flags: "a" });
  return {
    send: (event) => {
      file.write(`${JSON.stringify(event)}\n`);
    },
    close: () => new Promise((resolve) => file.end(resolve)),
  };
}
