/**
 * A way from HTTP APIs into a VPC: an interface in each subnet. Replaces as
 * internal/service/apigatewayv2/vpc_link.go says.
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/vpclinks.html
 */
import { common, output, type Model } from "../../model";
import { checkLength } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Wanted } from "../../resource/spec";
import { texts } from "../../values";
import { shortId } from "../apigateway/entities";
import { placeInterfaces, removeInterfaces, siteOf } from "../ec2/placement";
import { bad, integrationKind, vpcLinkKind } from "./entities";

const placeOf = ({ inputs }: Pick<Wanted, "inputs">) => ({
  subnetIds: [...texts(inputs, "subnetIds")].sort(),
  securityGroupIds: [...texts(inputs, "securityGroupIds")].sort(),
});

function accept(wanted: Wanted, before: unknown): void {
  if (before !== undefined) return;
  const place = placeOf(wanted);
  if (place.subnetIds.length === 0) throw bad("A VPC link needs a subnet");
  siteOf(wanted.scope, place, {
    noSubnet: (id) => bad(`Subnet ${id} does not exist`),
    noSecurityGroup: (id) => bad(`Security group ${id} does not exist`),
    otherVpc: (id) => bad(`${id} is of another VPC: subnets and security groups must be of one`),
  });
}

const ownerOf = (id: string): string => `vpclink ${id}`;

export const vpcLink: Model = defineResource({
  type: "aws:apigatewayv2/vpcLink:VpcLink",
  service: "ApiGatewayV2",
  noun: "API Gateway v2 VPC Link",
  calls: { create: "CreateVpcLink", update: "UpdateVpcLink", delete: "DeleteVpcLink" },
  kind: vpcLinkKind,
  autoname: { max: 255 },
  properties: {
    ...common,
    arn: output,
    name: {},
    securityGroupIds: { kind: "set", required: true, replaces: true },
    subnetIds: { kind: "set", required: true, replaces: true },
  },
  validate: (inputs) => checkLength(inputs, "name", [1, 128]),
  id: (wanted) => shortId(wanted, "http api vpc link"),
  accept,
  fill: ({ scope }, id) => ({
    arn: `arn:${scope.partition.name}:apigateway:${scope.region}::/vpclinks/${id}`,
  }),
  made: (wanted, { id }) => {
    const { scope } = wanted;
    const isSeen = scope.pinned === undefined;
    if (isSeen)
      placeInterfaces(scope, {
        ...placeOf(wanted),
        owner: ownerOf(id),
        interfaceType: "interface",
        description: `API Gateway VPC link ${id}`,
      });
  },
  mayGo: (scope, { id }) => {
    const [user] = scope.find(integrationKind, "vpcLink", id);
    if (user !== undefined)
      throw bad(`Cannot delete vpc link. Vpc link '${id}', is referenced in [${user.id}]`);
  },
  removed: (scope, { id }) => {
    removeInterfaces(scope, ownerOf(id));
    return undefined;
  },
});
