/** Buckets: their names, what is in them, and who may read it. */
import { id, jsonOf, ref, remove, update, type Arguments, type Case, type Step } from "../case";
import { pages, s3Api } from "../pages";
import * as aws from "../resources";

const bucket = (name: string, args: Arguments = {}, resource = "bucket"): Step =>
  aws.bucket(resource, { bucket: name, ...args });

const names: readonly (readonly [what: string, name: string, expect: string])[] = [
  ["3 characters", "a7q", "accepted"],
  ["2 characters", "a7", "InvalidBucketName"],
  ["63 characters", "b".repeat(63), "accepted"],
  ["64 characters", "b".repeat(64), "InvalidBucketName"],
  ["letters, digits, dots and hyphens", "my.app-7.example", "accepted"],
  ["capitals", "My-App", "InvalidBucketName"],
  ["an underscore", "my_app", "InvalidBucketName"],
  ["two dots together", "my..app", "InvalidBucketName"],
  ["a hyphen at the end", "my-app-", "InvalidBucketName"],
  ["a dot at the beginning", ".my-app", "InvalidBucketName"],
  ["an IP address", "192.168.5.4", "InvalidBucketName"],
  ["sthree- at the beginning", "sthree-my-app", "InvalidBucketName"],
  ["-s3alias at the end", "my-app-s3alias", "InvalidBucketName"],
];

const ofNames = names.map(([what, name, expect]): Case => ({
  title: `a bucket name of ${what}`,
  page: pages.bucketNames,
  given: [],
  attempt: bucket(name),
  expect,
}));

const inIreland: Arguments = { region: "eu-west-1" };
const file = (args: Arguments = {}): Step =>
  aws.bucketObject("file", { bucket: id("bucket"), key: "a.txt", content: "hello", ...args });

const ofBuckets: readonly Case[] = [
  {
    title: "a second bucket of one's own of the same name",
    page: s3Api("CreateBucket"),
    given: [bucket("my-app", inIreland, "first")],
    attempt: bucket("my-app", inIreland),
    expect: "BucketAlreadyOwnedByYou",
  },
  {
    title: "a bucket's name again after the first was deleted",
    page: s3Api("DeleteBucket"),
    given: [bucket("my-app", inIreland, "first"), remove("first")],
    attempt: bucket("my-app", inIreland),
    expect: "accepted",
  },
  {
    title: "deleting an empty bucket",
    page: s3Api("DeleteBucket"),
    given: [bucket("my-app")],
    attempt: remove("bucket"),
    expect: "accepted",
  },
  {
    title: "deleting a bucket with an object in it",
    page: s3Api("DeleteBucket"),
    given: [bucket("my-app"), file()],
    attempt: remove("bucket"),
    expect: "BucketNotEmpty",
  },
  {
    title: "deleting a bucket and what is in it",
    page: s3Api("DeleteBucket"),
    given: [bucket("my-app", { forceDestroy: true }), file()],
    attempt: remove("bucket"),
    expect: "accepted",
  },
  {
    title: "an object in a bucket that does not exist",
    page: pages.s3Errors,
    given: [],
    attempt: file({ bucket: "nosuchbucketanywhere" }),
    expect: "NoSuchBucket",
  },
  {
    title: "an object key of 1024 bytes",
    page: pages.objectKeys,
    given: [bucket("my-app")],
    attempt: file({ key: "k".repeat(1024) }),
    expect: "accepted",
  },
  {
    title: "an object key of 1025 bytes",
    page: pages.s3Errors,
    given: [bucket("my-app")],
    attempt: file({ key: "k".repeat(1025) }),
    expect: "KeyTooLongError",
  },
  {
    title: "a bucket with versions",
    page: s3Api("PutBucketVersioning"),
    given: [bucket("my-app")],
    attempt: aws.bucketVersioning("versions", {
      bucket: id("bucket"),
      versioningConfiguration: { status: "Enabled" },
    }),
    expect: "accepted",
  },
  {
    title: "a bucket whose versions are suspended",
    page: s3Api("PutBucketVersioning"),
    given: [
      bucket("my-app"),
      aws.bucketVersioning("versions", {
        bucket: id("bucket"),
        versioningConfiguration: { status: "Enabled" },
      }),
    ],
    attempt: update("versions", { versioningConfiguration: { status: "Suspended" } }),
    expect: "accepted",
  },
];

const open: Arguments = {
  blockPublicAcls: false,
  blockPublicPolicy: false,
  ignorePublicAcls: false,
  restrictPublicBuckets: false,
};

