/** A refusal: AWS's error code and message, dressed by the provider as the real one dresses it. */

export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** The API operation that refused, where it is not the one that the resource's action is named after. */
    readonly operation?: string,
  ) {
    super(message);
    this.name = "AwsError";
  }
}

/** The call succeeded and what it made then failed: the resource exists, and Pulumi must know it. */
export class FailedAfterCreate extends Error {
  constructor(
    readonly id: string,
    override readonly cause: AwsError | ProviderError,
  ) {
    super(cause.message);
    this.name = "FailedAfterCreate";
  }
}

/** The provider's own refusals, before any call: no AWS code, the provider's text. */
export class ProviderError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ProviderError";
  }
}
