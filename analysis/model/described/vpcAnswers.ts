/** VPCs, subnets, and what filters and routes their traffic. */
import { flagIn, mapsIn, textIn, textsIn, valueAt, type ValueMap } from "../records/propertyValues";
import type { Answers } from "./answers";
import { ec2, tagsOf, type Described } from "./described";

const of = (answers: Answers, key: string, vpc: string | undefined): readonly ValueMap[] =>
  (answers.get(key) ?? []).filter((one) => textIn(one, "VpcId") === vpc);

const isMain = (table: ValueMap): boolean =>
  mapsIn(table, "Associations").some((one) => flagIn(one, "Main") === true);

const isAssociated = (association: ValueMap, path: string): boolean =>
  (textIn(association, `${path}.State`) ?? "associated") === "associated";

export function vpc(answer: ValueMap, answers: Answers): Described[] {
  const id = textIn(answer, "VpcId");
  const main = of(answers, "RouteTables", id).find(isMain);
  const acl = of(answers, "NetworkAcls", id).find((one) => flagIn(one, "IsDefault"));
  const group = of(answers, "SecurityGroups", id).find(
    (one) => textIn(one, "GroupName") === "default",
  );
  const primary = textIn(answer, "CidrBlock");
  const isDefault = flagIn(answer, "IsDefault") === true;
  // `describe-vpcs` does not say it; private names of an endpoint need it.
  const hasNames = of(answers, "VpcEndpoints", id).some((one) => flagIn(one, "PrivateDnsEnabled"));
  const own: Described = {
    type: ec2(isDefault ? "DefaultVpc" : "Vpc"),
    id,
    tags: tagsOf(answer),
    outputs: {
      cidrBlock: primary,
      ownerId: textIn(answer, "OwnerId"),
      enableDnsHostnames: hasNames ? true : undefined,
      defaultRouteTableId: main && textIn(main, "RouteTableId"),
      defaultNetworkAclId: acl && textIn(acl, "NetworkAclId"),
      defaultSecurityGroupId: group && textIn(group, "GroupId"),
    },
  };
  const more = mapsIn(answer, "CidrBlockAssociationSet")
    .filter((one) => isAssociated(one, "CidrBlockState"))
    .filter((one) => textIn(one, "CidrBlock") !== primary)
    .map((one) => block(id, one, { type: "VpcIpv4CidrBlockAssociation", from: "CidrBlock" }));
  const ipv6 = mapsIn(answer, "Ipv6CidrBlockAssociationSet")
    .filter((one) => isAssociated(one, "Ipv6CidrBlockState"))
    .map((one) => block(id, one, { type: "VpcIpv6CidrBlockAssociation", from: "Ipv6CidrBlock" }));
  return [own, ...more, ...ipv6];
}

function block(
  vpcId: string | undefined,
  association: ValueMap,
  { type, from }: { readonly type: string; readonly from: string },
): Described {
  const path = from === "CidrBlock" ? "cidrBlock" : "ipv6CidrBlock";
  return {
    type: ec2(type),
    id: textIn(association, "AssociationId"),
    outputs: { vpcId, [path]: textIn(association, from) },
  };
}

export function subnet(answer: ValueMap): Described[] {
  const [ipv6] = mapsIn(answer, "Ipv6CidrBlockAssociationSet").filter((one) =>
    isAssociated(one, "Ipv6CidrBlockState"),
  );
  const outputs = {
    vpcId: textIn(answer, "VpcId"),
    ownerId: textIn(answer, "OwnerId"),
    cidrBlock: textIn(answer, "CidrBlock"),
    ipv6CidrBlock: ipv6 && textIn(ipv6, "Ipv6CidrBlock"),
    ipv6Native: flagIn(answer, "Ipv6Native"),
    availabilityZone: textIn(answer, "AvailabilityZone"),
    availabilityZoneId: textIn(answer, "AvailabilityZoneId"),
    mapPublicIpOnLaunch: flagIn(answer, "MapPublicIpOnLaunch"),
    assignIpv6AddressOnCreation: flagIn(answer, "AssignIpv6AddressOnCreation"),
  };
  return [{ type: ec2("Subnet"), id: textIn(answer, "SubnetId"), tags: tagsOf(answer), outputs }];
}

export function routeTable(answer: ValueMap, answers: Answers): Described[] {
  const id = textIn(answer, "RouteTableId");
  const endpoints = new Set(
    (answers.get("VpcEndpoints") ?? []).flatMap((one) => textIn(one, "VpcEndpointId") ?? []),
  );
  const routes = mapsIn(answer, "Routes")
    .filter((route) => !isEndpoints(route, endpoints))
    .map(routeOf);
  const propagated = mapsIn(answer, "PropagatingVgws").flatMap(
    (one) => textIn(one, "GatewayId") ?? [],
  );
  const outputs = {
    vpcId: textIn(answer, "VpcId"),
    ownerId: textIn(answer, "OwnerId"),
    routes,
    propagatingVgws: propagated,
  };
  const own = {
    type: ec2(isMain(answer) ? "DefaultRouteTable" : "RouteTable"),
    id,
    tags: tagsOf(answer),
    outputs,
  };
  const associations = mapsIn(answer, "Associations").map((one) => ({
    type: ec2("RouteTableAssociation"),
    id: flagIn(one, "Main") === true ? undefined : textIn(one, "RouteTableAssociationId"),
    outputs: {
      routeTableId: id,
      subnetId: textIn(one, "SubnetId"),
      gatewayId: textIn(one, "GatewayId"),
    },
  }));
  return [own, ...associations];
}

