/**
 * The world as a provider plugin, for the real Pulumi CLI: `PULUMI_DEBUG_PROVIDERS=aws:<port>`. The CLI opens one
 * connection for each provider resource, and says nowhere else which one it means: so configuration is kept per peer.
 */
import type * as grpc from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Checked, Provider } from "../protocol";
import type { World } from "../world/world";
import { listen, type Handler, type Served } from "./listen";
import {
  toAutonaming,
  toDiffResponse,
  toFailures,
  toMap,
  toServiceError,
  toStruct,
} from "./messages";

/** The release of `@pulumi/aws` whose types are modelled. */
const awsVersion = "7.48.0";

/** A provider of a package, made anew for each provider resource. */
export interface Serving {
  readonly package: string;
  readonly version: string;
  readonly factory: (request: { package: string; version: string; urn: string }) => Provider;
}

/** A connection that ended cannot be told from one that is idle: the oldest are forgotten beyond so many. */
const connections = 1024;

class Peers {
  private readonly providers = new Map<string, Provider>();

  constructor(readonly serving: Serving) {}

  of(peer: string): Provider {
    const known = this.providers.get(peer);
    if (known !== undefined) return known;
    const { factory, package: name, version } = this.serving;
    const made = factory({ package: name, version, urn: "" });
    this.providers.set(peer, made);
    const [oldest] = this.providers.keys();
    if (this.providers.size > connections && oldest !== undefined) this.providers.delete(oldest);
    return made;
  }
}

/** One call: the answer, or the error with what was made all the same. */
function unary<Request, Response>(
  peers: Peers,
  answer: (provider: Provider, request: Request) => Promise<Response> | Response,
): Handler {
  const handle: grpc.handleUnaryCall<Request, Response> = (call, callback) => {
    Promise.resolve()
      .then(() => answer(peers.of(call.getPeer()), call.request))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(toServiceError(error)),
      );
  };
  return handle;
}

function checkResponse({ inputs, failures }: Checked): messages.CheckResponse {
  const response = new messages.CheckResponse();
  response.setInputs(toStruct(inputs));
  response.setFailuresList(toFailures(failures));
  return response;
}

function pluginHandlers(peers: Peers): Record<string, Handler> {
  return {
    getPluginInfo: unary(peers, () => {
      const info = new PluginInfo();
      info.setVersion(peers.serving.version);
      return info;
    }),
    getSchema: unary(peers, () => {
      const response = new messages.GetSchemaResponse();
      response.setSchema("{}");
      return response;
    }),
    attach: unary(peers, () => new Empty()),
    // Sent on every connection at the end of every command: no reason to stop serving.
    cancel: unary(peers, async (provider) => {
      await provider.cancel();
      return new Empty();
    }),
    checkConfig: unary(peers, async (provider, request: messages.CheckRequest) =>
      checkResponse(
        await provider.checkConfig(
          request.getUrn(),
          toMap(request.getOlds()),
          toMap(request.getNews()),
        ),
      ),
    ),
    diffConfig: unary(peers, async (provider, request: messages.DiffRequest) => {
      // The inputs of before; where a CLI sends only outputs, those.
      const olds = request.getOldInputs() ?? request.getOlds();
      return toDiffResponse(
        await provider.diffConfig(request.getUrn(), toMap(olds), toMap(request.getNews())),
      );
    }),
    configure: unary(peers, async (provider, request: messages.ConfigureRequest) => {
      const urn = request.getUrn() ?? "";
      const { acceptSecrets, supportsPreview, supportsAutonaming } = await provider.configure(
        urn,
        toMap(request.getArgs()),
      );
      const response = new messages.ConfigureResponse();
      response.setAcceptsecrets(acceptSecrets);
      response.setSupportspreview(supportsPreview);
      response.setSupportsAutonamingConfiguration(supportsAutonaming === true);
      return response;
    }),
    invoke: unary(peers, async (provider, request: messages.InvokeRequest) => {
      const { result, failures } = await provider.invoke(
        request.getTok(),
        toMap(request.getArgs()),
      );
      const response = new messages.InvokeResponse();
      response.setReturn(toStruct(result));
      response.setFailuresList(toFailures(failures));
      return response;
    }),
  };
}

interface Named {
  getUrn(): string;
  getName(): string;
  getType(): string;
}

/** Older CLIs send the URN only. */
function identity(request: Named): { urn: string; name: string; type: string } {
  const urn = request.getUrn();
  const [, , types = "", ...name] = urn.split("::");
  return {
    urn,
    name: request.getName() || name.join("::"),
    type: request.getType() || (types.split("$").at(-1) ?? ""),
  };
}

function planningHandlers(peers: Peers): Record<string, Handler> {
  return {
    check: unary(peers, async (provider, request: messages.CheckRequest) =>
      checkResponse(
        await provider.check({
          ...identity(request),
          olds: toMap(request.getOlds()),
          news: toMap(request.getNews()),
          randomSeed: request.getRandomseed_asU8(),
          autonaming: toAutonaming(request.getAutonaming()),
        }),
      ),
    ),
    diff: unary(peers, async (provider, request: messages.DiffRequest) =>
      toDiffResponse(
        await provider.diff({
          ...identity(request),
          id: request.getId(),
          oldInputs: toMap(request.getOldInputs()),
          oldOutputs: toMap(request.getOlds()),
          news: toMap(request.getNews()),
          ignoreChanges: request.getIgnorechangesList(),
        }),
      ),
    ),
  };
}

function actingHandlers(peers: Peers): Record<string, Handler> {
  return {
    create: unary(peers, async (provider, request: messages.CreateRequest) => {
      const { id, properties } = await provider.create({
        ...identity(request),
        properties: toMap(request.getProperties()),
        preview: request.getPreview(),
        timeout: request.getTimeout(),
      });
      const response = new messages.CreateResponse();
      response.setId(id);
      response.setProperties(toStruct(properties));
      return response;
    }),
    read: unary(peers, async (provider, request: messages.ReadRequest) => {
      const found = await provider.read({
        ...identity(request),
        id: request.getId(),
        inputs: toMap(request.getInputs()),
        properties: toMap(request.getProperties()),
      });
      const response = new messages.ReadResponse();
      response.setId(found.id);
      // What is gone has none, not even empty ones.
      if (found.id === "") return response;
      response.setInputs(toStruct(found.inputs));
      response.setProperties(toStruct(found.properties));
      return response;
    }),
    update: unary(peers, async (provider, request: messages.UpdateRequest) => {
      const { properties } = await provider.update({
        ...identity(request),
        id: request.getId(),
        oldInputs: toMap(request.getOldInputs()),
        oldOutputs: toMap(request.getOlds()),
        news: toMap(request.getNews()),
        preview: request.getPreview(),
        timeout: request.getTimeout(),
        ignoreChanges: request.getIgnorechangesList(),
      });
      const response = new messages.UpdateResponse();
      response.setProperties(toStruct(properties));
      return response;
    }),
    delete: unary(peers, async (provider, request: messages.DeleteRequest) => {
      await provider.delete({
        ...identity(request),
        id: request.getId(),
        inputs: toMap(request.getOldInputs()),
        properties: toMap(request.getProperties()),
        timeout: request.getTimeout(),
      });
      return new Empty();
    }),
  };
}

export const serveWorld = (world: World): Promise<Served> =>
  serveProvider({ package: "aws", version: awsVersion, factory: world.providerFactory() });

export async function serveProvider(serving: Serving): Promise<Served> {
  const peers = new Peers(serving);
  return listen({
    ...pluginHandlers(peers),
    ...planningHandlers(peers),
    ...actingHandlers(peers),
  });
}
