/**
 * Transforms: functions of the program that change a registration or an invoke before the engine takes it up. Those of the
 * resource itself run first, then those of its parents from the nearest on, then the stack's. `source_eval.go` of Pulumi is
 * the model, down to which dependencies are read anew.
 */
import resourceProto = require("@pulumi/pulumi/proto/resource_pb");
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { EngineError } from "../../errors";
import type { ValueMap } from "../../provider";
import { asOutputValues, dependingOn } from "../../outputValues";
import { outputDependencies } from "../../values";
import type { Callback, Callbacks } from "./callbacks";
import type { Goal } from "../goal/goal";
import { readTransformOptions, writeTransformOptions } from "./transformOptions";

type Registration = resourceProto.RegisterResourceRequest;

/** What the parent of a resource gives to those that leave it open. */
type Inherited = Pick<Goal, "protect" | "retainOnDelete" | "deletedWith">;

/** A registration on its way through the transforms. */
interface Changed {
  readonly properties: ValueMap;
  readonly options: resourceProto.TransformResourceOptions;
}

export class Transforms {
  private readonly ofStack: Callback[] = [];
  private readonly ofInvokes: Callback[] = [];
  /** By URN: a resource's own transforms and its parents', in the order in which its children have them. */
  private readonly ofChildren = new Map<string, readonly Callback[]>();
  /** Of remote components that are being constructed: theirs are the resources that their provider registers. */
  private readonly pending = new Map<string, readonly Callback[]>();

  constructor(private readonly callbacks: Callbacks) {}

  addToStack(callback: Callback): void {
    this.ofStack.push(callback);
  }

  addToInvokes(callback: Callback): void {
    this.ofInvokes.push(callback);
  }

  /**
   * Changes the registration as the transforms say.
   *
   * @param inherited what its parent gives it: transforms see it
   * @returns what is to be called with the resource's URN, once it has one
   */
  async apply(
    request: Registration,
    inherited: Inherited | undefined,
  ): Promise<(urn: string) => void> {
    const own = this.ownOf(request);
    const above = this.ofChildren.get(request.getParent()) ?? [];
    const all = [...own, ...above, ...this.ofStack];
    if (all.length > 0) await this.run(request, all, inherited);
    return (urn) => {
      if (own.length + above.length > 0) this.ofChildren.set(urn, [...own, ...above]);
    };
  }

  private ownOf(request: Registration): readonly Callback[] {
    if (this.pending.size === 0 && request.getTransformsList().length === 0) return [];
    const key = [request.getParent(), request.getType(), request.getName()].join("::");
    const pending = this.pending.get(key);
    if (pending !== undefined) {
      this.pending.delete(key);
      return pending;
    }
    const own = request.getTransformsList();
    if (request.getRemote() && own.length > 0) this.pending.set(key, own);
    return own;
  }

  private async run(
    request: Registration,
    transforms: readonly Callback[],
    inherited: Inherited | undefined,
  ): Promise<void> {
    if (inherited) inherit(request, inherited);
    const rereads = request.getTransformsList().length > 0;
    const given = asOutputValues(request.getObject()?.toJavaScript() ?? {});
    let changed: Changed = {
      properties: rereads ? withDependencies(given, request) : given,
      options: readTransformOptions(request),
    };
    for (const transform of transforms) changed = await this.ask(transform, request, changed);
    const { properties, options } = changed;
    writeTransformOptions(request, options);
    request.setObject(Struct.fromJavaScript(properties));
    writeDependencies(request, properties, rereads ? options.getDependsOnList() : undefined);
    if (inherited) keepTakenAway(request, inherited);
  }

  private async ask(
    transform: Callback,
    request: Registration,
    { properties, options }: Changed,
  ): Promise<Changed> {
    const asked = new resourceProto.TransformRequest();
    asked.setType(request.getType());
    asked.setName(request.getName());
    asked.setCustom(request.getCustom());
    asked.setParent(request.getParent());
    asked.setProperties(Struct.fromJavaScript(properties));
    asked.setOptions(options);
    try {
      const bytes = await this.callbacks.call(transform, asked);
      const answer = resourceProto.TransformResponse.deserializeBinary(bytes);
      return {
        properties: answer.getProperties()?.toJavaScript() ?? properties,
        options: answer.getOptions() ?? options,
      };
    } catch (error) {
      throw new EngineError(`invoke transform: ${messageOf(error)}`);
    }
  }

  async applyToInvoke(request: resourceProto.ResourceInvokeRequest): Promise<void> {
    for (const transform of this.ofInvokes) {
      const asked = new resourceProto.TransformInvokeRequest();
      asked.setToken(request.getTok());
      asked.setArgs(request.getArgs());
      const given = new resourceProto.TransformInvokeOptions();
      given.setProvider(request.getProvider());
      given.setVersion(request.getVersion());
      given.setPluginDownloadUrl(request.getPlugindownloadurl());
      asked.setOptions(given);
      const answer = resourceProto.TransformInvokeResponse.deserializeBinary(
        await this.callbacks.call(transform, asked),
      );
      const options = answer.getOptions();
      if (options !== undefined) {
        request.setProvider(options.getProvider());
        request.setVersion(options.getVersion());
        request.setPlugindownloadurl(options.getPluginDownloadUrl());
      }
      if (answer.hasArgs()) request.setArgs(answer.getArgs());
    }
  }
}

function inherit(request: Registration, inherited: Inherited): void {
  const { protect, retainOnDelete, deletedWith } = inherited;
  if (!request.hasProtect() && protect !== undefined) request.setProtect(protect);
  if (!request.hasRetainondelete() && retainOnDelete !== undefined)
    request.setRetainondelete(retainOnDelete);
  if (request.getDeletedwith() === "") request.setDeletedwith(deletedWith);
}

/** A transform may take away what the resource has of its parent. */
function keepTakenAway(request: Registration, { protect, retainOnDelete }: Inherited): void {
  if (!request.hasProtect() && protect) request.setProtect(false);
  if (!request.hasRetainondelete() && retainOnDelete) request.setRetainondelete(false);
}

/** Each property an output value of what it depends on, so that a transform may move it about. */
function withDependencies(properties: ValueMap, request: Registration): ValueMap {
  const dependencies = request.getPropertydependenciesMap();
  const all = dependencies.getLength() === 0 ? request.getDependenciesList() : undefined;
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => {
      const urns = all ?? dependencies.get(key)?.getUrnsList() ?? [];
      return [key, dependingOn(value, urns)];
    }),
  );
}

/**
 * @param dependsOn where the resource has transforms of its own: then what it depends on is read anew, from the options and
 * from the output values in its properties. Otherwise the latter come to what its properties depended on before.
 */
function writeDependencies(
  request: Registration,
  properties: ValueMap,
  dependsOn: readonly string[] | undefined,
): void {
  const byProperty = request.getPropertydependenciesMap();
  if (dependsOn !== undefined) byProperty.clear();
  const all = new Set(dependsOn);
  for (const [key, value] of Object.entries(properties)) {
    const urns = outputDependencies(value);
    for (const urn of urns) all.add(urn);
    const message = new resourceProto.RegisterResourceRequest.PropertyDependencies();
    message.setUrnsList([...new Set([...(byProperty.get(key)?.getUrnsList() ?? []), ...urns])]);
    byProperty.set(key, message);
  }
  if (dependsOn !== undefined) request.setDependenciesList([...all]);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
