/** What the program asks for: a registration as plain data, read from the protocol's message once. */
import type * as resource from "@pulumi/pulumi/proto/resource_pb";
import { EngineError, refuse } from "../../errors";
import type { RegistrationOptions, Value, ValueMap } from "../../provider";
import type { CustomTimeouts, ResourceHooks } from "../../resourceState";
import { makeUrn, stackType, type UrnRequest } from "../../urn";
import { normaliseFromProgram } from "../../values";
import { readAliases, type Alias } from "./aliases";
import type { StackIdentity } from "./stackIdentity";

export interface Goal {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly parent: string;
  readonly inputs: ValueMap;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** `<urn>::<id>`, or "" for the default provider of the package at `version`. */
  readonly provider: string;
  readonly version: string;
  readonly pluginDownloadUrl: string;
  /** Undefined: as the parent has it. */
  readonly protect: boolean | undefined;
  readonly retainOnDelete: boolean | undefined;
  readonly deletedWith: string;
  /** Undefined where the program leaves it to the provider. */
  readonly deleteBeforeReplace: boolean | undefined;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly aliases: readonly Alias[];
  /** The id under which the resource stands in the world already; "" for what is to be made. */
  readonly importId: string;
  /** URNs whose replacement replaces this one. */
  readonly replaceWith: readonly string[];
  readonly replacementTrigger: Value | undefined;
  readonly hideDiffs: readonly string[];
  readonly customTimeouts: CustomTimeouts;
  readonly hooks: ResourceHooks;
  /** The SDK wants to be told of a failure in the answer instead of by an error. */
  readonly supportsResultReporting: boolean;
}

/** A goal of which nothing is said but its name. */
export function bareGoal(named: UrnRequest, custom: boolean): Goal {
  const { type, name, parent } = named;
  return {
    ...{ urn: makeUrn(named), type, name, custom, parent },
    ...{ inputs: {}, dependencies: [], propertyDependencies: {}, hooks: {}, customTimeouts: {} },
    ...{ provider: "", version: "", pluginDownloadUrl: "", deletedWith: "", importId: "" },
    ...{ protect: false, retainOnDelete: false, deleteBeforeReplace: undefined },
    ...{ ignoreChanges: [], replaceOnChanges: [], additionalSecretOutputs: [], aliases: [] },
    ...{ replaceWith: [], replacementTrigger: undefined, hideDiffs: [] },
    supportsResultReporting: false,
  };
}

export function readGoal(request: resource.RegisterResourceRequest, id: StackIdentity): Goal {
  refuseUnsupported(request);
  const type = request.getType();
  const name = request.getName();
  const inputs = normaliseFromProgram(request.getObject()?.toJavaScript() ?? {});
  const dependencies = request.getDependenciesList();
  return {
    urn: makeUrn({ ...id, parent: request.getParent(), type, name }),
    type,
    name,
    custom: request.getCustom(),
    parent: request.getParent(),
    inputs,
    dependencies,
    propertyDependencies: propertyDependencies(request, inputs, dependencies),
    provider: request.getProvider(),
    version: request.getVersion(),
    pluginDownloadUrl: request.getPlugindownloadurl(),
    protect: request.hasProtect() ? request.getProtect() : undefined,
    retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : undefined,
    deletedWith: request.getDeletedwith(),
    deleteBeforeReplace:
      request.getDeletebeforereplacedefined() || request.getDeletebeforereplace()
        ? request.getDeletebeforereplace()
        : undefined,
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    aliases: readAliases(request),
    importId: request.getImportid(),
    replaceWith: request.getReplaceWithList(),
    replacementTrigger: readTrigger(request),
    hideDiffs: request.getHidediffsList(),
    customTimeouts: parseTimeouts(timeoutTexts(request.getCustomtimeouts())),
    hooks: readHooks(request.getHooks()),
    supportsResultReporting: request.getSupportsresultreporting(),
  };
}

/** An option that is not honoured is refused by name, never ignored. */
function refuseUnsupported(request: resource.RegisterResourceRequest): void {
  const where = `(${request.getType()} "${request.getName()}")`;
  if (request.getEnvvarmappingsMap().getLength() > 0) refuse(`the envVarMappings option ${where}`);
}

function propertyDependencies(
  request: resource.RegisterResourceRequest,
  inputs: ValueMap,
  dependencies: readonly string[],
): Record<string, readonly string[]> {
  const given = request.getPropertydependenciesMap();
  const entries: [string, readonly string[]][] = [];
  if (given.getLength() === 0) {
    // A host that names none leaves every property to depend on everything the resource depends on.
    // What the engine keeps among a provider's arguments is none of them.
    for (const key of Object.keys(inputs))
      if (key !== "__internal") entries.push([key, dependencies]);
  } else {
    given.forEach((value, key) => entries.push([key, value.getUrnsList()]));
  }
  return Object.fromEntries(entries);
}

function readTrigger(request: resource.RegisterResourceRequest): Value | undefined {
  if (!request.hasReplacementTrigger()) return undefined;
  const trigger = (request.getReplacementTrigger()?.toJavaScript() ?? null) as Value;
  return normaliseFromProgram({ trigger }).trigger;
}

function timeoutTexts(
  timeouts: resource.RegisterResourceRequest.CustomTimeouts | undefined,
): Readonly<Record<string, string>> {
  if (timeouts === undefined) return {};
  const given = {
    create: timeouts.getCreate(),
    update: timeouts.getUpdate(),
    delete: timeouts.getDelete(),
    read: timeouts.getRead(),
  };
  return Object.fromEntries(Object.entries(given).filter(([, text]) => text !== ""));
}

function parseTimeouts(texts: Readonly<Record<string, string>> = {}): CustomTimeouts {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, seconds(text)]));
}

/** What the program says of a remote component, for the provider that makes it. */
export function readOptions(request: resource.RegisterResourceRequest): RegistrationOptions {
  return {
    protect: request.hasProtect() ? request.getProtect() : undefined,
    retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : undefined,
    deletedWith: request.getDeletedwith(),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    customTimeouts: timeoutTexts(request.getCustomtimeouts()),
  };
}

function readHooks(
  binding: resource.RegisterResourceRequest.ResourceHooksBinding | undefined,
): ResourceHooks {
  if (binding === undefined) return noHooks;
  const named: ResourceHooks = {
    BeforeCreate: binding.getBeforeCreateList(),
    AfterCreate: binding.getAfterCreateList(),
    BeforeUpdate: binding.getBeforeUpdateList(),
    AfterUpdate: binding.getAfterUpdateList(),
    BeforeDelete: binding.getBeforeDeleteList(),
    AfterDelete: binding.getAfterDeleteList(),
    OnError: binding.getOnErrorList(),
  };
  return Object.fromEntries(Object.entries(named).filter(([, names]) => names.length > 0));
}

const noHooks: ResourceHooks = {};

const unitSeconds: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

/** A Go duration, `1h5m30s`, in seconds. */
function seconds(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
  if (parts.map(([part]) => part).join("") !== text)
    throw new EngineError(`unable to parse customTimeout Value ${text}`);
  return parts.reduce(
    (sum, [, amount, unit = ""]) => sum + Number(amount) * (unitSeconds[unit] ?? 0),
    0,
  );
}

export function isStack(goal: Pick<Goal, "type" | "parent">): boolean {
  return goal.type === stackType && goal.parent === "";
}
