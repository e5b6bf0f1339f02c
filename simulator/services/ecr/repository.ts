/**
 * A repository of images. Replaces as internal/service/ecr/repository.go says.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
 */
import { AwsError } from "../../errors";
import { common, output, type Model, type Properties } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import type { Wanted } from "../../resource/spec";
import { maps, text } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import { isUsableKey } from "../kms/managedKeys";
import { lifecyclePolicyKind, repositoryKind, repositoryPolicyKind } from "./entities";

export const noRepository = (name: string, account: string): AwsError =>
  new AwsError(
    "RepositoryNotFoundException",
    `The repository with name '${name}' does not exist in the registry with id '${account}'`,
  );

const names = /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

function accept({ scope, inputs }: Wanted): void {
  const name = text(inputs, "name") ?? "";
  if (name.length < 2 || name.length > 256 || !names.test(name))
    throw new AwsError(
      "InvalidParameterException",
      `Invalid parameter at 'repositoryName' failed to satisfy constraint: '${name}' must be 2 to 256 lowercase letters and digits, with . _ - / between them`,
    );
  for (const one of maps(inputs, "encryptionConfigurations")) {
    const key = text(one, "kmsKey");
    if (key !== undefined && !isUsableKey(scope, "ecr", key))
      throw new AwsError("KmsException", `The KMS key ${key} cannot be used: there is none`);
  }
  const hasFilters = maps(inputs, "imageTagMutabilityExclusionFilters").length > 0;
  const mutability = text(inputs, "imageTagMutability") ?? "MUTABLE";
  if (hasFilters !== mutability.endsWith("_WITH_EXCLUSION"))
    throw new AwsError(
      "InvalidParameterException",
      `Exclusion filters go with the mutabilities MUTABLE_WITH_EXCLUSION and IMMUTABLE_WITH_EXCLUSION, got ${mutability}`,
    );
}

function fill({ scope }: Wanted, name: string): ValueMap {
  const { account, region, partition } = scope;
  return {
    arn: scope.arn("ecr", `repository/${name}`),
    registryId: account,
    repositoryUrl: `${account}.dkr.ecr.${region}.${partition.dnsSuffix}/${name}`,
  };
}

const mutabilities = ["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION", "MUTABLE", "MUTABLE_WITH_EXCLUSION"];

const validate = (inputs: ValueMap): readonly CheckFailure[] => [
  ...checkOneOf(inputs, "imageTagMutability", mutabilities),
];

const properties: Properties = {
  ...common,
  arn: output,
  encryptionConfigurations: { kind: "list", replaces: true },
  forceDelete: { kind: "flag", local: true },
  imageScanningConfiguration: { kind: "block" },
  imageTagMutability: { default: "MUTABLE" },
  imageTagMutabilityExclusionFilters: { kind: "list" },
  name: { replaces: true, computed: true },
  registryId: output,
  repositoryUrl: output,
};

export const repository: Model = defineResource({
  type: "aws:ecr/repository:Repository",
  service: "ECR",
  noun: "ECR Repository",
  calls: {
    create: "CreateRepository",
    update: "PutImageTagMutability",
    delete: "DeleteRepository",
  },
  kind: repositoryKind,
  autoname: { max: 255, lower: true },
  properties,
  validate,
  id: ({ inputs }) => text(inputs, "name") ?? "",
  taken: ({ scope }, name) =>
    new AwsError(
      "RepositoryAlreadyExistsException",
      `The repository with name '${name}' already exists in the registry with id '${scope.account}'`,
    ),
  accept,
  fill,
  removed(scope, { id }) {
    scope.remove(scope.get(repositoryPolicyKind, id));
    scope.remove(scope.get(lifecyclePolicyKind, id));
    return undefined;
  },
  gone: (name) => noRepository(name, "of the caller"),
});
