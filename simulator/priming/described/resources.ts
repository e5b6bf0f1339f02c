/**
 * What stands in a region, as resources that nobody manages: in the order in which they depend on each other. Kinds of
 * answers that are not read are named.
 */
import type { ValueMap } from "../../protocol";
import type { StateResource } from "../state";
import { flagOf, listOf, tagsOf, textOf, type Answer, type Answers } from "./answers";
import { aclRules, given, groupRules, routesOf } from "./rules";

interface Reader {
  readonly key: string;
  readonly read: (answer: Answer, answers: Answers) => readonly Described[];
}

interface Described {
  readonly type: string;
  readonly id: string;
  readonly inputs: ValueMap;
  readonly outputs?: ValueMap;
}

const ec2 = (name: string): string =>
  `aws:ec2/${name[0]?.toLowerCase() ?? ""}${name.slice(1)}:${name}`;

const all = (answers: Answers, key: string): readonly Answer[] => answers.get(key) ?? [];

const isMain = (table: Answer): boolean =>
  listOf(table, "Associations").some((one) => flagOf(one, "Main"));

function vpc(answer: Answer, answers: Answers): readonly Described[] {
  const id = textOf(answer, "VpcId") ?? "";
  const isOf = (one: Answer): boolean => textOf(one, "VpcId") === id;
  const main = all(answers, "RouteTables").find((one) => isOf(one) && isMain(one));
  const acl = all(answers, "NetworkAcls").find((one) => isOf(one) && flagOf(one, "IsDefault"));
  const group = all(answers, "SecurityGroups").find(
    (one) => isOf(one) && textOf(one, "GroupName") === "default",
  );
  const table = main && textOf(main, "RouteTableId");
  const blocks = listOf(answer, "CidrBlockAssociationSet").flatMap(
    (one) => textOf(one, "CidrBlock") ?? [],
  );
  const [primary = textOf(answer, "CidrBlock") ?? "", ...secondary] = [
    ...new Set([textOf(answer, "CidrBlock") ?? "", ...blocks]),
  ];
  const outputs = given({
    ownerId: textOf(answer, "OwnerId"),
    dhcpOptionsId: textOf(answer, "DhcpOptionsId"),
    mainRouteTableId: table,
    defaultRouteTableId: table,
    defaultNetworkAclId: acl && textOf(acl, "NetworkAclId"),
    defaultSecurityGroupId: group && textOf(group, "GroupId"),
  });
  const tenancy = textOf(answer, "InstanceTenancy") ?? "default";
  return [
    {
      type: ec2("Vpc"),
      id,
      inputs: { cidrBlock: primary, instanceTenancy: tenancy, enableDnsSupport: true },
      outputs,
    },
    ...secondary.map((cidrBlock) => ({
      type: ec2("VpcIpv4CidrBlockAssociation"),
      id: associationOf(answer, cidrBlock),
      inputs: { vpcId: id, cidrBlock },
    })),
  ];
}

const associationOf = (vpcAnswer: Answer, cidr: string): string =>
  textOf(
    listOf(vpcAnswer, "CidrBlockAssociationSet").find((one) => textOf(one, "CidrBlock") === cidr) ??
      {},
    "AssociationId",
  ) ?? "";

function subnet(answer: Answer): readonly Described[] {
  const zone = textOf(answer, "AvailabilityZone");
  const outputs = given({
    ownerId: textOf(answer, "OwnerId"),
    availabilityZone: zone,
    availabilityZoneId: textOf(answer, "AvailabilityZoneId"),
  });
  const inputs = given({
    vpcId: textOf(answer, "VpcId"),
    cidrBlock: textOf(answer, "CidrBlock"),
    availabilityZone: zone,
    mapPublicIpOnLaunch: flagOf(answer, "MapPublicIpOnLaunch"),
  });
  return [{ type: ec2("Subnet"), id: textOf(answer, "SubnetId") ?? "", inputs, outputs }];
}

function group(answer: Answer): readonly Described[] {
  const id = textOf(answer, "GroupId") ?? "";
  const vpcId = textOf(answer, "VpcId") ?? "";
  const rules = {
    ingress: groupRules(answer, "IpPermissions", id),
    egress: groupRules(answer, "IpPermissionsEgress", id),
  };
  if (textOf(answer, "GroupName") === "default")
    return [{ type: ec2("DefaultSecurityGroup"), id, inputs: { vpcId, ...rules } }];
  const name = textOf(answer, "GroupName") ?? "";
  const description = textOf(answer, "Description") ?? "";
  return [{ type: ec2("SecurityGroup"), id, inputs: { vpcId, name, description, ...rules } }];
}

function acl(answer: Answer): readonly Described[] {
  const id = textOf(answer, "NetworkAclId") ?? "";
  const subnetIds = listOf(answer, "Associations").flatMap((one) => textOf(one, "SubnetId") ?? []);
  const rules = { ingress: aclRules(answer, false), egress: aclRules(answer, true) };
  if (flagOf(answer, "IsDefault"))
    return [{ type: ec2("DefaultNetworkAcl"), id, inputs: { defaultNetworkAclId: id, ...rules } }];
  const vpcId = textOf(answer, "VpcId") ?? "";
  return [{ type: ec2("NetworkAcl"), id, inputs: { vpcId, subnetIds, ...rules } }];
}

