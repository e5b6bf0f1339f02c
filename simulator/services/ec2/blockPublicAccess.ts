/**
 * Whether the internet can be reached through the gateways of a region at all, and what is excepted from that.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
 * Replace as internal/service/ec2/vpc_block_public_access_options.go and …_exclusion.go say.
 */
import { AwsError } from "../../errors";
import { common, forcesNew, output, region, type Model, type Property } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { isWritten, tagsOf, text, type Tags } from "../../values";
import { defineKind, type Entity } from "../../world/entity";
import type { Scope } from "../../world/scope";
import { needSubnet, needVpc } from "./references";

interface BlockMode extends Entity {
  readonly mode: string;
}

/** One a region, by the region's name; none where nothing is blocked. */
const blockModeKind = defineKind<BlockMode>("block-public-access");

const modes = ["off", "block-bidirectional", "block-ingress"];

/** As the plugin framework words it. */
function checkEnum(inputs: ValueMap, property: string, allowed: readonly string[]) {
  const value = text(inputs, property);
  if (value === undefined || allowed.includes(value)) return [];
  const path = property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const reason = `Invalid String Enum Value: The provided value does not match any valid values.\n\nPath: ${path}\nGiven Value: ${value}\nValid Values: [${allowed.join(" ")}]`;
  return [{ property, reason }];
}

function setMode(scope: Scope, inputs: ValueMap): void {
  const mode = text(inputs, "internetGatewayBlockMode") ?? "off";
  if (!modes.includes(mode))
    throw new AwsError(
      "InvalidParameterValue",
      `Value (${mode}) for parameter InternetGatewayBlockMode is invalid. It is one of ${modes.join(", ")}.`,
    );
  if (mode === "off") scope.remove(scope.get(blockModeKind, scope.region));
  else scope.put(blockModeKind, { id: scope.region, mode });
}

const timeouts: Property = { kind: "block", local: true };

export const vpcBlockPublicAccessOptions: Model = {
  type: "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
  service: "EC2",
  noun: "VPC Block Public Access Options",
  calls: {
    create: "ModifyVpcBlockPublicAccessOptions",
    update: "ModifyVpcBlockPublicAccessOptions",
    delete: "ModifyVpcBlockPublicAccessOptions",
  },
  properties: {
    region,
    awsAccountId: output,
    awsRegion: output,
    internetGatewayBlockMode: { required: true },
    timeouts,
  },
  validate: (inputs) => checkEnum(inputs, "internetGatewayBlockMode", modes),
  create(scope, inputs) {
    setMode(scope, inputs);
    return scope.region;
  },
  read(scope, id) {
    if (id !== scope.region) return undefined;
    return {
      awsAccountId: scope.account,
      awsRegion: scope.region,
      internetGatewayBlockMode: scope.get(blockModeKind, id)?.mode ?? "off",
    };
  },
  update: (scope, _id, { news }) => setMode(scope, news),
  /** Nothing is blocked any more. */
  delete: (scope, id) => scope.remove(scope.get(blockModeKind, id)),
};

interface Exclusion extends Entity {
  readonly vpcId?: string;
  readonly subnetId?: string;
  readonly mode: string;
  readonly tags: Tags;
}

export const exclusionKind = defineKind<Exclusion>("block-public-access-exclusion", {
  excepted: (one) => one.subnetId ?? one.vpcId,
});

const exclusionModes = ["allow-bidirectional", "allow-egress"];

function validateExclusion(inputs: ValueMap): readonly CheckFailure[] {
  const given = ["subnetId", "vpcId"].filter((one) => isWritten(inputs, one));
  return [
    ...checkEnum(inputs, "internetGatewayExclusionMode", exclusionModes),
    ...(given.length === 1
      ? []
      : [
          {
            property: "vpcId",
            reason: "Exactly one of these attributes must be configured: [subnet_id,vpc_id]",
          },
        ]),
  ];
}

function exclude(scope: Scope, inputs: ValueMap, urn: string): string {
  const vpcId = text(inputs, "vpcId");
  const subnetId = text(inputs, "subnetId");
  const excepted =
    subnetId === undefined ? needVpc(scope, vpcId ?? "").id : needSubnet(scope, subnetId).id;
  if (scope.count(exclusionKind, "excepted", excepted) > 0)
    throw new AwsError(
      "VpcBlockPublicAccessExclusionAlreadyExists",
      `There is an exclusion for ${excepted} already.`,
    );
  const id = scope.newId("vpcbpa-exclude", urn);
  scope.put(exclusionKind, {
    id,
    ...(subnetId === undefined ? { vpcId: excepted } : { subnetId }),
    mode: text(inputs, "internetGatewayExclusionMode") ?? "",
    tags: tagsOf(inputs, "tagsAll"),
  });
  return id;
}

export const vpcBlockPublicAccessExclusion: Model = {
  type: "aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion",
  service: "EC2",
  noun: "VPC Block Public Access Exclusion",
  calls: {
    create: "CreateVpcBlockPublicAccessExclusion",
    update: "ModifyVpcBlockPublicAccessExclusion",
    delete: "DeleteVpcBlockPublicAccessExclusion",
  },
  properties: {
    ...common,
    internetGatewayExclusionMode: { required: true },
    resourceArn: output,
    subnetId: forcesNew,
    timeouts,
    vpcId: forcesNew,
  },
  validate: validateExclusion,
  create: (scope, inputs, { urn }) => exclude(scope, inputs, urn),
  read(scope, id) {
    const found = scope.get(exclusionKind, id);
    if (found === undefined) return undefined;
    const { subnetId, vpcId = "", mode } = found;
    return {
      internetGatewayExclusionMode: mode,
      resourceArn: scope.arn("ec2", subnetId === undefined ? `vpc/${vpcId}` : `subnet/${subnetId}`),
      ...(subnetId === undefined ? {} : { subnetId }),
      tagsAll: found.tags,
      vpcId,
    };
  },
  update(scope, id, { news }) {
    const found = scope.need(
      exclusionKind,
      id,
      "InvalidVpcBlockPublicAccessExclusionId.NotFound",
      `The exclusion ID '${id}' does not exist`,
    );
    const mode = text(news, "internetGatewayExclusionMode") ?? found.mode;
    scope.put(exclusionKind, { ...found, mode, tags: tagsOf(news, "tagsAll") });
  },
  delete: (scope, id) => scope.remove(scope.get(exclusionKind, id)),
};
