/**
 * A cluster. A second one of the same name is the same. Replaces as internal/service/ecs/cluster.go says.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html
 */
import { AwsError } from "../../errors";
import { common, output, type Model } from "../../model";
import { checkPattern } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { maps, text } from "../../values";
import { clusterCapacityKind, clusterKind } from "./entities";

const insights = ["disabled", "enabled", "enhanced"];

export const cluster: Model = defineResource({
  type: "aws:ecs/cluster:Cluster",
  service: "ECS",
  noun: "ECS Cluster",
  calls: { create: "CreateCluster", update: "UpdateCluster", delete: "DeleteCluster" },
  kind: clusterKind,
  autoname: { max: 255 },
  properties: {
    ...common,
    arn: output,
    configuration: { kind: "block" },
    name: { replaces: true, computed: true },
    serviceConnectDefaults: { kind: "block" },
    settings: { kind: "blocks", computed: true },
  },
  validate: (inputs) => [
    ...checkPattern(
      inputs,
      "name",
      /^[\w-]{1,255}$/,
      "1 to 255 letters, numbers, hyphens and underscores",
    ),
    ...maps(inputs, "settings")
      .filter((one) => text(one, "name") !== undefined && text(one, "name") !== "containerInsights")
      .map((one) => ({
        property: "settings",
        reason: `expected setting.name to be one of ["containerInsights"], got ${text(one, "name") ?? ""}`,
      })),
  ],
  id: ({ scope, inputs }) => scope.arn("ecs", `cluster/${text(inputs, "name") ?? ""}`),
  accept({ inputs }) {
    for (const one of maps(inputs, "settings"))
      if (!insights.includes(text(one, "value") ?? ""))
        throw new AwsError(
          "InvalidParameterException",
          `Invalid setting value '${text(one, "value") ?? ""}': it is one of ${insights.join(", ")}`,
        );
  },
  fill: (_wanted, arn) => ({
    arn,
    name: arn.slice(arn.lastIndexOf("/") + 1),
    settings: [{ name: "containerInsights", value: "disabled" }],
  }),
  inUse: () =>
    new AwsError(
      "ClusterContainsServicesException",
      "The Cluster cannot be deleted while Services are active.",
    ),
  retries: {
    delete: {
      codes: ["ClusterContainsServicesException", "ClusterContainsTasksException"],
      seconds: 600,
    },
  },
  removed(scope, thing) {
    scope.remove(scope.get(clusterCapacityKind, text(thing.properties, "name") ?? ""));
    return undefined;
  },
  gone: () => new AwsError("ClusterNotFoundException", "Cluster not found."),
});
