/**
 * Pulumi's ResourceMonitor and Engine services, as objects whose methods take a request message and a callback: the shape of
 * a gRPC client, so that an inline program may be given them in process; `language/server.ts` puts them behind gRPC.
 */
import { status } from "@grpc/grpc-js";
import engineProto = require("@pulumi/pulumi/proto/engine_pb");
import providerProto = require("@pulumi/pulumi/proto/provider_pb");
import resourceProto = require("@pulumi/pulumi/proto/resource_pb");
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { refusal } from "../../errors";
import type { CallResult, CheckFailure, ValueMap } from "../../provider";
import { isUnknown, normaliseFromProgram } from "../../values";
import { callMethod } from "./calls";
import type { Callback as ProgramCallback } from "./callbacks";
import type { Severity } from "../events";
import { StoppedError } from "../gate";
import { readGoal } from "../goal/goal";
import type { Hooks } from "../steps/hooks";
import { invoke, readResource } from "./lookups";
import type { Packages } from "./packages";
import type { Registered, Registrar } from "../registrar";
import type { RemoteComponents } from "./remoteComponents";
import type { Run } from "../run";
import type { Shutdown } from "../shutdown";
import { StepError } from "../stepError";
import type { Transforms } from "./transforms";

type Callback<T> = (error: { code: number; message: string } | null, response?: T) => void;
type Handler = (request: never, callback: Callback<unknown>) => void;
export type ServiceHandlers = Readonly<Record<string, Handler>>;

/**
 * What SDK 3.248 asks about. Those that this engine does not honour are declared too: told that the engine lacks them, the
 * SDK would advise to update the Pulumi CLI; the engine refuses their use by name, with a remedy that helps.
 */
const features = new Set([
  ...["secrets", "resourceReferences", "outputValues", "aliasSpecs", "deletedWith"],
  ...["replaceWith", "transforms", "invokeTransforms", "parameterization"],
  ...["resourceHooks", "errorHooks"],
]);

interface Deployment {
  readonly run: Run;
  readonly registrar: Registrar;
  readonly components: RemoteComponents;
  readonly transforms: Transforms;
  readonly packages: Packages;
  readonly hooks: Hooks;
  readonly shutdown: Shutdown;
}

export function monitorHandlers(deployment: Deployment): ServiceHandlers {
  return {
    supportsFeature: answer((request: resourceProto.SupportsFeatureRequest) => {
      const response = new resourceProto.SupportsFeatureResponse();
      response.setHassupport(features.has(request.getId()));
      return Promise.resolve(response);
    }),
    ...resourceHandlers(deployment),
    ...questionHandlers(deployment),
    ...programHandlers(deployment),
  };
}

/** Of what the program makes, and of what it takes as it is. */
function resourceHandlers(deployment: Deployment): ServiceHandlers {
  const { run, registrar, packages } = deployment;
  return {
    registerResource: answer((request: resourceProto.RegisterResourceRequest) =>
      guarded(run, "", () => register(deployment, request)),
    ),
    registerResourceOutputs: answer(
      async (request: resourceProto.RegisterResourceOutputsRequest) => {
        const outputs = request.getOutputs()?.toJavaScript() ?? {};
        await guarded(run, request.getUrn(), () =>
          registrar.registerOutputs(request.getUrn(), normaliseFromProgram(outputs)),
        );
        return new Empty();
      },
    ),
    readResource: answer(async (request: resourceProto.ReadResourceRequest) => {
      const state = await guarded(run, "", async () => {
        await packages.settle(request, registrar);
        return readResource(run, registrar, request);
      });
      const response = new resourceProto.ReadResourceResponse();
      response.setUrn(state.urn);
      response.setProperties(toStruct(state.outputs));
      return response;
    }),
  };
}

/** Of what the program asks of providers. */
function questionHandlers(deployment: Deployment): ServiceHandlers {
  const { run, registrar, transforms, packages } = deployment;
  return {
    invoke: answer(async (request: resourceProto.ResourceInvokeRequest) => {
      await transforms.applyToInvoke(request);
      await packages.settle(request, registrar);
      const { result, failures } = await invoke(run, registrar, request);
      const response = new providerProto.InvokeResponse();
      response.setReturn(toStruct(result));
      response.setFailuresList(failures.map(failureMessage));
      return response;
    }),
    call: answer((request: resourceProto.ResourceCallRequest) =>
      guarded(run, "", async () => {
        await packages.settle(request, registrar);
        return called(
          await callMethod(run, registrar, deployment.components.deployment(), request),
        );
      }),
    ),
  };
}

/** Of what the program offers the engine, and of its end. */
function programHandlers({
  run,
  transforms,
  packages,
  hooks,
  shutdown,
}: Deployment): ServiceHandlers {
  return {
    registerStackTransform: takes((callback: ProgramCallback) => transforms.addToStack(callback)),
    registerStackInvokeTransform: takes((callback: ProgramCallback) =>
      transforms.addToInvokes(callback),
    ),
    registerResourceHook: takes((request: resourceProto.RegisterResourceHookRequest) =>
      hooks.register(request),
    ),
    registerErrorHook: takes((request: resourceProto.RegisterErrorHookRequest) =>
      hooks.registerErrorHook(request),
    ),
    registerPackage: answer(async (request: resourceProto.RegisterPackageRequest) =>
      guarded(run, "", () => {
        const response = new resourceProto.RegisterPackageResponse();
        response.setRef(packages.register(request));
        return response;
      }),
    ),
    signalAndWaitForShutdown: answer(async () => {
      if (hooks.any) await shutdown.wait();
      return new Empty();
    }),
  };
}

