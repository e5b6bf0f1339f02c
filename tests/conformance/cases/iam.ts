/** Roles and their policies. */
import { id, remove, update, type Arguments, type Case, type Step } from "../case";
import { iamApi, pages } from "../pages";
import * as aws from "../resources";
import { trustOf } from "../surroundings";

const trust = trustOf("lambda.amazonaws.com");

const aRole = (name: string, args: Arguments = {}, resource = "role"): Step =>
  aws.role(resource, { name, assumeRolePolicy: trust, ...args });

const statement = (content: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [content] });

const readObjects = statement({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" });

const roles: readonly (readonly [what: string, attempt: Step, expect: string])[] = [
  ["a role name of 64 characters", aRole("r".repeat(64)), "accepted"],
  ["a role name of 65 characters", aRole("r".repeat(65)), "ValidationError"],
  ["a role name of every character allowed", aRole("aZ09_+=,.@-"), "accepted"],
  ["a role name with a blank", aRole("my role"), "ValidationError"],
  ["a role name with a slash", aRole("my/role"), "ValidationError"],
  ["a role's path", aRole("role", { path: "/teams/network/" }), "accepted"],
  ["a role's path without its last slash", aRole("role", { path: "/teams" }), "ValidationError"],
  ["a role session of an hour", aRole("role", { maxSessionDuration: 3600 }), "accepted"],
  ["a role session of twelve hours", aRole("role", { maxSessionDuration: 43_200 }), "accepted"],
  [
    "a role session of 3599 seconds",
    aRole("role", { maxSessionDuration: 3599 }),
    "ValidationError",
  ],
  [
    "a role session of 43201 seconds",
    aRole("role", { maxSessionDuration: 43_201 }),
    "ValidationError",
  ],
  [
    "a role description of 1000 characters",
    aRole("role", { description: "d".repeat(1000) }),
    "accepted",
  ],
  [
    "a role description of 1001 characters",
    aRole("role", { description: "d".repeat(1001) }),
    "ValidationError",
  ],
];

const ofRoles = roles.map(([title, attempt, expect]): Case => ({
  title,
  page: iamApi("CreateRole"),
  given: [],
  attempt,
  expect,
}));

const assume = { Effect: "Allow", Action: "sts:AssumeRole" };
const service = { Principal: { Service: "ec2.amazonaws.com" } };

const trusts: readonly (readonly [what: string, policy: string, expect: string])[] = [
  ["a service", statement({ ...assume, ...service }), "accepted"],
  ["everyone", statement({ ...assume, Principal: "*" }), "accepted"],
  ["nobody", statement(assume), "MalformedPolicyDocument"],
  [
    "a service, with a resource",
    statement({ ...assume, ...service, Resource: "*" }),
    "MalformedPolicyDocument",
  ],
  [
    "a service, without an action",
    statement({ Effect: "Allow", ...service }),
    "MalformedPolicyDocument",
  ],
  [
    "a service, with effect Permit",
    statement({ ...assume, ...service, Effect: "Permit" }),
    "MalformedPolicyDocument",
  ],
  ["no statement", JSON.stringify({ Version: "2012-10-17" }), "MalformedPolicyDocument"],
  ["what is no JSON", "let Lambda in", "MalformedPolicyDocument"],
  [
    "a service, in a version that does not exist",
    trust.replace("2012-10-17", "2020-01-01"),
    "MalformedPolicyDocument",
  ],
];

const ofTrusts = trusts.map(([what, assumeRolePolicy, expect]): Case => ({
  title: `a trust policy for ${what}`,
  page: pages.iamPolicies,
  given: [],
  attempt: aws.role("role", { name: "role", assumeRolePolicy }),
  expect,
}));

const ofNames: readonly Case[] = [
  {
    title: "a second role of the same name",
    page: iamApi("CreateRole"),
    given: [aRole("app", {}, "first")],
    attempt: aRole("app"),
    expect: "EntityAlreadyExists",
  },
  {
    title: "a second role whose name differs in case only",
    page: iamApi("CreateRole"),
    given: [aRole("app", {}, "first")],
    attempt: aRole("APP"),
    expect: "EntityAlreadyExists",
  },
  {
    title: "a second role of the same name on another path",
    page: iamApi("CreateRole"),
    given: [aRole("app", { path: "/one/" }, "first")],
    attempt: aRole("app", { path: "/two/" }),
    expect: "EntityAlreadyExists",
  },
  {
    title: "a role's name again after the first was deleted",
    page: iamApi("DeleteRole"),
    given: [aRole("app", {}, "first"), remove("first")],
    attempt: aRole("app"),
    expect: "accepted",
  },
  {
    title: "another trust policy for a role",
    page: iamApi("UpdateAssumeRolePolicy"),
    given: [aRole("app")],
    attempt: update("role", { assumeRolePolicy: trustOf("ec2.amazonaws.com") }),
    expect: "accepted",
  },
  {
    title: "a malformed trust policy for a role that stands",
    page: iamApi("UpdateAssumeRolePolicy"),
    given: [aRole("app")],
    attempt: update("role", { assumeRolePolicy: statement(assume) }),
    expect: "MalformedPolicyDocument",
  },
];

const inline = (policy: string, name = "read"): Step =>
  aws.rolePolicy("policy", { role: id("role"), name, policy });

const inlines: readonly (readonly [what: string, attempt: Step, expect: string])[] = [
  ["a role's inline policy", inline(readObjects), "accepted"],
  [
    "an inline policy without a resource",
    inline(statement({ Effect: "Allow", Action: "s3:GetObject" })),
    "MalformedPolicyDocument",
  ],
  [
    "an inline policy with a principal",
    inline(statement({ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" })),
    "MalformedPolicyDocument",
  ],
  [
    "an inline policy with an action that names no service",
    inline(statement({ Effect: "Allow", Action: "GetObject", Resource: "*" })),
    "MalformedPolicyDocument",
  ],
  ["an inline policy that is no JSON", inline("read everything"), "MalformedPolicyDocument"],
  ["an inline policy name of 128 characters", inline(readObjects, "p".repeat(128)), "accepted"],
  [
    "an inline policy name of 129 characters",
    inline(readObjects, "p".repeat(129)),
    "ValidationError",
  ],
];

const ofInlines = inlines.map(([title, attempt, expect]): Case => ({
  title,
  page: iamApi("PutRolePolicy"),
  given: [aRole("app")],
  attempt,
  expect,
}));

/** About that many characters, blanks not counted. */
const long = (characters: number): string =>
  statement({
    Effect: "Allow",
    Action: "s3:GetObject",
    Resource: `arn:aws:s3:::${"b".repeat(characters)}/*`,
  });

const ofRolePolicies: readonly Case[] = [
  {
    title: "an inline policy of a role that does not exist",
    page: iamApi("PutRolePolicy"),
    given: [],
    attempt: aws.rolePolicy("policy", { role: "nosuchrole", name: "read", policy: readObjects }),
    expect: "NoSuchEntity",
  },
  {
    title: "10,000 characters of inline policy",
    page: pages.iamQuotas,
    given: [aRole("app")],
    attempt: inline(long(9_800)),
    expect: "accepted",
  },
  {
    title: "more than 10,240 characters of inline policy",
    page: pages.iamQuotas,
    given: [aRole("app")],
    attempt: inline(long(10_241)),
    expect: "LimitExceeded",
  },
  {
    title: "deleting a role that has an inline policy",
    page: iamApi("DeleteRole"),
    given: [aRole("app"), inline(readObjects)],
    attempt: remove("role"),
    expect: "DeleteConflict",
  },
  {
    title: "deleting a role whose inline policy was deleted",
    page: iamApi("DeleteRole"),
    given: [aRole("app"), inline(readObjects), remove("policy")],
    attempt: remove("role"),
    expect: "accepted",
  },
];

export const iamCases: readonly Case[] = [
  ...ofRoles,
  ...ofTrusts,
  ...ofNames,
  ...ofInlines,
  ...ofRolePolicies,
];