const opened = aws.publicAccessBlock("access", { bucket: id("bucket"), ...open });

const policy = (statement: Arguments): Step =>
  aws.bucketPolicy("policy", {
    bucket: id("bucket"),
    policy: jsonOf({ Version: "2012-10-17", Statement: [statement] }),
  });

const publicRead: Arguments = {
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::my-app/*",
};

const fromService: Arguments = {
  ...publicRead,
  Principal: { Service: "delivery.logs.amazonaws.com" },
  Action: "s3:PutObject",
};

const { Principal: _principal, ...withoutPrincipal } = fromService;

const policies: readonly (readonly [title: string, statement: Arguments, expect: string])[] = [
  ["a bucket policy for a service", fromService, "accepted"],
  [
    "a bucket policy for another bucket",
    { ...fromService, Resource: "arn:aws:s3:::other/*" },
    "MalformedPolicy",
  ],
  ["a bucket policy for nobody", withoutPrincipal, "MalformedPolicy"],
  ["a bucket policy with effect Permit", { ...fromService, Effect: "Permit" }, "MalformedPolicy"],
];

const ofPolicies: readonly Case[] = [
  ...policies.map(([title, statement, expect]): Case => ({
    title,
    page: s3Api("PutBucketPolicy"),
    given: [bucket("my-app")],
    attempt: policy(statement),
    expect,
  })),
  {
    title: "a bucket policy that is no JSON",
    page: s3Api("PutBucketPolicy"),
    given: [bucket("my-app")],
    attempt: aws.bucketPolicy("policy", { bucket: id("bucket"), policy: "let everyone in" }),
    expect: "MalformedPolicy",
  },
  {
    title: "a bucket policy for everyone, while public access is blocked",
    page: pages.bucketPublicAccess,
    given: [bucket("my-app")],
    attempt: policy(publicRead),
    expect: "AccessDenied",
  },
  {
    title: "a bucket policy for everyone, after public access was unblocked",
    page: pages.bucketPublicAccess,
    given: [bucket("my-app"), opened],
    attempt: policy(publicRead),
    expect: "accepted",
  },
  {
    title: "an ACL for a bucket whose owner owns everything",
    page: pages.bucketOwnership,
    given: [bucket("my-app"), opened],
    attempt: aws.bucketAcl("acl", { bucket: id("bucket"), acl: "public-read" }),
    expect: "AccessControlListNotSupported",
  },
  {
    title: "an ACL for a bucket whose owner prefers to own everything",
    page: pages.bucketOwnership,
    given: [
      bucket("my-app"),
      opened,
      aws.ownership("ownership", {
        bucket: id("bucket"),
        rule: { objectOwnership: "BucketOwnerPreferred" },
      }),
    ],
    attempt: aws.bucketAcl("acl", { bucket: id("bucket"), acl: "public-read" }),
    expect: "accepted",
  },
];

const rule = (args: Arguments): Arguments => ({
  id: "old",
  status: "Enabled",
  filter: {},
  ...args,
});

const later = (storageClass: string, days: number): Arguments =>
  rule({ transitions: [{ storageClass, days }] });

const rules: readonly (readonly [title: string, rules: readonly Arguments[], expect: string])[] = [
  ["objects that go after a day", [rule({ expiration: { days: 1 } })], "accepted"],
  ["objects that go after no day", [rule({ expiration: { days: 0 } })], "InvalidArgument"],
  ["objects kept cheaper after 30 days", [later("STANDARD_IA", 30)], "accepted"],
  ["objects kept cheaper after 29 days", [later("STANDARD_IA", 29)], "InvalidArgument"],
  ["objects archived after a day", [later("GLACIER", 1)], "accepted"],
  [
    "two lifecycle rules of one name",
    [rule({ expiration: { days: 1 } }), rule({ expiration: { days: 2 } })],
    "InvalidArgument",
  ],
];

const ofLifecycles = rules.map(([title, given, expect]): Case => ({
  title,
  page: title.includes("cheaper")
    ? pages.bucketLifecycles
    : s3Api("PutBucketLifecycleConfiguration"),
  given: [bucket("my-app")],
  attempt: aws.bucketLifecycle("lifecycle", { bucket: ref("bucket.id"), rules: given }),
  expect,
}));

export const s3Cases: readonly Case[] = [...ofNames, ...ofBuckets, ...ofPolicies, ...ofLifecycles];
