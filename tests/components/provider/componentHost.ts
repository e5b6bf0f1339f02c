/**
 * The components as programs in other languages have them: constructed by Pulumi's component provider host, in a process of
 * its own, over gRPC. One host serves a whole spec; each run's engine hands it what the program asked for.
 */
import { join } from "node:path";
import engineProto = require("@pulumi/pulumi/proto/engine_pb");
import providerProto = require("@pulumi/pulumi/proto/provider_pb");
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { ConstructRequest, Provider, ProviderFactory, Value, ValueMap } from "../../../engine";
import { serve } from "../../../engine/language/server";
import { constructMessage, constructResult } from "../../../engine/plugin/constructMessage";
import { startClient, type PluginClient } from "../../../engine/plugin/pluginClient";
import type { Schema } from "./schema";

type Callback = (error: Error | null, response: unknown) => void;

const answer = (response: () => unknown) => (_request: unknown, callback: Callback) =>
  callback(null, response());

/** What the host says to the engine that started it: it has one for its whole life, whoever it constructs for. */
const engine = {
  log: answer(() => new Empty()),
  getRootResource: answer(() => new engineProto.GetRootResourceResponse()),
  setRootResource: answer(() => new engineProto.SetRootResourceResponse()),
};

export class ComponentHost {
  /** Maps have no order in the protocol: with this, their keys arrive in the opposite one. */
  reversed = false;
  /** What was constructed since, with the arguments as they were sent. */
  readonly asked: ConstructRequest[] = [];

  private constructor(
    readonly schema: Schema,
    private readonly client: PluginClient,
    private readonly closeEngine: () => void,
  ) {}

  static async start(): Promise<ComponentHost> {
    const server = await serve({}, engine as never);
    const client = await startClient({
      file: process.execPath,
      args: [join(__dirname, "../../../scripts/provider.cjs")],
      engineAddress: server.address,
      env: process.env,
      onLine: () => undefined,
    });
    const request = new providerProto.GetSchemaRequest();
    const response = await client.call<providerProto.GetSchemaResponse>("getSchema", request);
    const schema = JSON.parse(response.getSchema()) as Schema;
    return new ComponentHost(schema, client, () => server.close());
  }

  async close(): Promise<void> {
    await this.client.close();
    this.closeEngine();
  }

  /** For the engine's `providers`, as `aws-network`. */
  readonly factory: ProviderFactory = () => ({
    ...manages,
    construct: async (request) => {
      const inputs = this.reversed ? reverseKeys(request.inputs) : request.inputs;
      const sent = { ...request, inputs };
      this.asked.push(sent);
      return constructResult(await this.client.call("construct", constructMessage(sent)));
    },
  });
}

const nothing = (): Promise<never> =>
  Promise.reject(new Error("the package has components alone: it manages no resource itself"));

const manages: Omit<Provider, "construct"> = {
  checkConfig: (_urn, _olds, news) => Promise.resolve({ inputs: news, failures: [] }),
  diffConfig: () =>
    Promise.resolve({ changes: false, replaces: [], deleteBeforeReplace: false, diffs: [] }),
  configure: () => Promise.resolve({ acceptSecrets: true, supportsPreview: true }),
  ...{ check: nothing, diff: nothing, create: nothing, read: nothing, update: nothing },
  ...{ delete: nothing, invoke: nothing },
  cancel: () => Promise.resolve(),
};

function reverseMaps(value: Value): Value {
  if (Array.isArray(value)) return value.map(reverseMaps);
  return typeof value === "object" && value !== null ? reverseKeys(value as ValueMap) : value;
}

function reverseKeys(map: ValueMap): ValueMap {
  const entries = Object.entries(map).reverse();
  return Object.fromEntries(entries.map(([key, item]) => [key, reverseMaps(item)]));
}
