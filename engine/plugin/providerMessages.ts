/** The provider protocol's messages, to and from the plain values in which this engine speaks it. */
import type { Metadata, ServiceError } from "@grpc/grpc-js";
import providerProto = require("@pulumi/pulumi/proto/provider_pb");
import statusProto = require("@pulumi/pulumi/proto/status_pb");
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type {
  CallRequest,
  CallResult,
  CheckFailure,
  CheckRequest,
  CreateRequest,
  DeleteRequest,
  DiffKind,
  DiffRequest,
  DiffResult,
  PartialFailure,
  ReadRequest,
  UpdateRequest,
  ValueMap,
} from "../provider";

export const toStruct = (map: ValueMap): Struct => Struct.fromJavaScript(map);
export const fromStruct = (struct: Struct | undefined): ValueMap => struct?.toJavaScript() ?? {};

/** What names a resource in every request. */
function named<M extends { setUrn(urn: string): unknown }>(
  message: M & { setName(name: string): unknown; setType(type: string): unknown },
  { urn, name, type }: { urn: string; name: string; type: string },
): M {
  message.setUrn(urn);
  message.setName(name);
  message.setType(type);
  return message;
}

/** For `CheckConfig` and `DiffConfig`. */
export function configMessage<M extends providerProto.CheckRequest | providerProto.DiffRequest>(
  message: M,
  urn: string,
  olds: ValueMap,
  news: ValueMap,
): M {
  message.setUrn(urn);
  message.setOlds(toStruct(olds));
  message.setNews(toStruct(news));
  return message;
}

export function checkMessage(request: CheckRequest): providerProto.CheckRequest {
  const message = named(new providerProto.CheckRequest(), request);
  message.setOlds(toStruct(request.olds));
  message.setNews(toStruct(request.news));
  message.setRandomseed(request.randomSeed);
  return message;
}

export function checkResult(response: providerProto.CheckResponse): {
  inputs: ValueMap;
  failures: readonly CheckFailure[];
} {
  return {
    inputs: fromStruct(response.getInputs()),
    failures: failuresOf(response.getFailuresList()),
  };
}

export function failuresOf(list: readonly providerProto.CheckFailure[]): readonly CheckFailure[] {
  return list.map((one) => ({ property: one.getProperty(), reason: one.getReason() }));
}

export function diffMessage(request: DiffRequest): providerProto.DiffRequest {
  const message = named(new providerProto.DiffRequest(), request);
  message.setId(request.id);
  message.setOlds(toStruct(request.oldOutputs));
  message.setOldInputs(toStruct(request.oldInputs));
  message.setNews(toStruct(request.news));
  message.setIgnorechangesList([...request.ignoreChanges]);
  return message;
}

const kinds: readonly DiffKind[] = [
  ...(["add", "add-replace", "delete", "delete-replace", "update", "update-replace"] as const),
];

export function diffResult(response: providerProto.DiffResponse): DiffResult {
  const { DIFF_SOME, DIFF_UNKNOWN } = providerProto.DiffResponse.DiffChanges;
  const changes = response.getChanges();
  const result = {
    changes: changes === DIFF_UNKNOWN ? ("unknown" as const) : changes === DIFF_SOME,
    replaces: response.getReplacesList(),
    deleteBeforeReplace: response.getDeletebeforereplace(),
    diffs: response.getDiffsList(),
  };
  if (!response.getHasdetaileddiff()) return result;
  const detailedDiff: Record<string, { kind: DiffKind; inputDiff: boolean }> = {};
  response.getDetaileddiffMap().forEach((one, path) => {
    detailedDiff[path] = {
      kind: kinds[one.getKind()] ?? "update",
      inputDiff: one.getInputdiff(),
    };
  });
  return { ...result, detailedDiff };
}

export function createMessage(request: CreateRequest): providerProto.CreateRequest {
  const message = named(new providerProto.CreateRequest(), request);
  message.setProperties(toStruct(request.properties));
  message.setTimeout(request.timeout);
  message.setPreview(request.preview);
  return message;
}

export function readMessage(request: ReadRequest): providerProto.ReadRequest {
  const message = named(new providerProto.ReadRequest(), request);
  message.setId(request.id);
  message.setInputs(toStruct(request.inputs));
  message.setProperties(toStruct(request.properties));
  return message;
}

export function updateMessage(request: UpdateRequest): providerProto.UpdateRequest {
  const message = named(new providerProto.UpdateRequest(), request);
  message.setId(request.id);
  message.setOlds(toStruct(request.oldOutputs));
  message.setOldInputs(toStruct(request.oldInputs));
  message.setNews(toStruct(request.news));
  message.setTimeout(request.timeout);
  message.setPreview(request.preview);
  message.setIgnorechangesList([...request.ignoreChanges]);
  return message;
}

export function deleteMessage(request: DeleteRequest): providerProto.DeleteRequest {
  const message = named(new providerProto.DeleteRequest(), request);
  message.setId(request.id);
  message.setProperties(toStruct(request.properties));
  message.setOldInputs(toStruct(request.inputs));
  message.setTimeout(request.timeout);
  return message;
}

export function callMessage(request: CallRequest): providerProto.CallRequest {
  const { deployment } = request;
  const message = new providerProto.CallRequest();
  message.setTok(request.token);
  message.setArgs(toStruct(request.args));
  for (const [name, urns] of Object.entries(request.argDependencies)) {
    const dependencies = new providerProto.CallRequest.ArgumentDependencies();
    dependencies.setUrnsList([...urns]);
    message.getArgdependenciesMap().set(name, dependencies);
  }
  message.setProject(deployment.project);
  message.setStack(deployment.stack);
  message.setOrganization("organization");
  message.setDryrun(deployment.dryRun);
  message.setParallel(deployment.parallel);
  message.setMonitorendpoint(deployment.monitorAddress);
  for (const [key, value] of Object.entries(deployment.config))
    message.getConfigMap().set(key, value);
  message.setConfigsecretkeysList([...deployment.configSecretKeys]);
  message.setAcceptsOutputValues(true);
  return message;
}

export function callResult(response: providerProto.CallResponse): CallResult {
  const returnDependencies: Record<string, readonly string[]> = {};
  response.getReturndependenciesMap().forEach((value, key) => {
    returnDependencies[key] = value.getUrnsList();
  });
  return {
    result: fromStruct(response.getReturn()),
    failures: failuresOf(response.getFailuresList()),
    returnDependencies,
  };
}

const detailsKey = "grpc-status-details-bin";

/** What was made all the same, from the details of a failed call. */
export function partialFailureOf({ metadata }: ServiceError): PartialFailure | undefined {
  const [bytes] = (metadata as Metadata | undefined)?.get(detailsKey) ?? [];
  if (!Buffer.isBuffer(bytes)) return undefined;
  for (const detail of statusProto.Status.deserializeBinary(bytes).getDetailsList()) {
    if (!detail.getTypeUrl().endsWith("/pulumirpc.ErrorResourceInitFailed")) continue;
    const failed = providerProto.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
    const inputs = failed.getInputs();
    return {
      id: failed.getId(),
      properties: fromStruct(failed.getProperties()),
      reasons: failed.getReasonsList(),
      ...(inputs === undefined ? {} : { inputs: fromStruct(inputs) }),
    };
  }
  return undefined;
}
