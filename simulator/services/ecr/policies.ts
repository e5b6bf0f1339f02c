/**
 * What is said of a repository: who may use it, and which images expire. Replaces as
 * internal/service/ecr/repository_policy.go and lifecycle_policy.go say.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutLifecyclePolicy.html
 */
import { AwsError } from "../../errors";
import { output, region, requiredForcesNew, type Model } from "../../model";
import type { Value, ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import type { Spec, Wanted } from "../../resource/spec";
import { isList, isMap, maps, number, text } from "../../values";
import { lifecyclePolicyKind, repositoryKind, repositoryPolicyKind } from "./entities";
import { noRepository } from "./repository";

const shared: Pick<Spec, "service" | "id" | "names" | "references" | "fill"> = {
  service: "ECR",
  id: ({ inputs }) => text(inputs, "repository") ?? "",
  names: () => [],
  references: [
    {
      property: "repository",
      find: (scope, name) => scope.get(repositoryKind, name),
      missing: (name, { scope }) => noRepository(name, scope.account),
    },
  ],
  fill: ({ scope }) => ({ registryId: scope.account }),
};

const invalid = (message: string): AwsError => new AwsError("InvalidParameterException", message);

function documentIn(inputs: ValueMap): ValueMap {
  const value = JSON.parse(text(inputs, "policy") ?? "{}") as Value;
  return isMap(value) ? value : {};
}

function acceptPolicy({ inputs }: Wanted): void {
  const { Statement: given } = documentIn(inputs);
  const statements = isList(given) ? given : [given ?? null];
  const isWhole = (one: Value): boolean =>
    isMap(one) && "Effect" in one && "Action" in one && "Principal" in one;
  if (given === undefined || !statements.every(isWhole))
    throw invalid(
      "Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid repository policy provided'",
    );
}

export const repositoryPolicy: Model = defineResource({
  ...shared,
  type: "aws:ecr/repositoryPolicy:RepositoryPolicy",
  noun: "ECR Repository Policy",
  calls: {
    create: "SetRepositoryPolicy",
    update: "SetRepositoryPolicy",
    delete: "DeleteRepositoryPolicy",
  },
  kind: repositoryPolicyKind,
  properties: {
    region,
    policy: { kind: "json", required: true },
    registryId: output,
    repository: requiredForcesNew,
  },
  accept: acceptPolicy,
});

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html */
function acceptRules({ inputs }: Wanted): void {
  const rules = maps(documentIn(inputs), "rules");
  const refused = (why: string): AwsError =>
    invalid(`Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: '${why}'`);
  if (rules.length === 0) throw refused("Lifecycle policy validation failure: it has no rules");
  const priorities = rules.map((rule) => number(rule, "rulePriority"));
  if (priorities.includes(undefined) || new Set(priorities).size < priorities.length)
    throw refused("Lifecycle policy validation failure: each rule has a rulePriority of its own");
  for (const rule of rules) {
    const fault = selectionFault(isMap(rule.selection) ? rule.selection : {});
    if (fault !== undefined) throw refused(`Lifecycle policy validation failure: ${fault}`);
  }
}

function selectionFault(selection: ValueMap): string | undefined {
  const status = text(selection, "tagStatus") ?? "";
  const type = text(selection, "countType") ?? "";
  if (!["tagged", "untagged", "any"].includes(status))
    return "tagStatus is one of tagged, untagged, any";
  const hasTags = isList(selection.tagPrefixList) || isList(selection.tagPatternList);
  if (hasTags !== (status === "tagged"))
    return "tagPrefixList or tagPatternList goes with the tagStatus tagged";
  if (!["imageCountMoreThan", "sinceImagePushed", "sinceImagePulled"].includes(type))
    return "countType is one of imageCountMoreThan, sinceImagePushed, sinceImagePulled";
  if ((type === "imageCountMoreThan") === (text(selection, "countUnit") !== undefined))
    return "countUnit goes with a count of days";
  return (number(selection, "countNumber") ?? 0) < 1 ? "countNumber is at least 1" : undefined;
}

export const lifecyclePolicy: Model = defineResource({
  ...shared,
  type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  noun: "ECR Lifecycle Policy",
  calls: { create: "PutLifecyclePolicy", delete: "DeleteLifecyclePolicy" },
  kind: lifecyclePolicyKind,
  properties: {
    region,
    policy: { kind: "json", required: true, replaces: true },
    registryId: output,
    repository: requiredForcesNew,
  },
  accept: acceptRules,
});
