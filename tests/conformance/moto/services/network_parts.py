"""What is added to a VPC: blocks, peerings, egress-only gateways, DHCP options, interfaces, prefix lists."""

from arguments import request
from mapping import Refused, plays, retag, tag_specification


@plays("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation")
class BlockAssociation:
    def create(aws, name, args):
        made = aws.ec2.associate_vpc_cidr_block(VpcId=args["vpcId"], CidrBlock=args["cidrBlock"])
        return {"id": made["CidrBlockAssociation"]["AssociationId"]}

    def delete(aws, made, args):
        aws.ec2.disassociate_vpc_cidr_block(AssociationId=made["id"])


@plays("aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway")
class EgressOnlyInternetGateway:
    def create(aws, name, args):
        tags = tag_specification(args, "egress-only-internet-gateway")
        made = aws.ec2.create_egress_only_internet_gateway(
            **request(VpcId=args["vpcId"], TagSpecifications=tags)
        )["EgressOnlyInternetGateway"]
        return {"id": made["EgressOnlyInternetGatewayId"]}

    def delete(aws, made, args):
        aws.ec2.delete_egress_only_internet_gateway(EgressOnlyInternetGatewayId=made["id"])


@plays("aws:ec2/vpcDhcpOptions:VpcDhcpOptions")
class DhcpOptions:
    def create(aws, name, args):
        given = {
            "domain-name": args.get("domainName"),
            "domain-name-servers": args.get("domainNameServers"),
            "netbios-node-type": args.get("netbiosNodeType"),
        }
        configurations = [
            {"Key": key, "Values": value if isinstance(value, list) else [value]}
            for key, value in given.items()
            if value is not None
        ]
        made = aws.ec2.create_dhcp_options(
            **request(
                DhcpConfigurations=configurations,
                TagSpecifications=tag_specification(args, "dhcp-options"),
            )
        )
        return {"id": made["DhcpOptions"]["DhcpOptionsId"]}

    def delete(aws, made, args):
        aws.ec2.delete_dhcp_options(DhcpOptionsId=made["id"])


@plays("aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation")
class DhcpOptionsAssociation:
    def create(aws, name, args):
        both = {"DhcpOptionsId": args["dhcpOptionsId"], "VpcId": args["vpcId"]}
        aws.ec2.associate_dhcp_options(**both)
        return {"id": "-".join(both.values())}


def accept(ec2, peering_id):
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)


@plays("aws:ec2/vpcPeeringConnection:VpcPeeringConnection")
class VpcPeeringConnection:
    def create(aws, name, args):
        made = aws.ec2.create_vpc_peering_connection(
            **request(
                VpcId=args["vpcId"],
                PeerVpcId=args["peerVpcId"],
                PeerOwnerId=args.get("peerOwnerId"),
                PeerRegion=args.get("peerRegion"),
                TagSpecifications=tag_specification(args, "vpc-peering-connection"),
            )
        )["VpcPeeringConnection"]
        peering_id = made["VpcPeeringConnectionId"]
        found = aws.ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[peering_id])
        if found["VpcPeeringConnections"][0]["Status"]["Code"] == "failed":
            raise Refused("failed")
        if args.get("autoAccept"):
            accept(aws.ec2, peering_id)
        return {"id": peering_id}

    def update(aws, made, args):
        retag(aws.ec2, made["id"], args)

    def delete(aws, made, args):
        aws.ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=made["id"])


@plays("aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter")
class VpcPeeringConnectionAccepter:
    def create(aws, name, args):
        peering_id = args["vpcPeeringConnectionId"]
        aws.ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[peering_id])
        if args.get("autoAccept"):
            accept(aws.ec2, peering_id)
        return {"id": peering_id}


def options(given):
    if given is None:
        return None
    return {"AllowDnsResolutionFromRemoteVpc": given["allowRemoteVpcDnsResolution"]}


@plays("aws:ec2/peeringConnectionOptions:PeeringConnectionOptions")
class PeeringConnectionOptions:
    def create(aws, name, args):
        aws.ec2.modify_vpc_peering_connection_options(
            **request(
                VpcPeeringConnectionId=args["vpcPeeringConnectionId"],
                RequesterPeeringConnectionOptions=options(args.get("requester")),
                AccepterPeeringConnectionOptions=options(args.get("accepter")),
            )
        )
        return {"id": args["vpcPeeringConnectionId"]}


@plays("aws:ec2/networkInterface:NetworkInterface")
class NetworkInterface:
    def create(aws, name, args):
        addresses = args.get("privateIps", [])
        made = aws.ec2.create_network_interface(
            **request(
                SubnetId=args["subnetId"],
                Groups=args.get("securityGroups"),
                PrivateIpAddress=addresses[0] if len(addresses) == 1 else None,
                TagSpecifications=tag_specification(args, "network-interface"),
            )
        )["NetworkInterface"]
        return {"id": made["NetworkInterfaceId"]}

    def update(aws, made, args):
        retag(aws.ec2, made["id"], args)

    def delete(aws, made, args):
        aws.ec2.delete_network_interface(NetworkInterfaceId=made["id"])


@plays("aws:ec2/managedPrefixList:ManagedPrefixList")
class ManagedPrefixList:
    def create(aws, name, args):
        entries = [{"Cidr": one["cidr"]} for one in args.get("entries", [])]
        made = aws.ec2.create_managed_prefix_list(
            **request(
                PrefixListName=args["name"],
                AddressFamily=args["addressFamily"],
                MaxEntries=args["maxEntries"],
                Entries=entries or None,
                TagSpecifications=tag_specification(args, "prefix-list"),
            )
        )["PrefixList"]
        return {"id": made["PrefixListId"]}

    def delete(aws, made, args):
        aws.ec2.delete_managed_prefix_list(PrefixListId=made["id"])