async function register(
  { run, registrar, components, transforms, packages }: Deployment,
  request: resourceProto.RegisterResourceRequest,
): Promise<resourceProto.RegisterResourceResponse> {
  await packages.settleRegistration(request, registrar);
  const named = await transforms.apply(request, registrar.inheritedFrom(request.getParent()));
  const response = request.getRemote()
    ? await components.construct(request)
    : registered(await registrar.register(readGoal(request, run.identity)));
  named(response.getUrn());
  return response;
}

const { Result } = resourceProto;
const results = { success: Result.SUCCESS, failed: Result.FAIL, skipped: Result.SKIP };

function registered({
  state,
  outputs,
  ending,
}: Registered): resourceProto.RegisterResourceResponse {
  const response = new resourceProto.RegisterResourceResponse();
  response.setUrn(state.urn);
  response.setId(isUnknown(state.id) ? "" : state.id);
  response.setObject(toStruct(outputs));
  response.setResult(results[ending]);
  return response;
}

/** The Engine service: the program's log lines and its root resource. */
export function engineHandlers(run: Pick<Run, "events" | "gate">): ServiceHandlers {
  let root = "";
  return {
    log: answer((request: engineProto.LogRequest) => {
      const severity = severities[request.getSeverity()] ?? "info";
      run.events.diagnostic(
        severity,
        request.getMessage(),
        request.getUrn(),
        request.getEphemeral(),
      );
      return Promise.resolve(new Empty());
    }),
    getRootResource: answer(() => {
      const response = new engineProto.GetRootResourceResponse();
      response.setUrn(root);
      return Promise.resolve(response);
    }),
    setRootResource: answer((request: engineProto.SetRootResourceRequest) => {
      root = request.getUrn();
      return Promise.resolve(new engineProto.SetRootResourceResponse());
    }),
    startDebugging: refused(run, "attaching a debugger"),
    requirePulumiVersion: answer(() => Promise.resolve(new Empty())),
  };
}

const severities: readonly Severity[] = ["debug", "info", "warning", "error"];

/** What is wrong with a request is the program's failure: said once, and the run ends. */
async function guarded<T>(run: Run, urn: string, act: () => T | Promise<T>): Promise<T> {
  // A program that is left behind by a stopped run is answered nothing any more.
  if (run.gate.stopped) throw new StoppedError();
  try {
    return await act();
  } catch (error) {
    if (error instanceof StepError || error instanceof StoppedError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    run.gate.stop();
    run.events.diagnostic("error", message, urn);
    throw new StepError(message);
  }
}

function answer<Q, R>(handle: (request: Q) => Promise<R>): Handler {
  return (request: Q, callback: Callback<unknown>) => {
    handle(request).then(
      (response) => callback(null, response),
      (error: unknown) => callback(asGrpcError(error)),
    );
  };
}

function called({ result, failures, returnDependencies }: CallResult): providerProto.CallResponse {
  const response = new providerProto.CallResponse();
  response.setReturn(toStruct(result));
  response.setFailuresList(failures.map(failureMessage));
  for (const [key, urns] of Object.entries(returnDependencies)) {
    const dependencies = new providerProto.CallResponse.ReturnDependencies();
    dependencies.setUrnsList([...urns]);
    response.getReturndependenciesMap().set(key, dependencies);
  }
  return response;
}

function failureMessage({ property, reason }: CheckFailure): providerProto.CheckFailure {
  const failure = new providerProto.CheckFailure();
  failure.setProperty(property);
  failure.setReason(reason);
  return failure;
}

function takes<Q>(take: (request: Q) => void): Handler {
  return answer(async (request: Q) => {
    await Promise.resolve();
    take(request);
    return new Empty();
  });
}

/**
 * What this engine does not do ends the run, by name. The call itself is answered as if it had been done: told of an error,
 * the SDK rejects with nothing to reject with, which ends the process instead of the run.
 */
function refused(run: Pick<Run, "events" | "gate">, what: string): Handler {
  return answer(() => {
    if (!run.gate.stopped) run.events.diagnostic("error", refusal(what));
    run.gate.stop();
    return Promise.resolve(new Empty());
  });
}

/** UNAVAILABLE tells the SDK that the monitor is going down: it ends the program without another message. */
function asGrpcError(error: unknown): { code: number; message: string } & Error {
  const message = error instanceof Error ? error.message : String(error);
  const code =
    error instanceof StoppedError || error instanceof StepError
      ? status.UNAVAILABLE
      : status.UNKNOWN;
  return Object.assign(new Error(message), { code, details: message });
}

function toStruct(map: ValueMap): Struct {
  return Struct.fromJavaScript(map);
}
