/** Gateways, endpoints, peerings, addresses and prefix lists. */
import { flagIn, mapsIn, textIn, textsIn, type ValueMap } from "../records/propertyValues";
import { ec2, tagsOf, type Described } from "./described";

export function internetGateway(answer: ValueMap): Described[] {
  const [attached = {}] = mapsIn(answer, "Attachments");
  const outputs = { vpcId: textIn(attached, "VpcId"), ownerId: textIn(answer, "OwnerId") };
  const id = textIn(answer, "InternetGatewayId");
  return [{ type: ec2("InternetGateway"), id, tags: tagsOf(answer), outputs }];
}

export function egressOnlyGateway(answer: ValueMap): Described[] {
  const [attached = {}] = mapsIn(answer, "Attachments");
  const id = textIn(answer, "EgressOnlyInternetGatewayId");
  const outputs = { vpcId: textIn(attached, "VpcId") };
  return [{ type: ec2("EgressOnlyInternetGateway"), id, tags: tagsOf(answer), outputs }];
}

export const vpnGateway = (answer: ValueMap): Described[] =>
  isGone(answer)
    ? []
    : [
        {
          type: ec2("VpnGateway"),
          id: textIn(answer, "VpnGatewayId"),
          tags: tagsOf(answer),
          outputs: {},
        },
      ];

const gone = new Set(["deleted", "deleting", "failed", "rejected", "expired"]);

const isGone = (answer: ValueMap): boolean =>
  gone.has((textIn(answer, "State") ?? "").toLowerCase());

/** Described for an hour after it is gone. */
export function natGateway(answer: ValueMap): Described[] {
  if (isGone(answer)) return [];
  const addresses = mapsIn(answer, "NatGatewayAddresses");
  const all = (key: string): string[] => addresses.flatMap((one) => textIn(one, key) ?? []);
  const [publicIp] = all("PublicIp");
  const [privateIp, ...secondary] = all("PrivateIp");
  const [allocationId, ...others] = all("AllocationId");
  const outputs = {
    vpcId: textIn(answer, "VpcId"),
    subnetId: textIn(answer, "SubnetId"),
    connectivityType: textIn(answer, "ConnectivityType"),
    availabilityMode: textIn(answer, "AvailabilityMode"),
    routeTableId: textIn(answer, "RouteTableId"),
    allocationId,
    secondaryAllocationIds: others,
    publicIp,
    privateIp,
    secondaryPrivateIpAddresses: secondary,
    regionalNatGatewayAddresses: all("PublicIp").map((address) => ({ publicIp: address })),
  };
  const id = textIn(answer, "NatGatewayId");
  return [{ type: ec2("NatGateway"), id, tags: tagsOf(answer), outputs }];
}

export function vpcEndpoint(answer: ValueMap): Described[] {
  if (isGone(answer)) return [];
  const outputs = {
    vpcId: textIn(answer, "VpcId"),
    ownerId: textIn(answer, "OwnerId"),
    serviceName: textIn(answer, "ServiceName"),
    vpcEndpointType: textIn(answer, "VpcEndpointType"),
    policy: textIn(answer, "PolicyDocument"),
    privateDnsEnabled: flagIn(answer, "PrivateDnsEnabled"),
    ipAddressType: textIn(answer, "IpAddressType"),
    routeTableIds: textsIn(answer, "RouteTableIds"),
    subnetIds: textsIn(answer, "SubnetIds"),
    securityGroupIds: mapsIn(answer, "Groups").flatMap((one) => textIn(one, "GroupId") ?? []),
  };
  const id = textIn(answer, "VpcEndpointId");
  return [{ type: ec2("VpcEndpoint"), id, tags: tagsOf(answer), outputs }];
}

export function peeringConnection(answer: ValueMap): Described[] {
  const option = "PeeringOptions.AllowDnsResolutionFromRemoteVpc";
  const side = (info: string): ValueMap => ({
    allowRemoteVpcDnsResolution: flagIn(answer, `${info}.${option}`),
  });
  const outputs = {
    vpcId: textIn(answer, "RequesterVpcInfo.VpcId"),
    peerVpcId: textIn(answer, "AccepterVpcInfo.VpcId"),
    peerOwnerId: textIn(answer, "AccepterVpcInfo.OwnerId"),
    peerRegion: textIn(answer, "AccepterVpcInfo.Region"),
    region: textIn(answer, "RequesterVpcInfo.Region"),
    acceptStatus: textIn(answer, "Status.Code"),
    requester: side("RequesterVpcInfo"),
    accepter: side("AccepterVpcInfo"),
  };
  const id = textIn(answer, "VpcPeeringConnectionId");
  return [{ type: ec2("VpcPeeringConnection"), id, tags: tagsOf(answer), outputs }];
}

export const address = (answer: ValueMap): Described[] => [
  {
    type: ec2("Eip"),
    id: textIn(answer, "AllocationId"),
    tags: tagsOf(answer),
    outputs: {
      publicIp: textIn(answer, "PublicIp"),
      networkInterface: textIn(answer, "NetworkInterfaceId"),
    },
  },
];

/** Either kind of answer: AWS's own lists with their blocks, managed ones with the entries that were asked for. */
export function prefixList(answer: ValueMap): Described[] {
  const entries = [
    ...textsIn(answer, "Cidrs").map((cidr) => ({ cidr })),
    ...mapsIn(answer, "Entries").map((entry) => ({ cidr: textIn(entry, "Cidr") })),
  ];
  const outputs = {
    name: textIn(answer, "PrefixListName"),
    ownerId: textIn(answer, "OwnerId"),
    entries: entries.length === 0 ? undefined : entries,
  };
  const name = textIn(answer, "PrefixListName");
  const tags = { ...(name === undefined ? {} : { Name: name }), ...tagsOf(answer) };
  return [{ type: ec2("ManagedPrefixList"), id: textIn(answer, "PrefixListId"), tags, outputs }];
}

export const exclusion = (answer: ValueMap): Described[] => {
  const arn = textIn(answer, "ResourceArn") ?? "";
  const resource = arn.slice(arn.lastIndexOf("/") + 1);
  const property = resource.startsWith("vpc-") ? "vpcId" : "subnetId";
  return [
    {
      type: ec2("VpcBlockPublicAccessExclusion"),
      id: textIn(answer, "ExclusionId"),
      outputs: {
        [property]: resource,
        internetGatewayExclusionMode: textIn(answer, "InternetGatewayExclusionMode"),
      },
    },
  ];
};
