/**
 * A placement group. Replaces as internal/service/ec2/ec2_placement_group.go says.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreatePlacementGroup.html
 */
import { AwsError } from "../../errors";
import { common, output, type Model } from "../../model";
import { defineResource } from "../../resource/define";
import { nameOf } from "../../resource/naming";
import { inRange } from "../../resource/forms";
import { number, text } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import { placementGroupKind } from "./entities";

export const placementGroup: Model = defineResource({
  type: "aws:ec2/placementGroup:PlacementGroup",
  service: "EC2",
  noun: "EC2 Placement Group",
  calls: { create: "CreatePlacementGroup", update: "CreateTags", delete: "DeletePlacementGroup" },
  kind: placementGroupKind,
  autoname: { max: 255 },
  properties: {
    ...common,
    arn: output,
    name: { replaces: true, computed: true },
    partitionCount: { kind: "number", computed: true, replaces: true, form: inRange(0, 7) },
    placementGroupId: output,
    spreadLevel: { computed: true, replaces: true },
    strategy: { required: true, replaces: true },
  },
  validate(inputs) {
    const isPartition = text(inputs, "strategy") === "partition";
    return [
      ...checkOneOf(inputs, "strategy", ["cluster", "partition", "spread"]),
      ...checkOneOf(inputs, "spreadLevel", ["host", "rack"]),
      ...(number(inputs, "partitionCount") !== undefined && !isPartition
        ? [
            {
              property: "partitionCount",
              reason: `partition_count must not be set when strategy = "${text(inputs, "strategy") ?? ""}"`,
            },
          ]
        : []),
    ];
  },
  id: nameOf,
  taken: (_wanted, id) =>
    new AwsError("InvalidPlacementGroup.Duplicate", `The Placement Group '${id}' already exists.`),
  accept({ inputs }) {
    const count = number(inputs, "partitionCount");
    if (count !== undefined && (count < 1 || count > 7))
      throw new AwsError(
        "InvalidParameterValue",
        `Value (${count}) for parameter partitionCount is invalid. It is between 1 and 7`,
      );
  },
  fill: ({ scope, inputs }, id) => ({
    arn: scope.arn("ec2", `placement-group/${id}`),
    placementGroupId: scope.childId("pg", id, "group"),
    partitionCount: text(inputs, "strategy") === "partition" ? 2 : 0,
    spreadLevel: text(inputs, "strategy") === "spread" ? "rack" : "",
  }),
  inUse: (thing) =>
    new AwsError(
      "InvalidPlacementGroup.InUse",
      `The placement group '${thing.id}' is in use and may not be deleted.`,
    ),
});