function table(answer: Answer): readonly Described[] {
  const id = textOf(answer, "RouteTableId") ?? "";
  const routes = routesOf(answer);
  const own: Described = isMain(answer)
    ? { type: ec2("DefaultRouteTable"), id, inputs: { defaultRouteTableId: id, routes } }
    : { type: ec2("RouteTable"), id, inputs: { vpcId: textOf(answer, "VpcId") ?? "", routes } };
  const associations = listOf(answer, "Associations").flatMap((one) => {
    const subnetId = textOf(one, "SubnetId");
    const associationId = textOf(one, "RouteTableAssociationId") ?? "";
    if (subnetId === undefined) return [];
    const inputs = { routeTableId: id, subnetId };
    return [{ type: ec2("RouteTableAssociation"), id: associationId, inputs }];
  });
  return [own, ...associations];
}

function natGateway(answer: Answer): readonly Described[] {
  if (textOf(answer, "State") !== "available") return [];
  const [address = {}] = listOf(answer, "NatGatewayAddresses");
  const inputs = given({
    subnetId: textOf(answer, "SubnetId"),
    allocationId: textOf(address, "AllocationId"),
    connectivityType: textOf(answer, "ConnectivityType"),
    privateIp: textOf(address, "PrivateIp"),
  });
  const outputs = given({
    networkInterfaceId: textOf(address, "NetworkInterfaceId"),
    publicIp: textOf(address, "PublicIp"),
  });
  return [{ type: ec2("NatGateway"), id: textOf(answer, "NatGatewayId") ?? "", inputs, outputs }];
}

function endpoint(answer: Answer): readonly Described[] {
  const texts = (key: string): string[] =>
    (Array.isArray(answer[key]) ? answer[key] : []).filter((one) => typeof one === "string");
  const groups = listOf(answer, "Groups").flatMap((one) => textOf(one, "GroupId") ?? []);
  const inputs = given({
    vpcId: textOf(answer, "VpcId"),
    serviceName: textOf(answer, "ServiceName"),
    vpcEndpointType: textOf(answer, "VpcEndpointType"),
    policy: textOf(answer, "PolicyDocument"),
    privateDnsEnabled: flagOf(answer, "PrivateDnsEnabled"),
    routeTableIds: texts("RouteTableIds"),
    subnetIds: texts("SubnetIds"),
    securityGroupIds: groups,
  });
  return [{ type: ec2("VpcEndpoint"), id: textOf(answer, "VpcEndpointId") ?? "", inputs }];
}

function internetGateway(answer: Answer): readonly Described[] {
  const [attached = {}] = listOf(answer, "Attachments");
  const inputs = given({ vpcId: textOf(attached, "VpcId") });
  return [{ type: ec2("InternetGateway"), id: textOf(answer, "InternetGatewayId") ?? "", inputs }];
}

function peering(answer: Answer): readonly Described[] {
  const requester = (answer.RequesterVpcInfo ?? {}) as Answer;
  const accepter = (answer.AccepterVpcInfo ?? {}) as Answer;
  const { Code } = (answer.Status ?? {}) as Answer;
  if (Code !== "active") return [];
  const inputs = given({
    vpcId: textOf(requester, "VpcId"),
    peerVpcId: textOf(accepter, "VpcId"),
    peerOwnerId: textOf(accepter, "OwnerId"),
    autoAccept: true,
  });
  const id = textOf(answer, "VpcPeeringConnectionId") ?? "";
  return [{ type: ec2("VpcPeeringConnection"), id, inputs }];
}

const address = (answer: Answer): readonly Described[] => [
  {
    type: ec2("Eip"),
    id: textOf(answer, "AllocationId") ?? "",
    inputs: { domain: "vpc" },
    outputs: given({ publicIp: textOf(answer, "PublicIp") }),
  },
];

/** What others need comes first; routes come last, for they name everything else. */
const readers: readonly Reader[] = [
  { key: "Vpcs", read: vpc },
  { key: "Subnets", read: subnet },
  { key: "InternetGateways", read: internetGateway },
  { key: "Addresses", read: address },
  { key: "NatGateways", read: natGateway },
  { key: "SecurityGroups", read: group },
  { key: "NetworkAcls", read: acl },
  { key: "VpcPeeringConnections", read: peering },
  { key: "RouteTables", read: table },
  { key: "VpcEndpoints", read: endpoint },
];

const provider = "urn:pulumi:described::aws::pulumi:providers:aws::";

/** @param region of the folder, for what does not say it itself */
export function describedResources(
  answers: Answers,
  region: string,
): { readonly resources: readonly StateResource[]; readonly unread: readonly string[] } {
  const resources = readers.flatMap(({ key, read }) =>
    all(answers, key).flatMap((answer) =>
      read(answer, answers).map(({ type, id, inputs, outputs = {} }): StateResource => ({
        urn: `urn:pulumi:described::aws::${type}::${id}`,
        ...{ type, custom: true, id, inputs, provider: `${provider}${region}::${region}` },
        outputs: {
          ...inputs,
          ...outputs,
          id,
          region,
          tags: tagsOf(answer),
          tagsAll: tagsOf(answer),
        },
      })),
    ),
  );
  const unread = [...answers.keys()].filter((key) => !readers.some((one) => one.key === key));
  return { resources: resources.filter(({ id }) => id !== ""), unread };
}
