/**
 * The awsx components as a provider plugin, for the real Pulumi CLI: `PULUMI_DEBUG_PROVIDERS=aws:<port>,awsx:<port>`. It
 * knows nothing of the world: the children are the other provider's.
 */
import type * as grpc from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { awsxComponents, awsxProvider } from "../awsx/awsxProvider";
import type * as protocol from "../protocol";
import { listen, type Handler, type Served } from "./listen";
import { toDiffResponse, toMap, toServiceError, toStruct } from "./messages";
import { connectMonitor } from "./monitorClient";

/** The release of awsx whose components are constructed. */
const version = "3.9.0";

function unary<Request, Response>(
  answer: (request: Request) => Promise<Response> | Response,
): Handler {
  const handle: grpc.handleUnaryCall<Request, Response> = (call, callback) => {
    Promise.resolve()
      .then(() => answer(call.request))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(toServiceError(error)),
      );
  };
  return handle;
}

/** Serves on a free port of this machine only. */
export function serveAwsx(): Promise<Served> {
  const provider = awsxProvider({ package: "awsx", version, urn: "" });
  return listen({
    getPluginInfo: unary(() => {
      const info = new PluginInfo();
      info.setVersion(version);
      return info;
    }),
    attach: unary(() => new Empty()),
    cancel: unary(() => new Empty()),
    checkConfig: unary((request: messages.CheckRequest) => {
      const response = new messages.CheckResponse();
      response.setInputs(request.getNews());
      return response;
    }),
    diffConfig: unary(async () => toDiffResponse(await provider.diffConfig("", {}, {}))),
    configure: unary(() => {
      const response = new messages.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setAcceptresources(true);
      response.setAcceptoutputs(true);
      response.setSupportspreview(true);
      return response;
    }),
    construct: unary((request: messages.ConstructRequest) => construct(provider, request)),
  });
}

async function construct(
  provider: protocol.Provider,
  message: messages.ConstructRequest,
): Promise<messages.ConstructResponse> {
  const request = requestOf(message);
  const monitor = connectMonitor(request.deployment.monitorAddress);
  try {
    const made = (await provider.construct?.(request, monitor)) ?? { declined: request.type };
    if ("declined" in made) throw new Error(notConstructed(made.declined));
    return responseOf(made);
  } finally {
    monitor.close();
  }
}

function notConstructed(declined: string): string {
  return (
    `without its plugin, awsx constructs ${awsxComponents.join(", ")} on subnets that are given, and not ${declined}; ` +
    `install the plugin (pulumi plugin install resource awsx ${version}) and leave awsx out of PULUMI_DEBUG_PROVIDERS`
  );
}

function requestOf(message: messages.ConstructRequest): protocol.ConstructRequest {
  const inputDependencies: Record<string, readonly string[]> = {};
  message.getInputdependenciesMap().forEach((value, key) => {
    inputDependencies[key] = value.getUrnsList();
  });
  return {
    type: message.getType(),
    name: message.getName(),
    parent: message.getParent(),
    inputs: toMap(message.getInputs()),
    inputDependencies,
    dependencies: message.getDependenciesList(),
    providers: Object.fromEntries(message.getProvidersMap().toArray()),
    aliases: message.getAliasesList().map((alias) => alias.getUrn()),
    options: optionsOf(message),
    deployment: {
      project: message.getProject(),
      stack: message.getStack(),
      dryRun: message.getDryrun(),
      parallel: message.getParallel(),
      config: Object.fromEntries(message.getConfigMap().toArray()),
      configSecretKeys: message.getConfigsecretkeysList(),
      monitorAddress: message.getMonitorendpoint(),
    },
  };
}

function optionsOf(message: messages.ConstructRequest): protocol.RegistrationOptions {
  const timeouts = Object.entries(message.getCustomtimeouts()?.toObject() ?? {});
  return {
    protect: message.hasProtect() ? message.getProtect() : undefined,
    retainOnDelete: message.hasRetainondelete() ? message.getRetainondelete() : undefined,
    deletedWith: message.getDeletedwith(),
    ignoreChanges: message.getIgnorechangesList(),
    replaceOnChanges: message.getReplaceonchangesList(),
    customTimeouts: Object.fromEntries(timeouts.filter(([, text]) => text !== "")),
  };
}

function responseOf(made: protocol.ConstructResult): messages.ConstructResponse {
  const response = new messages.ConstructResponse();
  response.setUrn(made.urn);
  response.setState(toStruct(made.state));
  for (const [key, urns] of Object.entries(made.stateDependencies)) {
    const dependencies = new messages.ConstructResponse.PropertyDependencies();
    dependencies.setUrnsList([...urns]);
    response.getStatedependenciesMap().set(key, dependencies);
  }
  return response;
}
