/**
 * A resource type that sets one aspect of a bucket. Two of them for one bucket overwrite each other, as in AWS. The
 * types that `@pulumi/aws` has twice are the same thing under both names.
 */
import { AwsError } from "../../errors";
import { region, type Calls, type Model, type Properties, type Retry } from "../../model";
import type { ValueMap } from "../../protocol";
import type { Thing } from "../../resource/spec";
import { accountId, ofLength } from "../../resource/forms";
import { text } from "../../values";
import type { Scope } from "../../world/scope";
import { aspectOf, findBucket, needBucket, setAspect, type Aspect } from "./entities";

interface Request {
  readonly scope: Scope;
  readonly bucket: Thing;
  readonly inputs: ValueMap;
  /** What was set before, by whomever. */
  readonly before: ValueMap | undefined;
}

interface Configuration {
  /** As tokens have it: `Versioning` of `BucketVersioning`. */
  readonly name: string;
  readonly noun: string;
  readonly calls: Calls;
  readonly aspect: Aspect;
  /** Beside the bucket. */
  readonly properties: Properties;
  readonly validate?: Model["validate"];
  readonly update?: Retry;
  /** @throws AwsError */
  readonly accept?: (request: Request) => void;
  /** What AWS fills in. */
  readonly fill?: (request: Request) => ValueMap;
  /** Of the outputs, what follows from elsewhere. */
  readonly show?: (value: ValueMap) => ValueMap;
  /** Whether giving it up leaves it as it is. */
  readonly staysIf?: (known: ValueMap) => boolean;
  /** The provider's id. @default - the bucket, and the owner that is expected of it, if there is one */
  readonly id?: (inputs: ValueMap) => string;
}

export const named: Properties = {
  bucket: { required: true, replaces: true, form: ofLength(1, 63) },
};
/** To say for the first time that it is the account itself, whose it is anyway, is an update only. */
export const owned: Properties = {
  ...named,
  expectedBucketOwner: {
    replaces: (before, after, _inputs, account) =>
      after !== account || (before !== undefined && before !== ""),
    form: accountId,
  },
};

const ownedId = (inputs: ValueMap): string =>
  [text(inputs, "bucket"), text(inputs, "expectedBucketOwner")]
    .filter((part) => part !== undefined)
    .join(",");

function put(configuration: Configuration, scope: Scope, inputs: ValueMap): void {
  const { accept, fill, aspect, properties } = configuration;
  const bucket = needBucket(scope, text(inputs, "bucket") ?? "");
  const owner = text(inputs, "expectedBucketOwner");
  if (owner !== undefined && owner !== bucket.account)
    throw new AwsError("AccessDenied", `Access Denied: ${bucket.id} is not of account ${owner}.`);
  const request = { scope, bucket, inputs, before: aspectOf(bucket, aspect) };
  if (scope.pinned === undefined) accept?.(request);
  const held = Object.entries(inputs).filter(
    ([key]) => key !== "bucket" && key in properties && properties[key]?.local !== true,
  );
  setAspect(scope, bucket, aspect, { ...fill?.(request), ...Object.fromEntries(held) });
}

/** An import has the id only, which begins with the bucket. */
function bucketOf(scope: Scope, id: string, known: ValueMap): Thing | undefined {
  const bucket = findBucket(scope, text(known, "bucket") ?? id.split(",")[0] ?? "");
  const isOwn = bucket?.account === scope.account && bucket.region === scope.region;
  return isOwn ? bucket : undefined;
}

function model(type: string, configuration: Configuration): Model {
  const { noun, calls, aspect, properties, validate, show, staysIf, id } = configuration;
  const { update } = configuration;
  return {
    type,
    service: "S3",
    noun,
    calls,
    ...(validate === undefined ? {} : { validate }),
    ...(update === undefined ? {} : { retries: { create: update, update } }),
    properties: { region, bucket: { required: true, replaces: true }, ...properties },
    create(scope, inputs) {
      put(configuration, scope, inputs);
      return scope.pinned?.id ?? (id ?? ownedId)(inputs);
    },
    read(scope, resourceId, known) {
      const bucket = bucketOf(scope, resourceId, known);
      const value = bucket === undefined ? undefined : aspectOf(bucket, aspect);
      if (bucket === undefined || value === undefined) return undefined;
      return { bucket: bucket.id, ...value, ...show?.(value) };
    },
    update: (scope, _id, { news }) => put(configuration, scope, news),
    delete(scope, resourceId, known) {
      const bucket = bucketOf(scope, resourceId, known);
      if (bucket !== undefined && staysIf?.(known) !== true)
        setAspect(scope, bucket, aspect, undefined);
    },
  };
}

const tokenOf = (name: string): string => `aws:s3/bucket${name}:Bucket${name}`;

export const defineConfiguration = (configuration: Configuration): Model =>
  model(tokenOf(configuration.name), configuration);

/** Under its name, and under that of the deprecated `…V2`. */
export const defineTwins = (configuration: Configuration): readonly [Model, Model] => [
  model(tokenOf(configuration.name), configuration),
  model(tokenOf(`${configuration.name}V2`), configuration),
];
