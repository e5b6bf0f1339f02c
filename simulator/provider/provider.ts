/** One provider resource of the package `aws`, configured once: the provider protocol over a simulated world. */
import { FailedAfterCreate } from "../errors";
import { secondsFor, type Action } from "../durations";
import { invokeFunction } from "../lookups/lookups";
import { findModel } from "../models";
import type { Model } from "../model";
import type * as protocol from "../protocol";
import type { Checked, DiffResult, Provider, ValueMap } from "../protocol";
import { tagsOf, text } from "../values";
import { forget, remember } from "../world/managed";
import type { Scope } from "../world/scope";
import type { World } from "../world/world";
import { checkInputs } from "./check";
import { isSame } from "./compare";
import { checkRegion, decodeConfig, readConfig, type Configuration } from "./config";
import { diffResource } from "./diff";
import { withoutDialect } from "./dialect";
import { genericModel } from "./generic";
import { fullOutputs, inputsFrom, previewOutputs, previewUpdate } from "./outputs";
import { Refusal, refusal, waitingFailed } from "./refusal";
import { checkTags, mergeTags } from "./tags";
import { refuseUnmodelled } from "./unmodelled";

export class SimulatedProvider implements Provider {
  private configuration: Configuration | undefined;
  /** As last checked: an older CLI configures without a URN. */
  private checkedUrn = "";

  constructor(private readonly world: World) {}

  async checkConfig(urn: string, _olds: ValueMap, news: ValueMap): Promise<Checked> {
    this.checkedUrn = urn;
    return Promise.resolve({ inputs: news, failures: checkRegion(decodeConfig(news)) });
  }

  async diffConfig(_urn: string, olds: ValueMap, news: ValueMap): Promise<DiffResult> {
    const before = decodeConfig(olds);
    const after = decodeConfig(news);
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const diffs = keys.filter((key) => !isSame({ kind: "block" }, before[key], after[key]));
    return Promise.resolve({
      changes: diffs.length > 0,
      replaces: diffs.filter((key) => key === "region"),
      deleteBeforeReplace: false,
      diffs,
    });
  }

  async configure(urn: string, inputs: ValueMap): Promise<protocol.ProviderConfiguration> {
    const { seed, options } = this.world;
    this.configuration = readConfig(inputs, {
      urn: urn === "" ? this.checkedUrn : urn,
      seed,
      account: options.account,
    });
    return Promise.resolve({ acceptSecrets: false, supportsPreview: true });
  }

  async check(request: protocol.CheckRequest): Promise<Checked> {
    const model = await this.modelFor(request.type);
    const place = { account: this.config.account, region: this.regionOf(request.news) ?? "" };
    const fresh = (): string => this.world.scope(place).nextLife(`name ${model.type}`, request.urn);
    return checkInputs(model, request, fresh);
  }

  async diff(request: protocol.DiffRequest): Promise<DiffResult> {
    return diffResource(await this.modelFor(request.type), request, this.config);
  }

  async create(request: protocol.CreateRequest): Promise<{ id: string; properties: ValueMap }> {
    const model = await this.modelFor(request.type);
    const inputs = withoutDialect(request.properties);
    const region = this.regionOf(inputs);
    const context = { ...this.config, region };
    if (request.preview) return { id: "", properties: previewOutputs(model, inputs, context) };
    const scope = this.scopeFor(model, region);
    const made = await this.refusing(model, "create", "", () =>
      this.make(model, scope, inputs, request),
    );
    this.record("create", request, inputs, scope);
    const { id, found, failure } = made;
    const properties = { id, ...fullOutputs(model, found ?? inputs, inputs, context) };
    if (failure === undefined) return { id, properties };
    const { code, reason } = waitingFailed(failure, model);
    throw new Refusal(reason, code, {
      id,
      properties,
      inputs: request.properties,
      reasons: [reason],
    });
  }

  async read(
    request: protocol.ReadRequest,
  ): Promise<{ id: string; inputs: ValueMap; properties: ValueMap }> {
    const model = await this.modelFor(request.type);
    const known = { ...withoutDialect(request.inputs), ...withoutDialect(request.properties) };
    const region = this.regionOf(known);
    const scope = this.scopeFor(model, region);
    const found = this.world.store.peek(() => model.read(scope, request.id, known));
    if (found === undefined) return { id: "", inputs: {}, properties: {} };
    const id = text(found, "id") ?? request.id;
    const outputs = fullOutputs(model, found, known, { ...this.config, region });
    const inputs = inputsFrom(model, outputs, request.inputs);
    return { id, inputs, properties: { id, ...outputs } };
  }

