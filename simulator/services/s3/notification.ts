/**
 * What a bucket tells others of what happens in it. Replaces as internal/service/s3/bucket_notification.go says.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html
 */
import { AwsError } from "../../errors";
import { requiredForcesNew, region, type Model } from "../../model";
import type { Value, ValueMap } from "../../protocol";
import type { Thing } from "../../resource/spec";
import { flag, maps, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { findQueue } from "../sqs/entities";
import { findTopic } from "../sns/entities";
import { aspectOf, findBucket, needBucket, setAspect } from "./entities";
import { functionLets, policyLets } from "./destinations";

interface Destination {
  /** In an error: as the API names it. */
  readonly arn: string;
  readonly rule: ValueMap;
  /** It exists, and lets S3 in. */
  readonly isValid: boolean;
  readonly isFifo?: boolean;
}

function destinations(scope: Scope, bucket: Thing, inputs: ValueMap): readonly Destination[] {
  const policyOf = (thing: Thing | undefined): string =>
    text(thing?.properties ?? {}, "policy") ?? "";
  return [
    ...maps(inputs, "lambdaFunctions").map((rule): Destination => {
      const arn = text(rule, "lambdaFunctionArn") ?? "";
      return { arn, rule, isValid: functionLets(scope, arn, bucket) };
    }),
    ...maps(inputs, "queues").map((rule): Destination => {
      const arn = text(rule, "queueArn") ?? "";
      const isValid = policyLets(policyOf(findQueue(scope, arn)), "sqs:SendMessage", bucket);
      return { arn, rule, isValid, isFifo: arn.endsWith(".fifo") };
    }),
    ...maps(inputs, "topics").map((rule): Destination => {
      const arn = text(rule, "topicArn") ?? "";
      const isValid = policyLets(policyOf(findTopic(scope, arn)), "sns:Publish", bucket);
      return { arn, rule, isValid, isFifo: arn.endsWith(".fifo") };
    }),
  ];
}

const refuse = (message: string): AwsError => new AwsError("InvalidArgument", message);

function accept(scope: Scope, bucket: Thing, inputs: ValueMap): void {
  const all = destinations(scope, bucket, inputs);
  for (const { rule } of all)
    for (const event of texts(rule, "events"))
      if (!/^s3:[A-Z]\w+(:(\w+|\*))?$/.test(event))
        throw refuse(`The event '${event}' is not supported for notifications`);
  const fifo = all.find((one) => one.isFifo === true);
  if (fifo !== undefined)
    throw refuse(`FIFO queues and topics are not supported as destinations: ${fifo.arn}`);
  const elsewhere = all.find(({ arn }) => arn.split(":")[3] !== bucket.region);
  if (elsewhere !== undefined)
    throw refuse(
      `The notification destination service region is not valid for the bucket location constraint: ${elsewhere.arn}`,
    );
  const invalid = all.filter((one) => !one.isValid);
  if (invalid.length > 0)
    throw refuse(
      `Unable to validate the following destination configurations: ${invalid.map((one) => one.arn).join(", ")}`,
    );
  all.forEach(({ rule }, index) => {
    if (all.slice(index + 1).some((other) => doOverlap(rule, other.rule)))
      throw refuse(
        "Configurations overlap. Configurations on the same bucket cannot share a common event type.",
      );
  });
}

/** One event can be of both, for one name. */
function doOverlap(one: ValueMap, other: ValueMap): boolean {
  const isShared = texts(one, "events").some((event) =>
    texts(other, "events").some((another) => covers(event, another) || covers(another, event)),
  );
  const share = (key: string, fits: (long: string, short: string) => boolean): boolean => {
    const [a, b] = [text(one, key) ?? "", text(other, key) ?? ""];
    return fits(a, b) || fits(b, a);
  };
  return (
    isShared &&
    share("filterPrefix", (long, short) => long.startsWith(short)) &&
    share("filterSuffix", (long, short) => long.endsWith(short))
  );
}

const covers = (wide: string, narrow: string): boolean =>
  wide === narrow || (wide.endsWith("*") && narrow.startsWith(wide.slice(0, -1)));

/** The whole configuration of the bucket: a second one takes the first's place. */
function put(scope: Scope, inputs: ValueMap): string {
  const bucket = needBucket(scope, text(inputs, "bucket") ?? "");
  if (scope.pinned === undefined) accept(scope, bucket, inputs);
  const kept = ["lambdaFunctions", "queues", "topics"].map((key): [string, Value] => [
    key,
    maps(inputs, key),
  ]);
  setAspect(scope, bucket, "notification", {
    ...Object.fromEntries(kept.filter(([, value]) => Array.isArray(value) && value.length > 0)),
    eventbridge: flag(inputs, "eventbridge") ?? false,
  });
  return bucket.id;
}

export const bucketNotification: Model = {
  type: "aws:s3/bucketNotification:BucketNotification",
  service: "S3",
  noun: "S3 Bucket Notification",
  calls: {
    create: "PutBucketNotificationConfiguration",
    update: "PutBucketNotificationConfiguration",
    delete: "PutBucketNotificationConfiguration",
  },
  properties: {
    region,
    bucket: requiredForcesNew,
    eventbridge: { kind: "flag", default: false },
    lambdaFunctions: { kind: "list" },
    queues: { kind: "list" },
    topics: { kind: "list" },
  },
  create: put,
  read(scope, id) {
    const bucket = findBucket(scope, id);
    const value = bucket?.account === scope.account ? aspectOf(bucket, "notification") : undefined;
    return value === undefined ? undefined : { bucket: id, ...value };
  },
  update: (scope, _id, { news }) => void put(scope, news),
  delete(scope, id) {
    const bucket = findBucket(scope, id);
    if (bucket?.account === scope.account) setAspect(scope, bucket, "notification", undefined);
  },
};
