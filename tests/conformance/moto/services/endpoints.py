"""VPC endpoints."""

from arguments import request
from mapping import Refused, plays, retag, tag_specification


@plays("aws:ec2/vpcEndpoint:VpcEndpoint")
class VpcEndpoint:
    def create(aws, name, args):
        made = aws.ec2.create_vpc_endpoint(
            **request(
                VpcId=args["vpcId"],
                ServiceName=args["serviceName"],
                VpcEndpointType=args.get("vpcEndpointType", "Gateway"),
                PrivateDnsEnabled=args.get("privateDnsEnabled", False),
                PolicyDocument=args.get("policy"),
                RouteTableIds=args.get("routeTableIds"),
                SubnetIds=args.get("subnetIds"),
                SecurityGroupIds=args.get("securityGroupIds"),
                TagSpecifications=tag_specification(args, "vpc-endpoint"),
            )
        )
        return {"id": made["VpcEndpoint"]["VpcEndpointId"]}

    def update(aws, made, args):
        changes = {}
        for key, name in (
            ("routeTableIds", "RouteTableIds"),
            ("subnetIds", "SubnetIds"),
            ("securityGroupIds", "SecurityGroupIds"),
        ):
            changes[f"Add{name}"] = args.added(key) or None
            changes[f"Remove{name}"] = args.removed(key) or None
        if args.changed("privateDnsEnabled"):
            changes["PrivateDnsEnabled"] = args.get("privateDnsEnabled", False)
        if args.changed("policy"):
            changes["PolicyDocument"] = args.get("policy")
        wanted = request(**changes)
        if wanted:
            aws.ec2.modify_vpc_endpoint(VpcEndpointId=made["id"], **wanted)
        retag(aws.ec2, made["id"], args)

    def delete(aws, made, args):
        answer = aws.ec2.delete_vpc_endpoints(VpcEndpointIds=[made["id"]])
        for one in answer.get("Unsuccessful", []):
            raise Refused(one["Error"]["Code"])
