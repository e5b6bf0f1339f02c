/** One provider resource of the package `aws`, configured once: the provider protocol over a simulated world. */
import { FailedAfterCreate } from "../errors";
import { secondsFor } from "../durations";
import { importedFrom } from "./importedFrom";
import { invokeFunction } from "./invoke";
import { findModel } from "../services/registry";
import type { Model } from "../model";
import { forgetRecorded, recordedOf, withRecorded } from "../priming/recorded";
import { standingModel } from "../priming/standing";
import type * as protocol from "../protocol";
import type { Checked, DiffResult, Provider, ValueMap } from "../protocol";
import { tagsOf, text } from "../values";
import { forget, remember } from "../world/managed";
import type { After, Scope } from "../world/scope";
import type { World } from "../world/world";
import { refuseBypassed } from "./bypassed";
import { Caller, type Call } from "./caller";
import { checkInputs } from "./check";
import { isSame } from "./compare";
import { checkRegion, decodeConfig, readConfig, type Configuration } from "./config";
import { diffResource } from "./diff";
import { withoutDialect } from "./dialect";
import { genericModel } from "./generic";
import { fullOutputs, inputsFrom, previewOutputs, previewUpdate } from "./outputs";
import { failedAfterCreate, Refusal } from "./refusal";
import { checkTags, mergeTags } from "./tags";
import { refuseUnmodelled } from "./unmodelled";

interface Doing extends Omit<Call, "id"> {
  /** By id: seconds after its making. */
  readonly after: ReadonlyMap<string, number>;
}

export class SimulatedProvider implements Provider {
  private configuration: Configuration | undefined;
  /** As last checked: an older CLI configures without a URN. */
  private checkedUrn = "";
  private readonly caller: Caller;

