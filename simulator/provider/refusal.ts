/** Errors as the real provider words them, with AWS's code to be found in them. */
import type { FailedAfterCreate } from "../errors";
import { AwsError } from "../errors";
import type { Model } from "../model";
import type { PartialFailure } from "../protocol";

/** What a provider's method rejects with. */
export class Refusal extends Error {
  constructor(
    message: string,
    /** AWS's error code, where AWS refused. */
    readonly code?: string,
    readonly partial?: PartialFailure,
  ) {
    super(message);
    this.name = "Refusal";
  }
}

const doing = {
  create: "creating",
  read: "reading",
  update: "updating",
  delete: "deleting",
} as const;

/** `creating EC2 Subnet: operation error EC2: CreateSubnet, api error InvalidSubnet.Range: The CIDR '…' is invalid.` */
export function refusal(
  error: unknown,
  model: Model,
  action: keyof typeof doing,
  id = "",
): unknown {
  if (!(error instanceof AwsError)) return error;
  const operation =
    error.operation ?? (action === "read" ? "Describe" : model.calls[action]) ?? "Describe";
  const what = id === "" ? model.noun : `${model.noun} (${id})`;
  return new Refusal(
    `${doing[action]} ${what}: operation error ${model.service}: ${operation}, api error ${error.code}: ${error.message}`,
    error.code,
  );
}

/** The call succeeded; then waiting for what it made did not, or a further call. */
export function failedAfterCreate(
  { id, cause }: FailedAfterCreate,
  model: Model,
): { readonly code?: string; readonly reason: string } {
  if (!(cause instanceof AwsError)) return { reason: cause.message };
  const { code, message, operation } = cause;
  const what = `${model.noun} (${id})`;
  const reason =
    operation === undefined
      ? `waiting for ${what} create: unexpected state 'failed', wanted target 'available'. last error: ${code}: ${message}`
      : `${what}: operation error ${model.service}: ${operation}, api error ${code}: ${message}`;
  return { code, reason };
}
