/**
 * When what is in a bucket moves to cheaper classes, and when it goes. Replaces as
 * internal/service/s3/bucket_lifecycle_configuration.go says.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html
 */
import { AwsError } from "../../errors";
import type { CheckFailure, ValueMap } from "../../protocol";
import { accountId } from "../../resource/forms";
import { isGiven, isMap, maps, number, text } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import { defineTwins, named } from "./configuration";

const actions = [
  "abortIncompleteMultipartUpload",
  "expiration",
  "noncurrentVersionExpiration",
  "noncurrentVersionTransitions",
  "transitions",
] as const;

/** Classes that take nothing younger. */
const infrequent: ReadonlySet<string> = new Set(["STANDARD_IA", "ONEZONE_IA"]);
const youngest = 30;

function checkRules(rules: readonly ValueMap[]): void {
  const ids = rules.map((rule) => text(rule, "id"));
  const twice = ids.find((id, index) => id !== undefined && ids.indexOf(id) !== index);
  if (twice !== undefined)
    throw new AwsError(
      "InvalidArgument",
      `Rule ID must be unique. Found same ID for more than one rule: ${twice}`,
    );
  if (rules.length > 1000)
    throw new AwsError("MalformedXML", `A bucket has at most 1000 rules, got ${rules.length}.`);
  for (const rule of rules) checkRule(rule);
}

function checkRule(rule: ValueMap): void {
  if (!actions.some((action) => isMap(rule[action]) || maps(rule, action).length > 0))
    throw new AwsError(
      "InvalidRequest",
      `At least one action needs to be specified in a rule: ${text(rule, "id") ?? "one"} has none.`,
    );
  const { expiration } = rule;
  const isNever = isMap(expiration) && number(expiration, "days") === 0 && !isOther(expiration);
  if (isNever)
    throw new AwsError(
      "InvalidArgument",
      "'Days' for Expiration action must be a positive integer, got 0",
    );
  for (const transition of maps(rule, "transitions")) checkTransition(rule, transition);
  for (const transition of maps(rule, "noncurrentVersionTransitions"))
    checkAge(transition, "NoncurrentDays", number(transition, "noncurrentDays"));
}

/** An expiration by something else than days, where they are nothing. */
const isOther = (expiration: ValueMap): boolean =>
  isGiven(expiration, "date") || expiration.expiredObjectDeleteMarker === true;

function checkTransition(rule: ValueMap, transition: ValueMap): void {
  const days = number(transition, "days");
  checkAge(transition, "Days", days);
  const end = isMap(rule.expiration) ? number(rule.expiration, "days") : undefined;
  if (days !== undefined && end !== undefined && end > 0 && end <= days)
    throw new AwsError(
      "InvalidArgument",
      `'Days' in the Expiration action for rule '${text(rule, "id") ?? ""}' must be greater than 'Days' in the Transition action: ${end} is not greater than ${days}.`,
    );
}

function checkAge(transition: ValueMap, name: string, days: number | undefined): void {
  const into = text(transition, "storageClass") ?? "";
  if (days !== undefined && days < youngest && infrequent.has(into))
    throw new AwsError(
      "InvalidArgument",
      `'${name}' in Transition action must be greater than or equal to ${youngest} for storageClass '${into}', got ${days}`,
    );
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  return maps(inputs, "rules").flatMap((rule) =>
    checkOneOf(rule, "status", ["Enabled", "Disabled"]),
  );
}

const smallest = ["all_storage_classes_128K", "varies_by_storage_class"];

export const bucketLifecycles = defineTwins({
  name: "LifecycleConfiguration",
  noun: "S3 Bucket Lifecycle Configuration",
  calls: {
    create: "PutBucketLifecycleConfiguration",
    update: "PutBucketLifecycleConfiguration",
    delete: "DeleteBucketLifecycle",
  },
  aspect: "lifecycle",
  properties: {
    ...named,
    expectedBucketOwner: { computed: true, replaces: true, form: accountId },
    rules: { kind: "list" },
    timeouts: { kind: "block", local: true },
    transitionDefaultMinimumObjectSize: { computed: true, lapses: (was) => was !== smallest[0] },
  },
  validate: (inputs) => [
    ...validate(inputs),
    ...checkOneOf(inputs, "transitionDefaultMinimumObjectSize", [...smallest, ""]),
  ],
  accept: ({ inputs }) => checkRules(maps(inputs, "rules")),
  fill: () => ({
    expectedBucketOwner: "",
    transitionDefaultMinimumObjectSize: "all_storage_classes_128K",
  }),
});