  constructor(private readonly world: World) {
    this.caller = new Caller(world);
  }

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
      account: options.account ?? this.world.homeAccount,
      primed: this.world.primedAccounts.get(urn === "" ? this.checkedUrn : urn),
    });
    return Promise.resolve({ acceptSecrets: false, supportsPreview: true });
  }

  async check(request: protocol.CheckRequest): Promise<Checked> {
    const model = await this.modelFor(request.type);
    const place = { account: this.config.account, region: this.regionOf(request.news) ?? "" };
    const fresh = (): string => this.world.scope(place).nextLife(`name ${model.type}`, request.urn);
    const { inputs, failures } = checkInputs(model, request, fresh);
    return { inputs: withRegion(model, inputs, this.config.region), failures };
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
    const doing = this.begin(model, "create", request, inputs);
    const { value: made } = await this.caller.call({ ...doing, id: "" }, () =>
      this.make(model, doing.scope, inputs, request),
    );
    this.record(doing, request, inputs);
    const { id, failure } = made;
    const isWaited = failure === undefined && (await this.waitFor(model, doing.scope, id));
    const found = isWaited ? this.look(model, doing.scope, id, inputs) : made.found;
    const properties = { id, ...fullOutputs(model, found ?? inputs, inputs, context) };
    if (failure === undefined) return { id, properties };
    const { code, reason } = failedAfterCreate(failure, model);
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
    const asked = importedFrom(request);
    const known = { ...withoutDialect(request.inputs), ...withoutDialect(request.properties) };
    const region = asked.region ?? this.regionOf(known);
    const { model, scope } = await this.standing({ ...request, id: asked.id }, region);
    const found = this.look(model, scope, asked.id, known);
    if (found === undefined) return { id: "", inputs: {}, properties: {} };
    const id = text(found, "id") ?? asked.id;
    const outputs = fullOutputs(model, found, known, { ...this.config, region });
    const inputs = inputsFrom(model, outputs, request.inputs);
    const placed = asked.region === undefined ? inputs : { ...inputs, region: asked.region };
    return { id, inputs: placed, properties: { id, ...outputs } };
  }

  async update(request: protocol.UpdateRequest): Promise<{ properties: ValueMap }> {
    const news = withoutDialect(request.news);
    const region = this.regionOf(news);
    const { model } = await this.standing(request, region);
    const context = { ...this.config, region };
    const { id } = request;
    if (request.preview)
      return { properties: { id, ...previewUpdate(model, request.oldOutputs, news, context) } };
    const doing = this.begin(model, "update", request, news);
    const { scope } = doing;
    const change = {
      urn: request.urn,
      olds: withoutDialect(request.oldInputs),
      news: this.withTagsAll(model, news),
      outputs: withoutDialect(request.oldOutputs),
    };
    const known = { ...reported(model, change.outputs), ...news };
    const { value: after } = await this.caller.call({ ...doing, id }, () => {
      refuseBypassed(model, news);
      model.update?.(scope, id, change);
      const now = model.idAfterUpdate?.(scope, known) ?? id;
      return { id: now, found: this.found(model, scope, now, known) };
    });
    this.record(doing, request, news);
    const outputs = fullOutputs(model, after.found ?? {}, known, context);
    return { properties: { id: after.id, ...outputs } };
  }

  async delete(request: protocol.DeleteRequest): Promise<void> {
    const known = { ...withoutDialect(request.inputs), ...withoutDialect(request.properties) };
    const { model } = await this.standing(request, this.regionOf(known));
    const doing = this.begin(model, "delete", request, known);
    const { scope } = doing;
    await this.caller.call({ ...doing, id: request.id }, () => {
      model.delete(scope, request.id, known);
      forget(scope, model.type, request.id);
      forgetRecorded(scope, model.type, request.id);
    });
    this.record(doing, request, known);
  }

  async invoke(
    token: string,
    args: ValueMap,
  ): Promise<{ result: ValueMap; failures: readonly protocol.CheckFailure[] }> {
    const given = withoutDialect(args);
    const { account } = this.config;
    const asked = this.regionOf(given);
    const known = this.world.options.answers?.({ token, args: given, region: asked });
    if (known !== undefined) return { result: known, failures: [] };
    const scope = this.world.scope({ account, region: asked ?? "" });
    // A look-up that brings the default VPC into being leaves it there: what it answered can be built upon.
    const result = await this.world.perform(() => invokeFunction(scope, token, given, this.config));
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

  private scopeFor(
    model: Model,
    home: string | undefined,
    onAfter?: (after: After) => void,
  ): Scope {
    if (home === undefined) throw new Error(`${model.type}: the region is not known yet`);
    const { account } = this.config;
    const region = model.global === true ? "" : home;
    return this.world.scope(
      { account, region },
      { home, ...(onAfter === undefined ? {} : { onAfter }) },
    );
  }

  /** What is needed for a call, and what is noted on the way. */
  private begin(
    model: Model,
    action: "create" | "update" | "delete",
    { urn, timeout }: { readonly urn: string; readonly timeout: number },
    inputs: ValueMap,
  ): Doing {
    const after = new Map<string, number>();
    const note = ({ id, seconds }: After): void => void after.set(id, seconds);
    const scope = this.scopeFor(model, this.regionOf(inputs), note);
    const main = model.calls[action];
    const others = model.otherCalls?.(action, inputs) ?? [];
    const names = main === undefined ? others : [main, ...others];
    return { model, action, urn, timeout, scope, names, after };
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

  /** Until what was made is there for others. @returns whether there was anything to wait for */
  private async waitFor(model: Model, scope: Scope, id: string): Promise<boolean> {
    const until = model.waitsFor?.(scope, id)?.settlesAt;
    if (until === undefined) return false;
    await this.world.advance(Math.max(0, until - scope.clock));
    return true;
  }

  private look(model: Model, scope: Scope, id: string, known: ValueMap): ValueMap | undefined {
    return this.world.store.peek(() => this.found(model, scope, id, known));
  }

  /** What AWS has, in the words in which it was recorded where it was taken over. */
  private found(model: Model, scope: Scope, id: string, known: ValueMap): ValueMap | undefined {
    const found = model.read(scope, id, known);
    return found && withRecorded(found, recordedOf(scope, model.type, id));
  }

  /** The model of what stands there already, and where. */
  private async standing(
    { type, id }: { readonly type: string; readonly id: string },
    region: string | undefined,
  ): Promise<{ model: Model; scope: Scope }> {
    const model = await this.modelFor(type);
    const scope = this.scopeFor(model, region);
    return { model: standingModel(scope, model, id) ?? model, scope };
  }

  private make(model: Model, scope: Scope, inputs: ValueMap, request: protocol.CreateRequest) {
    const { urn, name, type } = request;
    let failure: FailedAfterCreate | undefined;
    let id: string;
    refuseBypassed(model, inputs);
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

  private record(
    { action, after, names, scope }: Doing,
    { type, urn }: { readonly type: string; readonly urn: string },
    inputs: ValueMap,
  ): void {
    const { onOperation } = this.world.options;
    if (onOperation === undefined) return;
    const { account, region } = scope;
    onOperation({
      action,
      type,
      urn,
      account,
      region,
      seconds: secondsFor(type, action, inputs),
      calls: names,
      after: [...after].map(([id, seconds]) => ({ id, seconds })),
    });
  }
}

/** Without what only the provider knows: that is as the inputs say, or not there. */
function reported({ properties }: Model, outputs: ValueMap): ValueMap {
  return Object.fromEntries(
    Object.entries(outputs).filter(
      ([key]) => properties[key]?.local !== true || properties[key].computed === true,
    ),
  );
}

/** As version 7 of the real provider writes it into the inputs of what is in a region. */
function withRegion(model: Model, inputs: ValueMap, region: string | undefined): ValueMap {
  if (model.properties.region === undefined || "region" in inputs || region === undefined)
    return inputs;
  return { ...inputs, region };
}
