import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { permit } from "../lifecycleCases";
import { type Made, type Stack, messageOf, newStack, refusalOf, textOf } from "../support";

const repositoryType = "aws:ecr/repository:Repository";
const policyType = "aws:ecr/repositoryPolicy:RepositoryPolicy";
const lifecycleType = "aws:ecr/lifecyclePolicy:LifecyclePolicy";

const repository = (stack: Stack, args: ValueMap = {}, name = "r"): Promise<Made> =>
  stack.create(repositoryType, name, args);

async function policy(stack: Stack, type: string, document: string): Promise<Made> {
  return stack.create(type, "p", { repository: (await repository(stack)).id, policy: document });
}

const rule = (selection: ValueMap, rulePriority = 1): ValueMap => ({
  rulePriority,
  selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 1, ...selection },
  action: { type: "expire" },
});
const expiry = (stack: Stack, ...rules: readonly ValueMap[]): Promise<Made> =>
  policy(stack, lifecycleType, JSON.stringify({ rules }));

const days: ValueMap = { countType: "sinceImagePushed", countUnit: "days" };
const invalid = "InvalidParameterException";
type Attempt = (stack: Stack) => Promise<unknown>;

const rows: readonly (readonly [
  title: string,
  code: string,
  refused: Attempt,
  accepted: Attempt,
])[] = [
  [
    "a repository's name that is taken",
    "RepositoryAlreadyExistsException",
    async (s) => {
      await repository(s, { name: "web" }, "one");
      await repository(s, { name: "web" }, "two");
    },
    async (s) => {
      await repository(s, { name: "web" }, "one");
      await repository(s, { name: "team/web" }, "two");
    },
  ],
  [
    "a key that there is not",
    "KmsException",
    (s) => repository(s, { encryptionConfigurations: [{ kmsKey: "none" }] }),
    (s) => repository(s, { encryptionConfigurations: [{ kmsKey: "alias/aws/ecr" }] }),
  ],
  [
    "filters without a mutability that has exclusions",
    invalid,
    (s) => repository(s, { imageTagMutabilityExclusionFilters: [{ filter: "a*" }] }),
    (s) =>
      repository(s, {
        imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
        imageTagMutabilityExclusionFilters: [{ filter: "a*" }],
      }),
  ],
  [
    "a policy of a repository that does not exist",
    "RepositoryNotFoundException",
    (s) => s.create(policyType, "p", { repository: "none", policy: permit("ecr:*", { AWS: "*" }) }),
    (s) => policy(s, policyType, permit("ecr:*", { AWS: "*" })),
  ],
  [
    "a policy that names nobody",
    invalid,
    (s) => policy(s, policyType, permit("ecr:*")),
    (s) => policy(s, policyType, permit("ecr:*", { AWS: "*" })),
  ],
  ["a lifecycle without rules", invalid, (s) => expiry(s), (s) => expiry(s, rule({}))],
  [
    "two rules of one priority",
    invalid,
    (s) => expiry(s, rule(days), rule({})),
    (s) => expiry(s, rule({ ...days, tagStatus: "untagged" }), rule({}, 2)),
  ],
  [
    "tagged images without saying which",
    invalid,
    (s) => expiry(s, rule({ tagStatus: "tagged" })),
    (s) => expiry(s, rule({ tagStatus: "tagged", tagPrefixList: ["v"] })),
  ],
  [
    "a number of images in days",
    invalid,
    (s) => expiry(s, rule({ countUnit: "days" })),
    (s) => expiry(s, rule(days)),
  ],
  [
    "a count of none",
    invalid,
    (s) => expiry(s, rule({ countNumber: 0 })),
    (s) => expiry(s, rule({ countNumber: 1 })),
  ],
];

describe("ECR repositories", () => {
  for (const [title, code, refused, accepted] of rows)
    it(`refuses ${title}: ${code}`, async () => {
      expect(await refusalOf(refused(await newStack()))).to.equal(code);
      expect(await refusalOf(accepted(await newStack()))).to.equal("none");
    });

  it("are refused a name that is no name, when they are made: the provider does not look", async () => {
    const stack = await newStack();
    for (const name of ["Web", "w", "-web", "w".repeat(257)]) {
      expect(await messageOf(stack.preview(repositoryType, "x", { name }))).to.equal("none");
      expect(await refusalOf(repository(stack, { name }))).to.equal("InvalidParameterException");
    }
    expect(await refusalOf(repository(stack, { name: "team/web-1" }))).to.equal("none");
  });

  it("have an address for images, and a made-up name in lower case", async () => {
    const stack = await newStack();
    const made = await repository(stack, {}, "Web");
    expect(made.id).to.match(/^web-[0-9a-f]{7}$/);
    const account = textOf(made.properties, "registryId");
    const url = `${account}.dkr.ecr.us-east-1.amazonaws.com/${made.id}`;
    expect(made.properties.repositoryUrl).to.equal(url);
    const china = await newStack({}, { region: "cn-north-1" });
    const there = await repository(china, { name: "web" });
    expect(there.properties.repositoryUrl).to.match(
      /\.dkr\.ecr\.cn-north-1\.amazonaws\.com\.cn\/web$/,
    );
  });

  it("take what is said of them with them", async () => {
    const stack = await newStack();
    const made = await repository(stack, { name: "web" });
    const args = { repository: "web", policy: permit("ecr:*", { AWS: "*" }) };
    const said = await stack.create(policyType, "p", args);
    await stack.delete(made);
    expect((await stack.refresh(said)).id).to.equal("");
  });
});
