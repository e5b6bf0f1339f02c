/** Managed policies, what they are attached to, and instance profiles. */
import { id, ref, remove, update, type Arguments, type Case, type Step } from "../case";
import { iamApi, pages } from "../pages";
import * as aws from "../resources";
import { times, trustOf } from "../surroundings";

const allowing = (resource: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: resource }],
  });

const aPolicy = (name: string, args: Arguments = {}, resource = "policy"): Step =>
  aws.policy(resource, { name, policy: allowing("*"), ...args });

const aRole = aws.role("role", {
  name: "app",
  assumeRolePolicy: trustOf("ec2.amazonaws.com"),
});

const policies: readonly (readonly [title: string, attempt: Step, expect: string])[] = [
  ["a managed policy", aPolicy("read"), "accepted"],
  ["a managed policy name of 128 characters", aPolicy("p".repeat(128)), "accepted"],
  ["a managed policy name of 129 characters", aPolicy("p".repeat(129)), "ValidationError"],
  [
    "a managed policy description of 1000 characters",
    aPolicy("read", { description: "d".repeat(1000) }),
    "accepted",
  ],
  [
    "a managed policy description of 1001 characters",
    aPolicy("read", { description: "d".repeat(1001) }),
    "ValidationError",
  ],
  [
    "a managed policy without a resource",
    aPolicy("read", { policy: allowing("").replace(',"Resource":""', "") }),
    "MalformedPolicyDocument",
  ],
  [
    "a managed policy that is no JSON",
    aPolicy("read", { policy: "read" }),
    "MalformedPolicyDocument",
  ],
];

const ofPolicies = policies.map(([title, attempt, expect]): Case => ({
  title,
  page: iamApi("CreatePolicy"),
  given: [],
  attempt,
  expect,
}));

const attached = (policyArn = ref("policy.arn"), name = "attachment"): Step =>
  aws.policyAttachment(name, { role: id("role"), policyArn });

const ofContents: readonly Case[] = [
  {
    title: "6,000 characters of managed policy",
    page: pages.iamQuotas,
    given: [],
    attempt: aPolicy("read", { policy: allowing(`arn:aws:s3:::${"b".repeat(5_900)}`) }),
    expect: "accepted",
  },
  {
    title: "more than 6,144 characters of managed policy",
    page: pages.iamQuotas,
    given: [],
    attempt: aPolicy("read", { policy: allowing(`arn:aws:s3:::${"b".repeat(6_144)}`) }),
    expect: "LimitExceeded",
  },
  {
    title: "a second managed policy of the same name",
    page: iamApi("CreatePolicy"),
    given: [aPolicy("read", {}, "first")],
    attempt: aPolicy("read"),
    expect: "EntityAlreadyExists",
  },
  {
    title: "another content for a managed policy",
    page: iamApi("CreatePolicyVersion"),
    given: [aPolicy("read")],
    attempt: update("policy", { policy: allowing("arn:aws:s3:::bucket/*") }),
    expect: "accepted",
  },
  {
    title: "deleting a managed policy that nothing has",
    page: iamApi("DeletePolicy"),
    given: [aPolicy("read")],
    attempt: remove("policy"),
    expect: "accepted",
  },
  {
    title: "deleting a managed policy that a role has",
    page: iamApi("DeletePolicy"),
    given: [aRole, aPolicy("read"), attached()],
    attempt: remove("policy"),
    expect: "DeleteConflict",
  },
  {
    title: "deleting a role that has a managed policy",
    page: iamApi("DeleteRole"),
    given: [aRole, aPolicy("read"), attached()],
    attempt: remove("role"),
    expect: "DeleteConflict",
  },
  {
    title: "deleting a role whose managed policy was taken away",
    page: iamApi("DetachRolePolicy"),
    given: [aRole, aPolicy("read"), attached(), remove("attachment")],
    attempt: remove("role"),
    expect: "accepted",
  },
];

const attach = (policyArn: string): Step =>
  aws.policyAttachment("attachment", { role: id("role"), policyArn });

const own = (index: number): Step => aPolicy(`read${index}`, {}, `policy${index}`);
const ownAttached = (index: number): Step =>
  attached(ref(`policy${index}.arn`), `attachment${index}`);

const ofAttachments: readonly Case[] = [
  {
    title: "a policy of AWS's for a role",
    page: iamApi("AttachRolePolicy"),
    given: [aRole],
    attempt: attach("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"),
    expect: "accepted",
  },
  {
    title: "a policy of AWS's that does not exist for a role",
    page: iamApi("AttachRolePolicy"),
    given: [aRole],
    attempt: attach("arn:aws:iam::aws:policy/NoSuchPolicyOfAnyone"),
    expect: "NoSuchEntity",
  },
  {
    title: "a managed policy for a role that does not exist",
    page: iamApi("AttachRolePolicy"),
    given: [aPolicy("read")],
    attempt: aws.policyAttachment("attachment", {
      role: "nosuchrole",
      policyArn: ref("policy.arn"),
    }),
    expect: "NoSuchEntity",
  },
  {
    title: "a managed policy that a role has already",
    page: iamApi("AttachRolePolicy"),
    given: [aRole, aPolicy("read"), attached(ref("policy.arn"), "first")],
    attempt: attached(),
    expect: "accepted",
  },
  {
    title: "a role's tenth managed policy",
    page: pages.iamQuotas,
    given: [aRole, ...times(10, own), ...times(9, ownAttached)],
    attempt: ownAttached(9),
    expect: "accepted",
  },
  {
    title: "a role's eleventh managed policy",
    page: pages.iamQuotas,
    given: [aRole, ...times(11, own), ...times(10, ownAttached)],
    attempt: ownAttached(10),
    expect: "LimitExceeded",
  },
];

const profile = (name = "profile", args: Arguments = {}): Step =>
  aws.instanceProfile(name, { name: "app", ...args });

const ofProfiles: readonly Case[] = [
  {
    title: "an instance profile with a role",
    page: iamApi("AddRoleToInstanceProfile"),
    given: [aRole],
    attempt: profile("profile", { role: id("role") }),
    expect: "accepted",
  },
  {
    title: "an instance profile with a role that does not exist",
    page: iamApi("AddRoleToInstanceProfile"),
    given: [],
    attempt: profile("profile", { role: "nosuchrole" }),
    expect: "NoSuchEntity",
  },
  {
    title: "a second instance profile of the same name",
    page: iamApi("CreateInstanceProfile"),
    given: [profile("first")],
    attempt: profile(),
    expect: "EntityAlreadyExists",
  },
  {
    title: "deleting an instance profile with a role, which the provider takes out first",
    page: iamApi("DeleteInstanceProfile"),
    given: [aRole, profile("profile", { role: id("role") })],
    attempt: remove("profile"),
    expect: "accepted",
  },
];

export const iamPolicyCases: readonly Case[] = [
  ...ofPolicies,
  ...ofContents,
  ...ofAttachments,
  ...ofProfiles,
];
