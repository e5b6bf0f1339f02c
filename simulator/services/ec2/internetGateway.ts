/**
 * An internet gateway: one to a VPC, one VPC to it. It cannot leave a VPC that has public addresses.
 * https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
 * Replaces as internal/service/ec2/vpc_internet_gateway.go says.
 */
import { AwsError } from "../../errors";
import {
  common,
  computed,
  output,
  region,
  requiredForcesNew,
  type Change,
  type Model,
} from "../../model";
import type { ValueMap } from "../../protocol";
import { tagsOf, text } from "../../values";
import type { Scope } from "../../world/scope";
import { unseenDefaults } from "./defaultVpc";
import { internetGatewayKind, networkInterfaceKind, type InternetGateway } from "./entities";
import { needVpc } from "./references";

const needGateway = (scope: Scope, id: string): InternetGateway =>
  scope.need(
    internetGatewayKind,
    id,
    "InvalidInternetGatewayID.NotFound",
    `The internetGateway ID '${id}' does not exist`,
  );

function attach(scope: Scope, id: string, vpcId: string): void {
  const operation = "AttachInternetGateway";
  const gateway = needGateway(scope, id);
  const vpc = needVpc(scope, vpcId);
  if (gateway.vpcId !== undefined)
    throw new AwsError(
      "Resource.AlreadyAssociated",
      `resource ${id} is already attached to network ${gateway.vpcId}`,
      operation,
    );
  if (scope.count(internetGatewayKind, "vpc", vpc.id) > 0)
    throw new AwsError(
      "InvalidParameterValue",
      `Network ${vpcId} already has an internet gateway attached`,
      operation,
    );
  scope.put(internetGatewayKind, { ...gateway, vpcId: vpc.id });
}

/** From the VPC that it is attached to. */
function detach(scope: Scope, id: string): void {
  const { vpcId, ...gateway } = needGateway(scope, id);
  if (vpcId !== undefined && scope.count(networkInterfaceKind, "publicInVpc", vpcId) > 0)
    throw new AwsError(
      "DependencyViolation",
      `Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
      "DetachInternetGateway",
    );
  scope.put(internetGatewayKind, gateway);
}

function create(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const quota = scope.quota("internetGatewaysPerRegion");
  if (scope.countAll(internetGatewayKind) + unseenDefaults(scope) >= quota)
    throw new AwsError(
      "InternetGatewayLimitExceeded",
      "The maximum number of internet gateways has been reached.",
    );
  const id = scope.newId("igw", urn);
  scope.put(internetGatewayKind, { id, tags: tagsOf(inputs, "tagsAll") });
  const vpcId = text(inputs, "vpcId");
  if (vpcId !== undefined) attach(scope, id, vpcId);
  return id;
}

function read(scope: Scope, id: string): ValueMap | undefined {
  const gateway = scope.get(internetGatewayKind, id);
  if (gateway === undefined) return undefined;
  return {
    arn: scope.arn("ec2", `internet-gateway/${id}`),
    ownerId: scope.account,
    tagsAll: gateway.tags,
    vpcId: gateway.vpcId ?? "",
  };
}

function update(scope: Scope, id: string, { olds, news }: Change): void {
  const gateway = needGateway(scope, id);
  scope.put(internetGatewayKind, { ...gateway, tags: tagsOf(news, "tagsAll") });
  const wanted = text(news, "vpcId");
  if (wanted === undefined && text(olds, "vpcId") === undefined) return;
  if (wanted === gateway.vpcId) return;
  if (gateway.vpcId !== undefined) detach(scope, id);
  if (wanted !== undefined) attach(scope, id, wanted);
}

/** The provider detaches first. */
function remove(scope: Scope, id: string): void {
  const gateway = scope.get(internetGatewayKind, id);
  if (gateway?.vpcId !== undefined) detach(scope, id);
  scope.remove(scope.get(internetGatewayKind, id));
}

export const internetGateway: Model = {
  type: "aws:ec2/internetGateway:InternetGateway",
  service: "EC2",
  noun: "EC2 Internet Gateway",
  calls: {
    create: "CreateInternetGateway",
    update: "AttachInternetGateway",
    delete: "DeleteInternetGateway",
  },
  // What lingers (a load balancer's interfaces, a function's) goes meanwhile: the provider waits for it.
  retries: { delete: { codes: ["DependencyViolation"], seconds: 1200 } },
  properties: { ...common, arn: output, ownerId: output, vpcId: computed },
  create,
  read,
  update,
  delete: remove,
};

export const internetGatewayAttachment: Model = {
  type: "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment",
  service: "EC2",
  noun: "EC2 Internet Gateway Attachment",
  calls: { create: "AttachInternetGateway", delete: "DetachInternetGateway" },
  properties: { region, internetGatewayId: requiredForcesNew, vpcId: requiredForcesNew },
  create(scope, inputs) {
    const internetGatewayId = text(inputs, "internetGatewayId") ?? "";
    const vpcId = text(inputs, "vpcId") ?? "";
    attach(scope, internetGatewayId, vpcId);
    return `${internetGatewayId}:${vpcId}`;
  },
  read(scope, id) {
    const [internetGatewayId = "", vpcId = ""] = id.split(":");
    const attached = scope.get(internetGatewayKind, internetGatewayId)?.vpcId;
    return attached === vpcId ? { internetGatewayId, vpcId } : undefined;
  },
  delete(scope, id) {
    const [internetGatewayId = "", vpcId = ""] = id.split(":");
    if (scope.get(internetGatewayKind, internetGatewayId)?.vpcId === vpcId)
      detach(scope, internetGatewayId);
  },
};
