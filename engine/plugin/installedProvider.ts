/** A provider whose work an installed plugin does, in a process of its own. */
import providerProto = require("@pulumi/pulumi/proto/provider_pb");
import { EngineError } from "../errors";
import type { DiffResult, Provider, ProviderConfiguration, ValueMap } from "../provider";
import { packageOf, parseUrn } from "../urn";
import { stripSecrets } from "../values";
import { constructMessage, constructResult } from "./constructMessage";
import type { PluginClient } from "./pluginClient";
import * as messages from "./providerMessages";

/** Where a provider has its process from. */
export interface PluginPool {
  /** One that has not been configured, for one question. */
  borrow<T>(use: (client: PluginClient) => Promise<T>): Promise<T>;
  /** One to configure and to keep. */
  take(): Promise<PluginClient>;
}

const undecided: DiffResult = {
  changes: "unknown",
  replaces: [],
  deleteBeforeReplace: false,
  diffs: [],
};

export function installedProvider(pool: PluginPool): Provider {
  let taken: Promise<PluginClient> | undefined;
  const call: Call = async (method, request) => {
    if (taken === undefined) throw new EngineError("the provider is not configured");
    return (await taken).call(method, request);
  };
  return {
    checkConfig: (urn, olds, news) =>
      pool.borrow(async (client) => {
        const request = messages.configMessage(new providerProto.CheckRequest(), urn, olds, news);
        const response = await client.ask<providerProto.CheckResponse>("checkConfig", request);
        return response ? messages.checkResult(response) : { inputs: news, failures: [] };
      }),
    diffConfig: (urn, olds, news) =>
      pool.borrow(async (client) => {
        const request = messages.configMessage(new providerProto.DiffRequest(), urn, olds, news);
        request.setOldInputs(messages.toStruct(olds));
        const response = await client.ask<providerProto.DiffResponse>("diffConfig", request);
        return response ? messages.diffResult(response) : undecided;
      }),
    configure: async (urn, inputs) => {
      taken ??= pool.take();
      return configurePlugin(await taken, urn, inputs);
    },
    ...resources(call),
    ...functions(call),
    cancel: () => Promise.resolve(),
  };
}

type Call = <R>(method: string, request: object) => Promise<R>;
type Part<K extends keyof Provider> = Pick<Provider, K>;

function resources(call: Call): Part<"check" | "diff" | "create" | "read" | "update" | "delete"> {
  return {
    check: async (request) =>
      messages.checkResult(await call("check", messages.checkMessage(request))),
    diff: async (request) => messages.diffResult(await call("diff", messages.diffMessage(request))),
    create: async (request) => {
      const message = messages.createMessage(request);
      const response = await call<providerProto.CreateResponse>("create", message);
      return { id: response.getId(), properties: messages.fromStruct(response.getProperties()) };
    },
    read: async (request) => {
      const message = messages.readMessage(request);
      const response = await call<providerProto.ReadResponse>("read", message);
      return {
        id: response.getId(),
        // A plugin that says nothing of the inputs leaves them as they are.
        inputs: response.hasInputs() ? messages.fromStruct(response.getInputs()) : request.inputs,
        properties: messages.fromStruct(response.getProperties()),
      };
    },
    update: async (request) => {
      const message = messages.updateMessage(request);
      const response = await call<providerProto.UpdateResponse>("update", message);
      return { properties: messages.fromStruct(response.getProperties()) };
    },
    delete: async (request) => {
      await call("delete", messages.deleteMessage(request));
    },
  };
}

function functions(call: Call): Part<"invoke" | "construct" | "call"> {
  return {
    invoke: async (token, args) => {
      const request = new providerProto.InvokeRequest();
      request.setTok(token);
      request.setArgs(messages.toStruct(args));
      const response = await call<providerProto.InvokeResponse>("invoke", request);
      return {
        result: messages.fromStruct(response.getReturn()),
        failures: messages.failuresOf(response.getFailuresList()),
      };
    },
    construct: async (request) =>
      constructResult(await call("construct", constructMessage(request))),
    call: async (request) => messages.callResult(await call("call", messages.callMessage(request))),
  };
}

export async function configurePlugin(
  client: PluginClient,
  urn: string,
  inputs: ValueMap,
): Promise<ProviderConfiguration> {
  const { type, name } = parseUrn(urn);
  const request = new providerProto.ConfigureRequest();
  request.setArgs(messages.toStruct(inputs));
  // How a provider of old is given its arguments: as texts.
  for (const [key, value] of Object.entries(stripSecrets(inputs)))
    if (key !== "version")
      request
        .getVariablesMap()
        .set(
          `${packageOf(type)}:config:${key}`,
          typeof value === "string" ? value : JSON.stringify(value),
        );
  request.setAcceptsecrets(true);
  request.setAcceptresources(true);
  request.setSendsOldInputs(true);
  request.setSendsOldInputsToDelete(true);
  request.setUrn(urn);
  request.setName(name);
  request.setType(type);
  const response = await client.call<providerProto.ConfigureResponse>("configure", request);
  return {
    acceptSecrets: response.getAcceptsecrets(),
    supportsPreview: response.getSupportspreview(),
  };
}
