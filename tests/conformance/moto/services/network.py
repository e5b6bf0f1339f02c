"""VPCs, subnets and internet gateways."""

from arguments import request
from mapping import plays, retag, tag_specification


def first(answer, key, field):
    return answer[key][0][field]


def of_vpc(ec2, vpc_id):
    """What AWS makes with a VPC, found as the provider finds it; looked for when a step names it."""
    in_vpc = {"Name": "vpc-id", "Values": [vpc_id]}

    def default_acl():
        wanted = [in_vpc, {"Name": "default", "Values": ["true"]}]
        return first(ec2.describe_network_acls(Filters=wanted), "NetworkAcls", "NetworkAclId")

    def main_table():
        wanted = [in_vpc, {"Name": "association.main", "Values": ["true"]}]
        return first(ec2.describe_route_tables(Filters=wanted), "RouteTables", "RouteTableId")

    def default_group():
        wanted = [in_vpc, {"Name": "group-name", "Values": ["default"]}]
        return first(ec2.describe_security_groups(Filters=wanted), "SecurityGroups", "GroupId")

    return {
        "id": vpc_id,
        "defaultNetworkAclId": default_acl,
        "defaultRouteTableId": main_table,
        "mainRouteTableId": main_table,
        "defaultSecurityGroupId": default_group,
        "ipv6CidrBlock": lambda: ipv6_of(ec2, vpc_id)["Ipv6CidrBlock"],
    }


def ipv6_of(ec2, vpc_id):
    vpc = ec2.describe_vpcs(VpcIds=[vpc_id])["Vpcs"][0]
    blocks = [
        one
        for one in vpc.get("Ipv6CidrBlockAssociationSet", [])
        if one["Ipv6CidrBlockState"]["State"] == "associated"
    ]
    return blocks[0] if blocks else None


@plays("aws:ec2/vpc:Vpc")
class Vpc:
    def create(aws, name, args):
        made = aws.ec2.create_vpc(
            **request(
                AmazonProvidedIpv6CidrBlock=args.get("assignGeneratedIpv6CidrBlock", False),
                InstanceTenancy=args.get("instanceTenancy", "default"),
                CidrBlock=args.get("cidrBlock"),
                Ipv4IpamPoolId=args.get("ipv4IpamPoolId"),
                Ipv4NetmaskLength=args.get("ipv4NetmaskLength"),
                TagSpecifications=tag_specification(args, "vpc"),
            )
        )
        vpc_id = made["Vpc"]["VpcId"]
        if args.get("enableDnsHostnames", False):
            aws.ec2.modify_vpc_attribute(VpcId=vpc_id, EnableDnsHostnames={"Value": True})
        if not args.get("enableDnsSupport", True):
            aws.ec2.modify_vpc_attribute(VpcId=vpc_id, EnableDnsSupport={"Value": False})
        return of_vpc(aws.ec2, vpc_id)

    def update(aws, made, args):
        ec2, vpc_id = aws.ec2, made["id"]
        if args.changed("enableDnsHostnames"):
            wanted = {"Value": args.get("enableDnsHostnames", False)}
            ec2.modify_vpc_attribute(VpcId=vpc_id, EnableDnsHostnames=wanted)
        if args.changed("enableDnsSupport"):
            wanted = {"Value": args.get("enableDnsSupport", True)}
            ec2.modify_vpc_attribute(VpcId=vpc_id, EnableDnsSupport=wanted)
        if args.changed("instanceTenancy"):
            tenancy = args.get("instanceTenancy", "default")
            ec2.modify_vpc_tenancy(VpcId=vpc_id, InstanceTenancy=tenancy)
        if args.changed("assignGeneratedIpv6CidrBlock"):
            before = ipv6_of(ec2, vpc_id)
            if before is not None:
                ec2.disassociate_vpc_cidr_block(AssociationId=before["AssociationId"])
            if args.get("assignGeneratedIpv6CidrBlock"):
                ec2.associate_vpc_cidr_block(VpcId=vpc_id, AmazonProvidedIpv6CidrBlock=True)
        retag(ec2, vpc_id, args)

    def delete(aws, made, args):
        aws.ec2.delete_vpc(VpcId=made["id"])


