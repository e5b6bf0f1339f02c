/** Types that bear on where packets go and that are not read, each with why. */
const ec2 = (name: string): string =>
  `aws:ec2/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const all = (why: string, types: readonly string[]): [string, string][] =>
  types.map((type) => [type, why]);

const vpn = "a VPN: what stands at its other end is not modelled";
const direct = "Direct Connect: what stands at its other end is not modelled";
const transit = "not modelled at a transit gateway";
const coreNetwork = "AWS Cloud WAN: its core network is not modelled";
const local = "routes on an Outpost or in a Local Zone are not modelled";
const routeServer = "routes that a route server learns are not known";
const mirror = "mirrored traffic is not modelled";
const lattice = "VPC Lattice is not modelled";
const resolver = "names that Route 53 Resolver forwards or blocks are not modelled";
const front = "traffic that AWS brings to resources in a VPC from its own network is not modelled";
const fleet = "the instances that it starts are not read";

export const unreadTypes: Readonly<Record<string, string>> = Object.fromEntries([
  ...all(vpn, [
    ec2("VpnGateway"),
    ec2("VpnGatewayAttachment"),
    ec2("VpnConnection"),
    ec2("VpnConnectionRoute"),
    ec2("VpnConcentrator"),
    "aws:ec2clientvpn/endpoint:Endpoint",
    "aws:ec2clientvpn/networkAssociation:NetworkAssociation",
    "aws:ec2clientvpn/route:Route",
    "aws:ec2clientvpn/authorizationRule:AuthorizationRule",
  ]),
  [
    ec2("VpnGatewayRoutePropagation"),
    "routes that a virtual private gateway propagates are not known",
  ],
  ...all(direct, [
    "aws:ec2transitgateway/getDirectConnectGatewayAttachment:GetDirectConnectGatewayAttachment",
    "aws:directconnect/gateway:Gateway",
    "aws:directconnect/gatewayAssociation:GatewayAssociation",
    "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface",
    "aws:directconnect/transitVirtualInterface:TransitVirtualInterface",
    "aws:directconnect/hostedPrivateVirtualInterface:HostedPrivateVirtualInterface",
    "aws:directconnect/hostedTransitVirtualInterface:HostedTransitVirtualInterface",
  ]),
  ...all(transit, [
    "aws:ec2transitgateway/connect:Connect",
    "aws:ec2transitgateway/connectPeer:ConnectPeer",
    "aws:ec2transitgateway/multicastDomain:MulticastDomain",
    "aws:ec2transitgateway/policyTable:PolicyTable",
    "aws:ec2transitgateway/policyTableAssociation:PolicyTableAssociation",
  ]),
  ...all(coreNetwork, [
    "aws:networkmanager/coreNetwork:CoreNetwork",
    "aws:networkmanager/vpcAttachment:VpcAttachment",
    "aws:networkmanager/connectAttachment:ConnectAttachment",
    "aws:networkmanager/siteToSiteVpnAttachment:SiteToSiteVpnAttachment",
    "aws:networkmanager/dxGatewayAttachment:DxGatewayAttachment",
    "aws:networkmanager/transitGatewayPeering:TransitGatewayPeering",
    "aws:networkmanager/transitGatewayRouteTableAttachment:TransitGatewayRouteTableAttachment",
  ]),
  ...all(local, [
    ec2("CarrierGateway"),
    ec2("LocalGatewayRoute"),
    ec2("LocalGatewayRouteTable"),
    ec2("LocalGatewayRouteTableVpcAssociation"),
    ec2("LocalGatewayRouteTableVirtualInterfaceGroupAssociation"),
  ]),
  ...all(routeServer, [
    "aws:vpc/routeServer:RouteServer",
    "aws:vpc/routeServerEndpoint:RouteServerEndpoint",
    "aws:vpc/routeServerPeer:RouteServerPeer",
    "aws:vpc/routeServerPropagation:RouteServerPropagation",
    "aws:vpc/routeServerVpcAssociation:RouteServerVpcAssociation",
  ]),
  ...all(mirror, [ec2("TrafficMirrorSession"), ec2("TrafficMirrorTarget")]),
  ...all(fleet, [ec2("Fleet"), ec2("SpotFleetRequest"), "aws:eks/nodeGroup:NodeGroup"]),
  [ec2("SecondaryNetwork"), "secondary networks are not modelled"],
  [ec2("SecondarySubnet"), "secondary networks are not modelled"],
  [ec2("VpcEndpointService"), "an endpoint service: who reaches it from elsewhere is not modelled"],
  [ec2("VpcEncryptionControl"), "what encryption controls refuse is not modelled"],
  [ec2("EncryptionControl"), "what encryption controls refuse is not modelled"],
  [ec2("VpcSecurityGroupRulesExclusive"), "rules that it would take away are read as they stand"],
  [
    "aws:vpc/securityGroupVpcAssociation:SecurityGroupVpcAssociation",
    "a security group shared with another VPC is read in its own only",
  ],
  ["aws:networkfirewall/firewall:Firewall", "what Network Firewall lets through is not modelled"],
  [
    "aws:networkfirewall/vpcEndpointAssociation:VpcEndpointAssociation",
    "what Network Firewall lets through is not modelled",
  ],
  ...all(lattice, [
    "aws:vpclattice/service:Service",
    "aws:vpclattice/serviceNetwork:ServiceNetwork",
    "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation",
    "aws:vpclattice/resourceGateway:ResourceGateway",
    "aws:vpclattice/resourceConfiguration:ResourceConfiguration",
    "aws:vpclattice/targetGroup:TargetGroup",
  ]),
  ...all(resolver, [
    "aws:route53/resolverEndpoint:ResolverEndpoint",
    "aws:route53/resolverRule:ResolverRule",
    "aws:route53/resolverRuleAssociation:ResolverRuleAssociation",
    "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation",
    "aws:route53/profilesAssociation:ProfilesAssociation",
    "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
  ]),
  ...all(front, [
    "aws:globalaccelerator/accelerator:Accelerator",
    "aws:globalaccelerator/endpointGroup:EndpointGroup",
    "aws:globalaccelerator/customRoutingEndpointGroup:CustomRoutingEndpointGroup",
    "aws:cloudfront/vpcOrigin:VpcOrigin",
    "aws:apigateway/vpcLink:VpcLink",
    "aws:verifiedaccess/endpoint:Endpoint",
  ]),
  ["aws:eks/cluster:Cluster", "the control plane's and the pods' interfaces are not read"],
  ["aws:eks/fargateProfile:FargateProfile", "the pods' interfaces are not read"],
  ["aws:elasticbeanstalk/environment:Environment", fleet],
  ["aws:lightsail/instance:Instance", "Lightsail's network is not modelled"],
  ["aws:lightsail/database:Database", "Lightsail's network is not modelled"],
  ["aws:gamelift/fleet:Fleet", "its peered VPC is not modelled"],
  ["aws:msk/vpcConnection:VpcConnection", "stands in subnets: its network interfaces are not read"],
]);
