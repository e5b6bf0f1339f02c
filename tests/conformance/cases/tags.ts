/** Tags: how many, how long, and the prefix that is AWS's own. */
import { update, type Case } from "../case";
import { pages } from "../pages";
import * as aws from "../resources";
import { aVpc, times } from "../surroundings";

const numbered = (count: number) =>
  Object.fromEntries(times(count, (index) => [`key${index}`, "value"]));

const tagged: readonly (readonly [
  what: string,
  tags: Readonly<Record<string, string>>,
  expect: string,
])[] = [
  ["50 tags", numbered(50), "accepted"],
  ["51 tags", numbered(51), "TagLimitExceeded"],
  ["a tag key of 128 characters", { ["k".repeat(128)]: "value" }, "accepted"],
  ["a tag key of 129 characters", { ["k".repeat(129)]: "value" }, "InvalidParameterValue"],
  ["a tag value of 256 characters", { key: "v".repeat(256) }, "accepted"],
  ["a tag value of 257 characters", { key: "v".repeat(257) }, "InvalidParameterValue"],
  ["an empty tag value", { key: "" }, "accepted"],
  ["tag keys that differ in case", { key: "a", Key: "b" }, "accepted"],
  ["a tag key that begins with aws:", { "aws:owner": "me" }, "InvalidTagKey.Malformed"],
  ["a tag key with aws: inside", { "my:aws:owner": "me" }, "accepted"],
  ["a tag value that begins with aws:", { owner: "aws:me" }, "accepted"],
  ["a tag of letters, spaces and + - = . _ : / @", { "a b+c-d=e.f_g:h/i@j": "ä ö" }, "accepted"],
];

const atCreation = tagged.map(([what, tags, expect]): Case => ({
  title: `a VPC with ${what}`,
  page: pages.ec2Tags,
  given: [],
  attempt: aws.vpc("vpc", { cidrBlock: "10.0.0.0/16", tags }),
  expect,
}));

const later: readonly Case[] = [
  {
    title: "the fifty-first tag, added later",
    page: pages.ec2Tags,
    given: [aws.vpc("vpc", { cidrBlock: "10.0.0.0/16", tags: numbered(50) })],
    attempt: update("vpc", { tags: numbered(51) }),
    expect: "TagLimitExceeded",
  },
  {
    title: "a tag key that begins with aws:, added later",
    page: pages.ec2Tags,
    given: [aVpc],
    attempt: update("vpc", { tags: { "aws:owner": "me" } }),
    expect: "InvalidTagKey.Malformed",
  },
];

export const tagCases: readonly Case[] = [...atCreation, ...later];
