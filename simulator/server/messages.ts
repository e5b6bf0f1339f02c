/** Between protocol messages and plain values. */
import type { Metadata, ServiceError } from "@grpc/grpc-js";
import * as grpc from "@grpc/grpc-js";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type {
  Autonaming,
  CheckFailure,
  DiffKind,
  DiffResult,
  PartialFailure,
  ValueMap,
} from "../protocol";

export function toMap(struct: Struct | undefined): ValueMap {
  return struct?.toJavaScript() ?? {};
}

export function toStruct(map: ValueMap): Struct {
  return Struct.fromJavaScript(map);
}

export function toFailures(failures: readonly CheckFailure[]): provider.CheckFailure[] {
  return failures.map(({ property, reason }) => {
    const failure = new provider.CheckFailure();
    failure.setProperty(property);
    failure.setReason(reason);
    return failure;
  });
}

const { Kind } = provider.PropertyDiff;
const kinds: Readonly<Record<DiffKind, provider.PropertyDiff.Kind>> = {
  add: Kind.ADD,
  "add-replace": Kind.ADD_REPLACE,
  delete: Kind.DELETE,
  "delete-replace": Kind.DELETE_REPLACE,
  update: Kind.UPDATE,
  "update-replace": Kind.UPDATE_REPLACE,
};

export function toDiffResponse(diff: DiffResult): provider.DiffResponse {
  const response = new provider.DiffResponse();
  const { DIFF_NONE, DIFF_SOME, DIFF_UNKNOWN } = provider.DiffResponse.DiffChanges;
  if (diff.changes === "unknown") response.setChanges(DIFF_UNKNOWN);
  else response.setChanges(diff.changes ? DIFF_SOME : DIFF_NONE);
  response.setReplacesList([...diff.replaces]);
  response.setDiffsList([...diff.diffs]);
  response.setDeletebeforereplace(diff.deleteBeforeReplace);
  if (diff.detailedDiff === undefined) return response;
  response.setHasdetaileddiff(true);
  const detailed = response.getDetaileddiffMap();
  for (const [path, { kind, inputDiff }] of Object.entries(diff.detailedDiff)) {
    const one = new provider.PropertyDiff();
    one.setKind(kinds[kind]);
    one.setInputdiff(inputDiff);
    detailed.set(path, one);
  }
  return response;
}

interface Failed {
  readonly message: string;
  readonly partial?: PartialFailure;
}

/** What went wrong; where something was made all the same, with it in the status' details. */
export function toServiceError(error: unknown): Partial<ServiceError> {
  const { message, partial } =
    error instanceof Error ? (error as Failed) : { message: String(error), partial: undefined };
  const metadata: Metadata = new grpc.Metadata();
  if (partial !== undefined) {
    const detail = new provider.ErrorResourceInitFailed();
    detail.setId(partial.id);
    detail.setProperties(toStruct(partial.properties));
    if (partial.inputs !== undefined) detail.setInputs(toStruct(partial.inputs));
    detail.setReasonsList([...partial.reasons]);
    const packed = new Any();
    packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const status = new Status();
    status.setCode(grpc.status.UNKNOWN);
    status.setMessage(message);
    status.addDetails(packed);
    metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  }
  return { code: grpc.status.UNKNOWN, details: message, message, metadata };
}

const modes = ["propose", "enforce", "disabled"] as const;

export function toAutonaming(
  given: provider.CheckRequest.AutonamingOptions | undefined,
): Autonaming | undefined {
  if (given === undefined) return undefined;
  return { proposedName: given.getProposedName(), mode: modes[given.getMode()] };
}
