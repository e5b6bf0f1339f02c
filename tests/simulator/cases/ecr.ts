import { type Suite, permit, tagged } from "../lifecycleCases";

const expiring = (countNumber: number): string =>
  JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber },
        action: { type: "expire" },
      },
    ],
  });

export const suite: Suite = {
  async surroundings(stack) {
    const repository = await stack.create("aws:ecr/repository:Repository", "around", {});
    return { ids: { repository: repository.id }, made: [repository] };
  },
  cases: [
    {
      type: "aws:ecr/repository:Repository",
      args: () => ({}),
      updates: {
        ...tagged,
        imageTagMutability: () => ({ imageTagMutability: "IMMUTABLE" }),
        imageTagMutabilityExclusionFilters: () => ({
          imageTagMutability: "MUTABLE_WITH_EXCLUSION",
          imageTagMutabilityExclusionFilters: [{ filter: "latest*", filterType: "WILDCARD" }],
        }),
      },
      replaces: {
        encryptionConfigurations: () => ({
          encryptionConfigurations: [{ encryptionType: "KMS" }],
        }),
      },
    },
    {
      type: "aws:ecr/repositoryPolicy:RepositoryPolicy",
      args: ({ repository }) => ({
        repository: repository!,
        policy: permit("ecr:BatchGetImage", { AWS: "*" }),
      }),
      updates: { policy: () => ({ policy: permit("ecr:*", { AWS: "*" }) }) },
    },
    {
      type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
      args: ({ repository }) => ({ repository: repository!, policy: expiring(10) }),
      replaces: { policy: () => ({ policy: expiring(20) }) },
    },
  ],
};
