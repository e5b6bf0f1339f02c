/**
 * Asks the published awsx, where its plugin is installed, what it makes of every case: `published.jsonl` says what it made,
 * and ours is compared with that. It was recorded from pulumi-awsx at e60adf3c, the last public source before 3.9.0, with the
 * same arguments. When awsx is upgraded, PAN_RECORD_AWSX=1 writes it down anew.
 */
import { expect } from "chai";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import engineProto = require("@pulumi/pulumi/proto/engine_pb");
import providerProto = require("@pulumi/pulumi/proto/provider_pb");
import resourceProto = require("@pulumi/pulumi/proto/resource_pb");
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { serve } from "../../../engine/language/server";
import { constructMessage, constructResult } from "../../../engine/plugin/constructMessage";
import { findPlugin, type Executable } from "../../../engine/plugin/installedPlugin";
import { configurePlugin } from "../../../engine/plugin/installedProvider";
import { startClient } from "../../../engine/plugin/pluginClient";
import type { Registration } from "../../../simulator/protocol";
import { cases } from "./cases";
import { FakeMonitor, recorded } from "./fakeMonitor";

type Callback = (error: Error | null, response?: unknown) => void;

let monitor = new FakeMonitor(false);

function answer<Q>(handle: (request: Q) => unknown) {
  return (request: Q, callback: Callback) => {
    Promise.resolve()
      .then(() => handle(request))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(error as Error),
      );
  };
}

function registrationOf(request: resourceProto.RegisterResourceRequest): Registration {
  const timeouts = request.getCustomtimeouts()?.toObject() ?? {};
  const texts = Object.entries(timeouts).filter(([, text]) => text !== "");
  const propertyDependencies: Record<string, readonly string[]> = {};
  request.getPropertydependenciesMap().forEach((list, key) => {
    propertyDependencies[key] = list.getUrnsList();
  });
  return {
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    parent: request.getParent(),
    inputs: request.getObject()?.toJavaScript() ?? {},
    dependencies: request.getDependenciesList(),
    propertyDependencies,
    provider: request.getProvider(),
    providers: Object.fromEntries(request.getProvidersMap().toArray()),
    version: request.getVersion(),
    aliases: request.getAliasesList().map((alias) => {
      if (alias.getUrn() !== "") return { urn: alias.getUrn() };
      const { name, type } = alias.getSpec()?.toObject() ?? {};
      return { ...(name ? { name } : {}), ...(type ? { type } : {}) };
    }),
    options: {
      protect: request.getProtect(),
      retainOnDelete: request.getRetainondelete(),
      deletedWith: request.getDeletedwith(),
      ignoreChanges: request.getIgnorechangesList(),
      replaceOnChanges: request.getReplaceonchangesList(),
      customTimeouts: Object.fromEntries(texts) as Record<string, string>,
    },
  };
}

const handlers = {
  supportsFeature: answer(() => {
    const response = new resourceProto.SupportsFeatureResponse();
    response.setHassupport(true);
    return response;
  }),
  registerResource: answer(async (request: resourceProto.RegisterResourceRequest) => {
    const { urn, id, properties } = await monitor.register(registrationOf(request));
    const response = new resourceProto.RegisterResourceResponse();
    response.setUrn(urn);
    response.setId(id);
    response.setObject(Struct.fromJavaScript(properties));
    return response;
  }),
  registerResourceOutputs: answer(async (request: resourceProto.RegisterResourceOutputsRequest) => {
    await monitor.registerOutputs(request.getUrn());
    return new Empty();
  }),
  invoke: answer(async (request: resourceProto.ResourceInvokeRequest) => {
    const args = request.getArgs()?.toJavaScript() ?? {};
    const { result } = await monitor.invoke(request.getTok(), args);
    const response = new providerProto.InvokeResponse();
    response.setReturn(Struct.fromJavaScript(result));
    return response;
  }),
};

const engine = {
  log: answer(() => new Empty()),
  getRootResource: answer(() => new engineProto.GetRootResourceResponse()),
  setRootResource: answer(() => new engineProto.SetRootResourceResponse()),
};

async function askPublished(plugin: Executable): Promise<readonly string[]> {
  const server = await serve(handlers as never, engine as never);
  const start = {
    ...plugin,
    engineAddress: server.address,
    env: process.env,
    onLine: () => undefined,
  };
  const client = await startClient(start);
  await configurePlugin(client, "urn:pulumi:dev::awsx::pulumi:providers:awsx::default", {});
  const lines: string[] = [];
  for (const { title, request } of cases) {
    monitor = new FakeMonitor(request.deployment.dryRun);
    const deployment = { ...request.deployment, monitorAddress: server.address };
    const message = constructMessage({ ...request, deployment });
    const constructed = client
      .call<providerProto.ConstructResponse>("construct", message)
      .then(constructResult);
    const made = await recorded(monitor, constructed);
    lines.push(JSON.stringify([title, made]));
    // What a refused component had begun still registers: not with the next one's monitor.
    await setTimeout(200);
  }
  await client.close();
  server.close();
  return lines;
}

describe("the published awsx", () => {
  const plugin = findPlugin("awsx", "3.9.0", process.env);

  before(function () {
    if (plugin !== undefined) return;
    process.stdout.write("      skipped: the plugin awsx 3.9.0 is not installed\n");
    this.skip();
  });

  it("makes of every case what was recorded of it", async function () {
    this.timeout(120_000);
    const lines = await askPublished(plugin!);
    const recording = join(__dirname, "published.jsonl");
    if (process.env.PAN_RECORD_AWSX) writeFileSync(recording, `${lines.join("\n")}\n`);
    expect(lines).to.deep.equal(readFileSync(recording, "utf8").trim().split("\n"));
  });
});
