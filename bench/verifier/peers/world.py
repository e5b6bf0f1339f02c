"""A network of plain data, made in moto by the calls that would make it in AWS. What has no part here is left out."""

OPEN = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
TARGETS = {
    "internetGateway": "GatewayId",
    "natGateway": "NatGatewayId",
    "vpcPeeringConnection": "VpcPeeringConnectionId",
    "transitGateway": "TransitGatewayId",
}


def is_ipv6(cidr):
    return ":" in cidr


class World:
    def __init__(self, ec2, network):
        self.ec2 = ec2
        self.network = network
        self.ids = {}
        for vpc in network["vpcs"]:
            made = ec2.create_vpc(CidrBlock=vpc["ipv4Blocks"][0])
            self.ids[vpc["key"]] = made["Vpc"]["VpcId"]
        self.make_gateways()
        self.make_subnets()
        self.make_nat_gateways()
        self.make_groups()
        self.make_interfaces()
        self.make_routes()

    def make_gateways(self):
        for gateway in self.network["internetGateways"]:
            made = self.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
            self.ids[gateway["key"]] = made
            if gateway.get("vpc"):
                self.ec2.attach_internet_gateway(InternetGatewayId=made, VpcId=self.ids[gateway["vpc"]])
        for one in self.network["peeringConnections"]:
            made = self.ec2.create_vpc_peering_connection(
                VpcId=self.ids[one["requester"]], PeerVpcId=self.ids[one["accepter"]]
            )["VpcPeeringConnection"]["VpcPeeringConnectionId"]
            self.ids[one["key"]] = made
            if one["status"] == "active":
                self.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=made)
        for gateway in self.network["transitGateways"]:
            made = self.ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
            self.ids[gateway["key"]] = made

    def make_subnets(self):
        for acl in self.network["networkAcls"]:
            made = self.ec2.create_network_acl(VpcId=self.ids[acl["vpc"]])["NetworkAcl"]["NetworkAclId"]
            self.ids[acl["key"]] = made
            for egress, rules in ((False, acl["ingress"]), (True, acl["egress"])):
                for rule in rules:
                    self.make_acl_rule(made, egress, rule)
        for subnet in self.network["subnets"]:
            if subnet.get("ipv4Block") is None:
                continue
            made = self.ec2.create_subnet(
                VpcId=self.ids[subnet["vpc"]],
                CidrBlock=subnet["ipv4Block"],
                AvailabilityZone="us-east-1" + subnet["availabilityZone"][-1],
            )["Subnet"]["SubnetId"]
            self.ids[subnet["key"]] = made
            of_subnet = [{"Name": "association.subnet-id", "Values": [made]}]
            [acl] = self.ec2.describe_network_acls(Filters=of_subnet)["NetworkAcls"]
            [association] = [one for one in acl["Associations"] if one["SubnetId"] == made]
            self.ec2.replace_network_acl_association(
                AssociationId=association["NetworkAclAssociationId"],
                NetworkAclId=self.ids[subnet["networkAcl"]],
            )

    def make_acl_rule(self, acl, egress, rule):
        traffic = rule["traffic"]
        number = traffic.get("protocol")
        entry = {
            "NetworkAclId": acl,
            "Egress": egress,
            "RuleNumber": rule["number"],
            "RuleAction": "allow" if rule["allow"] else "deny",
            "Protocol": "-1" if number is None else str(number),
            "Ipv6CidrBlock" if is_ipv6(rule["cidr"]) else "CidrBlock": rule["cidr"],
        }
        if traffic.get("ports"):
            entry["PortRange"] = {"From": traffic["ports"]["from"], "To": traffic["ports"]["to"]}
        self.ec2.create_network_acl_entry(**entry)

    def make_nat_gateways(self):
        for gateway in self.network["natGateways"]:
            if gateway.get("subnet") is None:
                continue
            asked = {"SubnetId": self.ids[gateway["subnet"]]}
            if gateway["connectivity"] == "private":
                asked["ConnectivityType"] = "private"
            elif gateway.get("hasPublicAddress"):
                asked["AllocationId"] = self.ec2.allocate_address(Domain="vpc")["AllocationId"]
            made = self.ec2.create_nat_gateway(**asked)["NatGateway"]["NatGatewayId"]
            self.ids[gateway["key"]] = made

    def make_groups(self):
        for one in self.network["prefixLists"]:
            entries = [{"Cidr": cidr} for cidr in one.get("cidrs") or []]
            made = self.ec2.create_managed_prefix_list(
                PrefixListName=one["key"], MaxEntries=100, AddressFamily="IPv4", Entries=entries
            )
            self.ids[one["key"]] = made["PrefixList"]["PrefixListId"]
        for group in self.network["securityGroups"]:
            made = self.ec2.create_security_group(
                GroupName=group["key"][-200:], Description="bench", VpcId=self.ids[group["vpc"]]
            )["GroupId"]
            self.ids[group["key"]] = made
            self.ec2.revoke_security_group_egress(GroupId=made, IpPermissions=[OPEN])
        for group in self.network["securityGroups"]:
            made = self.ids[group["key"]]
            for rules, authorize in (
                (group["ingress"], self.ec2.authorize_security_group_ingress),
                (group["egress"], self.ec2.authorize_security_group_egress),
            ):
                permissions = [self.permission(rule) for rule in rules]
                if permissions:
                    authorize(GroupId=made, IpPermissions=permissions)

    def permission(self, rule):
        traffic, remote = rule["traffic"], rule["remote"]
        number = traffic.get("protocol")
        names = {6: "tcp", 17: "udp", 1: "icmp"}
        made = {"IpProtocol": "-1" if number is None else names.get(number, str(number))}
        if number is not None:
            ports = traffic.get("ports") or {"from": 0, "to": 65535}
            made["FromPort"], made["ToPort"] = (
                (ports["from"], ports["to"]) if number in (6, 17) else (-1, -1)
            )
        if "cidr" in remote and is_ipv6(remote["cidr"]):
            made["Ipv6Ranges"] = [{"CidrIpv6": remote["cidr"]}]
        elif "cidr" in remote:
            made["IpRanges"] = [{"CidrIp": remote["cidr"]}]
        elif "prefixList" in remote:
            made["PrefixListIds"] = [{"PrefixListId": self.ids[remote["prefixList"]]}]
        else:
            made["UserIdGroupPairs"] = [{"GroupId": self.ids[remote["securityGroup"]]}]
        return made

    def make_interfaces(self):
        self.addresses = {}
        for one in self.network["networkInterfaces"]:
            if not one["hasIpv4"]:
                continue
            asked = {"SubnetId": self.ids[one["subnet"]]}
            asked["Groups"] = [self.ids[group] for group in one["securityGroups"]]
            if one["ipv4"]:
                asked["PrivateIpAddress"] = one["ipv4"][0]
            made = self.ec2.create_network_interface(**asked)["NetworkInterface"]
            self.ids[one["key"]] = made["NetworkInterfaceId"]
            self.addresses[one["key"]] = made["PrivateIpAddress"]
            if one.get("publicIpv4"):
                address = self.ec2.allocate_address(Domain="vpc")["AllocationId"]
                self.ec2.associate_address(
                    AllocationId=address, NetworkInterfaceId=made["NetworkInterfaceId"]
                )

    def make_routes(self):
        for table in self.network["routeTables"]:
            made = self.ec2.create_route_table(VpcId=self.ids[table["vpc"]])["RouteTable"]["RouteTableId"]
            self.ids[table["key"]] = made
            for route in table["routes"]:
                self.make_route(made, route)
            for subnet in self.network["subnets"]:
                if subnet["routeTable"] == table["key"] and subnet["key"] in self.ids:
                    self.ec2.associate_route_table(RouteTableId=made, SubnetId=self.ids[subnet["key"]])

    def make_route(self, table, route):
        cidr = route["destination"].get("cidr")
        target = route["target"]
        kind = TARGETS.get(target["kind"])
        made = self.ids.get(target["key"])
        # A route whose target is gone leads nowhere, as does none at all.
        if cidr is None or is_ipv6(cidr) or kind is None or made is None or target.get("gone"):
            return
        self.ec2.create_route(**{"RouteTableId": table, "DestinationCidrBlock": cidr, kind: made})
