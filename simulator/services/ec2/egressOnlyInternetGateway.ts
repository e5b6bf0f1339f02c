/**
 * A way out for IPv6 that lets nothing in; free. One to a VPC. Deleted, it leaves black holes.
 * https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
 * Replaces as internal/service/ec2/vpc_egress_only_internet_gateway.go says.
 */
import { AwsError } from "../../errors";
import { common, requiredForcesNew, type Model } from "../../model";
import { tagsOf, text } from "../../values";
import { egressOnlyGatewayKind } from "./entities";
import { needVpc } from "./references";

export const egressOnlyInternetGateway: Model = {
  type: "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
  service: "EC2",
  noun: "EC2 Egress-only Internet Gateway",
  calls: {
    create: "CreateEgressOnlyInternetGateway",
    update: "CreateTags",
    delete: "DeleteEgressOnlyInternetGateway",
  },
  properties: { ...common, vpcId: requiredForcesNew },
  create(scope, inputs, { urn }) {
    const vpc = needVpc(scope, text(inputs, "vpcId") ?? "");
    if (scope.count(egressOnlyGatewayKind, "vpc", vpc.id) > 0)
      throw new AwsError(
        "InvalidParameterValue",
        `Network ${vpc.id} already has an egress-only internet gateway attached`,
      );
    if (scope.countAll(egressOnlyGatewayKind) >= scope.quota("egressOnlyInternetGatewaysPerRegion"))
      throw new AwsError(
        "EgressOnlyInternetGatewayLimitExceeded",
        "The maximum number of egress-only internet gateways has been reached.",
      );
    const id = scope.newId("eigw", urn);
    scope.put(egressOnlyGatewayKind, { id, vpcId: vpc.id, tags: tagsOf(inputs, "tagsAll") });
    return id;
  },
  read(scope, id) {
    const found = scope.get(egressOnlyGatewayKind, id);
    return found && { tagsAll: found.tags, vpcId: found.vpcId };
  },
  update(scope, id, { news }) {
    const found = scope.need(
      egressOnlyGatewayKind,
      id,
      "InvalidEgressOnlyInternetGatewayId.NotFound",
      `The eigw ID '${id}' does not exist`,
    );
    scope.put(egressOnlyGatewayKind, { ...found, tags: tagsOf(news, "tagsAll") });
  },
  delete: (scope, id) => scope.remove(scope.get(egressOnlyGatewayKind, id)),
};
