/** Invokes and reads: what a program asks of the world instead of making it. */
import type * as resource from "@pulumi/pulumi/proto/resource_pb";
import { EngineError } from "../../errors";
import type { CheckFailure, ValueMap } from "../../provider";
import type { ResourceState } from "../../resourceState";
import { makeUrn, packageOf } from "../../urn";
import { forProvider, isUnknown, normaliseFromProgram } from "../../values";
import type { Registrar } from "../registrar";
import { now, type Run } from "../run";

interface Question {
  readonly token: string;
  readonly args: ValueMap;
  /** A provider reference, or "" for the package's default provider. */
  readonly provider: string;
  readonly version: string;
  readonly pluginDownloadUrl: string;
}

interface Answer {
  readonly result: ValueMap;
  readonly failures: readonly CheckFailure[];
}

export function invoke(
  run: Run,
  registrar: Registrar,
  request: resource.ResourceInvokeRequest,
): Promise<Answer> {
  return ask(run, registrar, {
    token: request.getTok(),
    args: normaliseFromProgram(request.getArgs()?.toJavaScript() ?? {}),
    provider: request.getProvider(),
    version: request.getVersion(),
    pluginDownloadUrl: request.getPlugindownloadurl(),
  });
}

export async function ask(run: Run, registrar: Registrar, question: Question): Promise<Answer> {
  const { token, args, version, pluginDownloadUrl } = question;
  const reference =
    question.provider ||
    (await registrar.defaultProvider(packageOf(token), version, pluginDownloadUrl));
  if (token === "pulumi:pulumi:getResource")
    return { result: await getResource(registrar, args), failures: [] };
  const { provider, known } = await run.providers.get(reference);
  if (!known) return { result: {}, failures: [] };
  return provider.invoke(token, forProvider(args, false));
}

/** A resource reference made whole again, for the SDK. */
async function getResource(registrar: Registrar, args: ValueMap): Promise<ValueMap> {
  const urn = typeof args.urn === "string" ? args.urn : "";
  const state = await registrar.find(urn);
  if (state === undefined) throw new EngineError(`unknown resource ${urn}`);
  return { urn, id: state.id, state: state.outputs };
}

/** `Resource.get`: an external resource, read and never owned. */
export async function readResource(
  run: Run,
  registrar: Registrar,
  request: resource.ReadResourceRequest,
): Promise<ResourceState> {
  const goal = {
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
  };
  const provider =
    request.getProvider() ||
    (await registrar.defaultProvider(
      packageOf(goal.type),
      request.getVersion(),
      request.getPlugindownloadurl(),
    ));
  const at = now();
  const inputs = normaliseFromProgram(request.getProperties()?.toJavaScript() ?? {});
  return registrar.read({
    ...goal,
    urn: makeUrn({ ...run.identity, ...goal }),
    custom: true,
    id: isUnknown(request.getId()) ? "" : request.getId(),
    inputs,
    outputs: {},
    protect: false,
    external: true,
    dependencies: request.getDependenciesList(),
    propertyDependencies: {},
    provider,
    delete: false,
    pendingReplacement: false,
    initErrors: [],
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    aliases: [],
    customTimeouts: {},
    importId: "",
    retainOnDelete: false,
    deletedWith: "",
    ignoreChanges: [],
    replaceOnChanges: [],
    hooks: {},
    replaceWith: [],
    replacementTrigger: undefined,
    hideDiffs: [],
    created: at,
    modified: at,
    rest: {},
  });
}
