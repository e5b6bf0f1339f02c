/**
 * A way from REST APIs to a network load balancer in a VPC. Replaces as internal/service/apigateway/vpc_link.go says.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateVpcLink.html
 */
import { common, optional, output, type Model } from "../../model";
import { defineResource } from "../../resource/define";
import { arn as arnForm } from "../../resource/forms";
import type { Wanted } from "../../resource/spec";
import { text } from "../../values";
import { findLoadBalancer } from "../lb/entities";
import { bad, integrationKind, shortId, vpcLinkKind } from "./entities";

function accept({ scope, inputs }: Wanted): void {
  const arn = text(inputs, "targetArn") ?? "";
  if (!arn.includes(":loadbalancer/net/"))
    throw bad(`NLB ARN is malformed: ${arn} is no network load balancer`);
  if (findLoadBalancer(scope, arn) === undefined && scope.pinned === undefined)
    throw bad(`Failed to find the network load balancer ${arn}`);
}

export const vpcLink: Model = defineResource({
  type: "aws:apigateway/vpcLink:VpcLink",
  service: "API Gateway",
  noun: "API Gateway VPC Link",
  calls: { create: "CreateVpcLink", update: "UpdateVpcLink", delete: "DeleteVpcLink" },
  kind: vpcLinkKind,
  autoname: { max: 255 },
  properties: {
    ...common,
    arn: output,
    description: optional,
    name: {},
    targetArn: { required: true, replaces: true, form: arnForm },
  },
  id: (wanted) => shortId(wanted, "vpc link"),
  accept,
  fill: ({ scope }, id) => ({
    arn: `arn:${scope.partition.name}:apigateway:${scope.region}::/vpclinks/${id}`,
  }),
  mayGo: (scope, { id }) => {
    const [user] = scope.find(integrationKind, "vpcLink", id);
    if (user !== undefined)
      throw bad(`Cannot delete vpc link. Vpc link '${id}', is referenced in [${user.id}]`);
  },
});
