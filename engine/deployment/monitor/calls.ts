/** Calls of methods: of components, and of provider resources themselves. `source_eval.go` of Pulumi is the model. */
import resourceProto = require("@pulumi/pulumi/proto/resource_pb");
import { EngineError, refuse } from "../../errors";
import { asOutputValues } from "../../outputValues";
import type { CallResult, DeploymentInfo, Value, ValueMap } from "../../provider";
import { isProviderType, packageOf } from "../../urn";
import { isMap, normaliseFromProgram, outputDependencies } from "../../values";
import type { Registrar } from "../registrar";
import type { Run } from "../run";
import { StepError } from "../stepError";

type Request = resourceProto.ResourceCallRequest;

const nothing: CallResult = { result: {}, failures: [], returnDependencies: {} };

/** @returns values as the program takes them, and what each of them depends on */
export async function callMethod(
  run: Run,
  registrar: Registrar,
  deployment: DeploymentInfo,
  request: Request,
): Promise<CallResult> {
  const token = request.getTok();
  const args = asOutputValues(request.getArgs()?.toJavaScript() ?? {});
  const reference = await providerOf(registrar, request, args);
  const { provider, known } = await run.providers.get(reference);
  if (!known) return nothing;
  if (provider.call === undefined) refuse(`calls of component methods (${token})`);
  const argDependencies = dependenciesOf(args, request.getArgdependenciesMap());
  try {
    const made = await provider.call({ token, args, argDependencies, deployment });
    return {
      result: normaliseFromProgram(made.result),
      failures: made.failures,
      returnDependencies: withOutputs(made.result, made.returnDependencies),
    };
  } catch (error) {
    if (error instanceof StepError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new EngineError(`call to function '${token}' failed: ${message}`);
  }
}

/** The provider itself, where it is one of its own methods; the one that is named; the receiver's; the package's default. */
async function providerOf(registrar: Registrar, request: Request, args: ValueMap): Promise<string> {
  const token = request.getTok();
  const { __self__: self } = args;
  if (isProviderType(token)) return ownReference(self);
  if (request.getProvider() !== "") return request.getProvider();
  const receiver = self === undefined ? "" : receiversProvider(registrar, self);
  if (receiver !== "") return receiver;
  return registrar.defaultProvider(
    packageOf(token),
    request.getVersion(),
    request.getPlugindownloadurl(),
  );
}

/** A provider as the receiver of its own method. */
function ownReference(self: Value | undefined): string {
  const { urn, id } = isMap(self) ? self : {};
  if (typeof urn !== "string" || typeof id !== "string")
    throw new EngineError("missing __self__ argument properties for provider method call");
  return `${urn}::${id}`;
}

function receiversProvider(registrar: Registrar, self: Value): string {
  const { urn } = isMap(self) ? self : {};
  if (typeof urn !== "string") throw new EngineError("missing __self__.urn for method call");
  const goal = registrar.inheritedFrom(urn);
  if (goal === undefined) throw new EngineError(`unknown resource ${urn}`);
  return goal.provider;
}

function dependenciesOf(
  args: ValueMap,
  given: ReturnType<Request["getArgdependenciesMap"]>,
): CallResult["returnDependencies"] {
  const named: Record<string, readonly string[]> = {};
  given.forEach((value, key) => {
    named[key] = value.getUrnsList();
  });
  return withOutputs(args, named);
}

function withOutputs(
  map: ValueMap,
  named: CallResult["returnDependencies"],
): CallResult["returnDependencies"] {
  const all = Object.entries(map).map(([key, value]) => {
    const urns = [...(named[key] ?? []), ...outputDependencies(value)];
    return [key, [...new Set(urns)]] as const;
  });
  return { ...named, ...Object.fromEntries(all) };
}
