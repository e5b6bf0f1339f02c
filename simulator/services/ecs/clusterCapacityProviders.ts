/**
 * What a cluster may run its tasks on. Replaces as internal/service/ecs/cluster_capacity_providers.go says.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PutClusterCapacityProviders.html
 */
import { AwsError } from "../../errors";
import { region, requiredForcesNew, type Model } from "../../model";
import type { ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import { both, matching, ofLength } from "../../resource/forms";
import { maps, text, texts } from "../../values";
import { clusterCapacityKind, findCluster } from "./entities";

/** AWS's own; those of Auto Scaling groups are not modelled. */
const providers = ["FARGATE", "FARGATE_SPOT"];

const invalid = (message: string): AwsError => new AwsError("InvalidParameterException", message);

const clusterName = both(
  ofLength(1, 255),
  matching(/^[\w-]*$/, "The cluster name must consist of alphanumerics, hyphens, and underscores."),
);

/** @param usable the providers that the cluster has */
export function acceptStrategies(strategies: readonly ValueMap[], usable: readonly string[]): void {
  for (const one of strategies) {
    const name = text(one, "capacityProvider") ?? "";
    if (!usable.includes(name))
      throw invalid(
        `The specified capacity provider '${name}' was not found. The cluster has ${usable.join(", ")}`,
      );
  }
  const isBased = strategies.filter((one) => (one.base ?? 0) !== 0);
  if (isBased.length > 1)
    throw invalid(
      "Only one capacity provider in a capacity provider strategy can have a base defined.",
    );
}

export const clusterCapacityProviders: Model = defineResource({
  type: "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
  service: "ECS",
  noun: "ECS Cluster Capacity Providers",
  calls: {
    create: "PutClusterCapacityProviders",
    update: "PutClusterCapacityProviders",
    delete: "PutClusterCapacityProviders",
  },
  kind: clusterCapacityKind,
  properties: {
    region,
    capacityProviders: { kind: "set" },
    clusterName: { ...requiredForcesNew, form: clusterName },
    defaultCapacityProviderStrategies: { kind: "blocks" },
  },
  names: () => [],
  references: [
    {
      property: "clusterName",
      find: findCluster,
      missing: () => new AwsError("ClusterNotFoundException", "Cluster not found."),
    },
  ],
  id: ({ inputs }) => text(inputs, "clusterName") ?? "",
  accept({ inputs }) {
    const given = texts(inputs, "capacityProviders");
    const unknown = given.find((name) => !providers.includes(name));
    if (unknown !== undefined)
      throw invalid(
        `The specified capacity provider '${unknown}' was not found. The simulated AWS has ${providers.join(", ")}.`,
      );
    acceptStrategies(maps(inputs, "defaultCapacityProviderStrategies"), given);
  },
});
