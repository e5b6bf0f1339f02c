/** Keys, and the aliases that name them. */
import { id, remove, update, type Arguments, type Case, type Step } from "../case";
import { kmsApi } from "../pages";
import * as aws from "../resources";

const aKey = (args: Arguments = {}, name = "key"): Step => aws.key(name, args);

const alias = (name: string, resource = "alias", key = "key"): Step =>
  aws.keyAlias(resource, { name, targetKeyId: id(key) });

const locksOut = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "logs.us-east-1.amazonaws.com" },
      Action: "kms:Encrypt",
      Resource: "*",
    },
  ],
});

const signing: Arguments = { customerMasterKeySpec: "RSA_2048", keyUsage: "SIGN_VERIFY" };

const keys: readonly (readonly [title: string, page: string, args: Arguments, expect: string])[] = [
  ["a key", "CreateKey", {}, "accepted"],
  ["a key for signatures", "CreateKey", signing, "accepted"],
  ["a symmetric key for signatures", "CreateKey", { keyUsage: "SIGN_VERIFY" }, "refused"],
  [
    "a key of a specification that does not exist",
    "CreateKey",
    { customerMasterKeySpec: "RSA_1024" },
    "ValidationException",
  ],
  [
    "a key description of 8192 characters",
    "CreateKey",
    { description: "d".repeat(8192) },
    "accepted",
  ],
  [
    "a key description of 8193 characters",
    "CreateKey",
    { description: "d".repeat(8193) },
    "ValidationException",
  ],
  [
    "a key policy that locks its maker out",
    "CreateKey",
    { policy: locksOut },
    "MalformedPolicyDocumentException",
  ],
  [
    "a key policy that is no JSON",
    "CreateKey",
    { policy: "let me in" },
    "MalformedPolicyDocumentException",
  ],
  ["a key that rotates", "EnableKeyRotation", { enableKeyRotation: true }, "accepted"],
  [
    "a key for signatures that rotates",
    "EnableKeyRotation",
    { ...signing, enableKeyRotation: true },
    "UnsupportedOperationException",
  ],
  [
    "a key that rotates every 90 days",
    "EnableKeyRotation",
    { enableKeyRotation: true, rotationPeriodInDays: 90 },
    "accepted",
  ],
  [
    "a key that rotates every 89 days",
    "EnableKeyRotation",
    { enableKeyRotation: true, rotationPeriodInDays: 89 },
    "ValidationException",
  ],
  [
    "a key that rotates every 2561 days",
    "EnableKeyRotation",
    { enableKeyRotation: true, rotationPeriodInDays: 2561 },
    "ValidationException",
  ],
];

const ofKeys = keys.map(([title, page, args, expect]): Case => ({
  title,
  page: kmsApi(page),
  given: [],
  attempt: aKey(args),
  expect,
}));

const windows: readonly (readonly [days: number, expect: string])[] = [
  [7, "accepted"],
  [30, "accepted"],
  [6, "ValidationException"],
  [31, "ValidationException"],
];

const ofDeletions = windows.map(([deletionWindowInDays, expect]): Case => ({
  title: `a key's deletion in ${deletionWindowInDays} days`,
  page: kmsApi("ScheduleKeyDeletion"),
  given: [aKey({ deletionWindowInDays })],
  attempt: remove("key"),
  expect,
}));

const ofAliases: readonly Case[] = [
  {
    title: "an alias of a key",
    page: kmsApi("CreateAlias"),
    given: [aKey()],
    attempt: alias("alias/app/data_1-a"),
    expect: "accepted",
  },
  {
    title: "an alias that does not begin with alias/",
    page: kmsApi("CreateAlias"),
    given: [aKey()],
    attempt: alias("app"),
    expect: "refused",
  },
  {
    title: "an alias that begins with alias/aws/",
    page: kmsApi("CreateAlias"),
    given: [aKey()],
    attempt: alias("alias/aws/app"),
    expect: "refused",
  },
  {
    title: "an alias with a blank",
    page: kmsApi("CreateAlias"),
    given: [aKey()],
    attempt: alias("alias/my app"),
    expect: "refused",
  },
  {
    title: "an alias that another key has",
    page: kmsApi("CreateAlias"),
    given: [aKey(), aKey({}, "other"), alias("alias/app", "first", "other")],
    attempt: alias("alias/app"),
    expect: "AlreadyExistsException",
  },
  {
    title: "two aliases of one key",
    page: kmsApi("CreateAlias"),
    given: [aKey(), alias("alias/app", "first")],
    attempt: alias("alias/other"),
    expect: "accepted",
  },
  {
    title: "an alias of a key that does not exist",
    page: kmsApi("CreateAlias"),
    given: [],
    attempt: aws.keyAlias("alias", {
      name: "alias/app",
      targetKeyId: "12345678-1234-1234-1234-123456789012",
    }),
    expect: "NotFoundException",
  },
  {
    title: "an alias moved to another key",
    page: kmsApi("UpdateAlias"),
    given: [aKey(), aKey({}, "other"), alias("alias/app")],
    attempt: update("alias", { targetKeyId: id("other") }),
    expect: "accepted",
  },
  {
    title: "an alias moved to a key of another kind",
    page: kmsApi("UpdateAlias"),
    given: [aKey(), aKey(signing, "other"), alias("alias/app")],
    attempt: update("alias", { targetKeyId: id("other") }),
    expect: "refused",
  },
  {
    title: "an alias again after it was deleted",
    page: kmsApi("DeleteAlias"),
    given: [aKey(), alias("alias/app", "first"), remove("first")],
    attempt: alias("alias/app"),
    expect: "accepted",
  },
];

export const kmsCases: readonly Case[] = [...ofKeys, ...ofDeletions, ...ofAliases];
