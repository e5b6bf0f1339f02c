"""Elastic IP addresses and NAT gateways."""

from arguments import request
from mapping import Refused, plays, retag, tag_specification


@plays("aws:ec2/eip:Eip")
class ElasticIp:
    def create(aws, name, args):
        made = aws.ec2.allocate_address(
            **request(
                Domain=args.get("domain", "vpc"),
                Address=args.get("address"),
                TagSpecifications=tag_specification(args, "elastic-ip"),
            )
        )
        address = {"id": made["AllocationId"], "allocationId": made["AllocationId"]}
        if args.get("instance") or args.get("networkInterface"):
            aws.ec2.associate_address(
                **request(
                    AllocationId=made["AllocationId"],
                    InstanceId=args.get("instance"),
                    NetworkInterfaceId=args.get("networkInterface"),
                    PrivateIpAddress=args.get("associateWithPrivateIp"),
                )
            )
        return address

    def update(aws, made, args):
        retag(aws.ec2, made["id"], args)

    def delete(aws, made, args):
        if args.get("instance") or args.get("networkInterface"):
            address = aws.ec2.describe_addresses(AllocationIds=[made["id"]])["Addresses"][0]
            aws.ec2.disassociate_address(AssociationId=address["AssociationId"])
        aws.ec2.release_address(AllocationId=made["id"])


@plays("aws:ec2/natGateway:NatGateway")
class NatGateway:
    def create(aws, name, args):
        made = aws.ec2.create_nat_gateway(
            **request(
                AllocationId=args.get("allocationId"),
                AvailabilityMode=args.get("availabilityMode"),
                ConnectivityType=args.get("connectivityType", "public"),
                PrivateIpAddress=args.get("privateIp"),
                SubnetId=args.get("subnetId"),
                TagSpecifications=tag_specification(args, "natgateway"),
                VpcId=args.get("vpcId"),
            )
        )["NatGateway"]
        gateway_id = made["NatGatewayId"]
        found = aws.ec2.describe_nat_gateways(NatGatewayIds=[gateway_id])["NatGateways"][0]
        if found["State"] == "failed":
            raise Refused(found["FailureCode"])
        return {"id": gateway_id}

    def delete(aws, made, args):
        aws.ec2.delete_nat_gateway(NatGatewayId=made["id"])
