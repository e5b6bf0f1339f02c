/**
 * How CloudFront signs what it asks of an origin. Nothing of it replaces
 * (internal/service/cloudfront/origin_access_control.go, measured by planning).
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateOriginAccessControl.html
 */
import { AwsError } from "../../errors";
import { computed, output, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkLength } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { ofLength } from "../../resource/forms";
import { maps, text } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import { accessControlKind, distributionKind } from "./entities";

const checkControl = (inputs: ValueMap): readonly CheckFailure[] => [
  ...checkLength(inputs, "name", [1, 64]),
  ...checkOneOf(inputs, "originAccessControlOriginType", [
    "s3",
    "mediastore",
    "mediapackagev2",
    "lambda",
  ]),
  ...checkOneOf(inputs, "signingBehavior", ["never", "always", "no-override"]),
  ...checkOneOf(inputs, "signingProtocol", ["sigv4"]),
];

export const originAccessControl: Model = defineResource({
  type: "aws:cloudfront/originAccessControl:OriginAccessControl",
  service: "CloudFront",
  noun: "CloudFront Origin Access Control",
  calls: {
    create: "CreateOriginAccessControl",
    update: "UpdateOriginAccessControl",
    delete: "DeleteOriginAccessControl",
  },
  global: true,
  kind: accessControlKind,
  autoname: { max: 64 },
  properties: {
    arn: output,
    description: { default: "Managed by Pulumi", form: ofLength(0, 256) },
    etag: output,
    name: computed,
    originAccessControlOriginType: { required: true },
    signingBehavior: { required: true },
    signingProtocol: { required: true },
  },
  validate: checkControl,
  id: ({ scope, urn }) =>
    scope.pinned?.id ?? `E00000${scope.newLife("access control", urn).slice(0, 8).toUpperCase()}`,
  accept: ({ scope, inputs }, before) => {
    const name = text(inputs, "name");
    const other = scope
      .find(accessControlKind, "name", name ?? "")
      .find((one) => one.id !== before?.id);
    if (other !== undefined)
      throw new AwsError(
        "OriginAccessControlAlreadyExists",
        `An origin access control with the name ${name ?? ""} already exists.`,
      );
  },
  fill: ({ scope }, id) => ({
    arn: `arn:${scope.partition.name}:cloudfront::${scope.account}:origin-access-control/${id}`,
    etag: `E${scope.hash("access control", id).slice(0, 13).toUpperCase()}`,
  }),
  mayGo: (scope, { id }) => {
    const by = scope
      .all(distributionKind)
      .find(({ properties: held }) =>
        maps(held, "origins").some((one) => text(one, "originAccessControlId") === id),
      );
    if (by !== undefined)
      throw new AwsError(
        "OriginAccessControlInUse",
        `Cannot delete the origin access control ${id} because it's in use by the distribution ${by.id}.`,
      );
  },
});