/** A gateway endpoint that is given too brings its routes itself. */
const isEndpoints = (route: ValueMap, endpoints: ReadonlySet<string>): boolean =>
  textIn(route, "DestinationPrefixListId") !== undefined &&
  endpoints.has(textIn(route, "GatewayId") ?? "");

const routeOf = (route: ValueMap): ValueMap => ({
  cidrBlock: textIn(route, "DestinationCidrBlock"),
  ipv6CidrBlock: textIn(route, "DestinationIpv6CidrBlock"),
  destinationPrefixListId: textIn(route, "DestinationPrefixListId"),
  gatewayId: textIn(route, "GatewayId"),
  natGatewayId: textIn(route, "NatGatewayId"),
  transitGatewayId: textIn(route, "TransitGatewayId"),
  vpcPeeringConnectionId: textIn(route, "VpcPeeringConnectionId"),
  egressOnlyGatewayId: textIn(route, "EgressOnlyInternetGatewayId"),
  networkInterfaceId: textIn(route, "NetworkInterfaceId"),
  instanceId: textIn(route, "InstanceId"),
  carrierGatewayId: textIn(route, "CarrierGatewayId"),
  localGatewayId: textIn(route, "LocalGatewayId"),
  coreNetworkArn: textIn(route, "CoreNetworkArn"),
  state: textIn(route, "State"),
});

/** The last rule, which denies, has a number of its own. */
export function networkAcl(answer: ValueMap): Described[] {
  const isDefault = flagIn(answer, "IsDefault") === true;
  const rules = (egress: boolean): ValueMap[] =>
    mapsIn(answer, "Entries")
      .filter((one) => (flagIn(one, "Egress") ?? false) === egress)
      .map((one) => ({
        ruleNo: valueAt(one, "RuleNumber"),
        action: textIn(one, "RuleAction"),
        protocol: textIn(one, "Protocol"),
        cidrBlock: textIn(one, "CidrBlock"),
        ipv6CidrBlock: textIn(one, "Ipv6CidrBlock"),
        fromPort: valueAt(one, "PortRange.From"),
        toPort: valueAt(one, "PortRange.To"),
        icmpType: valueAt(one, "IcmpTypeCode.Type"),
        icmpCode: valueAt(one, "IcmpTypeCode.Code"),
      }));
  const outputs = {
    vpcId: textIn(answer, "VpcId"),
    ownerId: textIn(answer, "OwnerId"),
    subnetIds: mapsIn(answer, "Associations").flatMap((one) => textIn(one, "SubnetId") ?? []),
    ingress: rules(false),
    egress: rules(true),
  };
  const type = ec2(isDefault ? "DefaultNetworkAcl" : "NetworkAcl");
  return [{ type, id: textIn(answer, "NetworkAclId"), tags: tagsOf(answer), outputs }];
}

export function securityGroup(answer: ValueMap): Described[] {
  const name = textIn(answer, "GroupName");
  const rules = (key: string): ValueMap[] => mapsIn(answer, key).flatMap(permissions);
  const outputs = {
    vpcId: textIn(answer, "VpcId"),
    ownerId: textIn(answer, "OwnerId"),
    name,
    ingress: rules("IpPermissions"),
    egress: rules("IpPermissionsEgress"),
  };
  const type = ec2(name === "default" ? "DefaultSecurityGroup" : "SecurityGroup");
  const tags = { ...(name === undefined ? {} : { Name: name }), ...tagsOf(answer) };
  return [{ type, id: textIn(answer, "GroupId"), tags, outputs }];
}

/** One rule for each remote side, for each has its own description. */
function permissions(permission: ValueMap): ValueMap[] {
  const traffic = {
    protocol: textIn(permission, "IpProtocol"),
    fromPort: valueAt(permission, "FromPort"),
    toPort: valueAt(permission, "ToPort"),
  };
  const remotes = [
    ["IpRanges", "CidrIp", "cidrBlocks"],
    ["Ipv6Ranges", "CidrIpv6", "ipv6CidrBlocks"],
    ["PrefixListIds", "PrefixListId", "prefixListIds"],
    ["UserIdGroupPairs", "GroupId", "securityGroups"],
  ] as const;
  return remotes.flatMap(([list, key, property]) =>
    mapsIn(permission, list).map((one) => ({
      ...traffic,
      description: textIn(one, "Description"),
      [property]: textsIn(one, key),
    })),
  );
}