# By the property's name: the attribute that ModifySubnetAttribute sets, one a call.
subnet_attributes = {
    "assignIpv6AddressOnCreation": "AssignIpv6AddressOnCreation",
    "enableDns64": "EnableDns64",
    "enableResourceNameDnsAaaaRecordOnLaunch": "EnableResourceNameDnsAAAARecordOnLaunch",
    "enableResourceNameDnsARecordOnLaunch": "EnableResourceNameDnsARecordOnLaunch",
    "mapPublicIpOnLaunch": "MapPublicIpOnLaunch",
}


@plays("aws:ec2/subnet:Subnet")
class Subnet:
    def create(aws, name, args):
        made = aws.ec2.create_subnet(
            **request(
                VpcId=args["vpcId"],
                CidrBlock=args.get("cidrBlock"),
                AvailabilityZone=args.get("availabilityZone"),
                AvailabilityZoneId=args.get("availabilityZoneId"),
                Ipv6CidrBlock=args.get("ipv6CidrBlock"),
                Ipv6Native=args.get("ipv6Native"),
                TagSpecifications=tag_specification(args, "subnet"),
            )
        )["Subnet"]
        for key, attribute in subnet_attributes.items():
            if args.get(key, False):
                wanted = {attribute: {"Value": True}}
                aws.ec2.modify_subnet_attribute(SubnetId=made["SubnetId"], **wanted)
        return {"id": made["SubnetId"], "availabilityZone": made["AvailabilityZone"]}

    def update(aws, made, args):
        ec2, subnet_id = aws.ec2, made["id"]
        if args.changed("ipv6CidrBlock"):
            subnet = ec2.describe_subnets(SubnetIds=[subnet_id])["Subnets"][0]
            for one in subnet["Ipv6CidrBlockAssociationSet"]:
                ec2.disassociate_subnet_cidr_block(AssociationId=one["AssociationId"])
            block = args.get("ipv6CidrBlock")
            if block:
                ec2.associate_subnet_cidr_block(SubnetId=subnet_id, Ipv6CidrBlock=block)
        for key, attribute in subnet_attributes.items():
            if args.changed(key):
                wanted = {attribute: {"Value": args.get(key, False)}}
                ec2.modify_subnet_attribute(SubnetId=subnet_id, **wanted)
        retag(ec2, subnet_id, args)

    def delete(aws, made, args):
        aws.ec2.delete_subnet(SubnetId=made["id"])


@plays("aws:ec2/internetGateway:InternetGateway")
class InternetGateway:
    def create(aws, name, args):
        tags = tag_specification(args, "internet-gateway")
        made = aws.ec2.create_internet_gateway(**request(TagSpecifications=tags))
        gateway_id = made["InternetGateway"]["InternetGatewayId"]
        if args.get("vpcId"):
            aws.ec2.attach_internet_gateway(InternetGatewayId=gateway_id, VpcId=args["vpcId"])
        return {"id": gateway_id}

    def update(aws, made, args):
        ec2 = aws.ec2
        if args.changed("vpcId"):
            if args.before.get("vpcId"):
                before = args.before["vpcId"]
                ec2.detach_internet_gateway(InternetGatewayId=made["id"], VpcId=before)
            if args.get("vpcId"):
                ec2.attach_internet_gateway(InternetGatewayId=made["id"], VpcId=args["vpcId"])
        retag(ec2, made["id"], args)

    def delete(aws, made, args):
        if args.get("vpcId"):
            aws.ec2.detach_internet_gateway(InternetGatewayId=made["id"], VpcId=args["vpcId"])
        aws.ec2.delete_internet_gateway(InternetGatewayId=made["id"])


@plays("aws:ec2/internetGatewayAttachment:InternetGatewayAttachment")
class InternetGatewayAttachment:
    def create(aws, name, args):
        both = {"InternetGatewayId": args["internetGatewayId"], "VpcId": args["vpcId"]}
        aws.ec2.attach_internet_gateway(**both)
        return {"id": ":".join(both.values()), **both}

    def delete(aws, made, args):
        aws.ec2.detach_internet_gateway(
            InternetGatewayId=made["InternetGatewayId"], VpcId=made["VpcId"]
        )