  async update(request: protocol.UpdateRequest): Promise<{ properties: ValueMap }> {
    const model = await this.modelFor(request.type);
    const news = withoutDialect(request.news);
    const region = this.regionOf(news);
    const context = { ...this.config, region };
    const { id } = request;
    if (request.preview)
      return { properties: { id, ...previewUpdate(model, request.oldOutputs, news, context) } };
    const scope = this.scopeFor(model, region);
    const change = {
      urn: request.urn,
      olds: withoutDialect(request.oldInputs),
      news: this.withTagsAll(model, news),
      outputs: withoutDialect(request.oldOutputs),
    };
    const known = { ...change.outputs, ...news };
    const found = await this.refusing(model, "update", id, () => {
      model.update?.(scope, id, change);
      return model.read(scope, id, known);
    });
    this.record("update", request, news, scope);
    return { properties: { id, ...fullOutputs(model, found ?? {}, known, context) } };
  }

  async delete(request: protocol.DeleteRequest): Promise<void> {
    const model = await this.modelFor(request.type);
    const known = { ...withoutDialect(request.inputs), ...withoutDialect(request.properties) };
    const scope = this.scopeFor(model, this.regionOf(known));
    await this.refusing(model, "delete", request.id, () => {
      model.delete(scope, request.id, known);
      forget(scope, model.type, request.id);
    });
    this.record("delete", request, known, scope);
  }

  async invoke(
    token: string,
    args: ValueMap,
  ): Promise<{ result: ValueMap; failures: readonly protocol.CheckFailure[] }> {
    const given = withoutDialect(args);
    const { account } = this.config;
    const region = this.regionOf(given) ?? "";
    const scope = this.world.scope({ account, region });
    // A look-up that brings the default VPC into being leaves it there: what it answered can be built upon.
    const result = await this.world.perform(() => invokeFunction(scope, token, given));
    return { result, failures: [] };
  }

  async cancel(): Promise<void> {
    // Every call ends by itself, at once.
    return Promise.resolve();
  }

  private get config(): Configuration {
    if (this.configuration === undefined) throw new Error("the provider has not been configured");
    return this.configuration;
  }

  private regionOf(properties: ValueMap): string | undefined {
    return text(properties, "region") ?? this.config.region;
  }

  private scopeFor(model: Model, region: string | undefined): Scope {
    if (region === undefined) throw new Error(`${model.type}: the region is not known yet`);
    const { account } = this.config;
    return this.world.scope({ account, region: model.global === true ? "" : region }, region);
  }

  private async modelFor(type: string): Promise<Model> {
    return findModel(type) ?? (await this.unmodelled(type));
  }

  private async unmodelled(type: string): Promise<Model> {
    const { options, unmodelled } = this.world;
    const { generic = [] } = options;
    if (generic !== "all" && !generic.includes(type)) return refuseUnmodelled(unmodelled, type);
    return genericModel(type);
  }

  private withTagsAll(model: Model, inputs: ValueMap): ValueMap {
    if (model.properties.tagsAll === undefined) return inputs;
    const tagsAll = mergeTags(this.config.defaultTags, tagsOf(inputs, "tags"));
    checkTags(tagsAll);
    return { ...inputs, tagsAll };
  }

  private make(model: Model, scope: Scope, inputs: ValueMap, request: protocol.CreateRequest) {
    const { urn, name, type } = request;
    let failure: FailedAfterCreate | undefined;
    let id: string;
    if (model.autoname !== undefined) scope.newLife(`name ${type}`, urn);
    try {
      id = model.create(scope, this.withTagsAll(model, inputs), { urn, name });
    } catch (error) {
      if (!(error instanceof FailedAfterCreate)) throw error;
      failure = error;
      ({ id } = error);
    }
    const keys =
      model.keys && Object.fromEntries(model.keys.map((key) => [key, inputs[key] ?? null]));
    remember(scope, { urn, type, resourceId: id, ...(keys === undefined ? {} : { keys }) });
    if (model.generic === true) this.world.countGeneric(type);
    return { id, found: model.read(scope, id, inputs), failure };
  }

  private async refusing<T>(
    model: Model,
    action: Action,
    id: string,
    operation: () => T,
  ): Promise<T> {
    try {
      return await this.world.perform(operation);
    } catch (error) {
      throw refusal(error, model, action, id);
    }
  }

  private record(
    action: Action,
    { type, urn }: { readonly type: string; readonly urn: string },
    inputs: ValueMap,
    scope: Scope,
  ): void {
    const { onOperation } = this.world.options;
    if (onOperation === undefined) return;
    const { account, region } = scope;
    const seconds = secondsFor(type, action, inputs);
    onOperation({ action, type, urn, account, region, seconds });
  }
}
