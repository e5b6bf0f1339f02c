"""Route tables, routes and which subnet uses which table."""

from arguments import request
from mapping import plays, retag, tag_specification

# By the property's name, alone or inline: the parameter of CreateRoute and ReplaceRoute.
targets = {
    "carrierGatewayId": "CarrierGatewayId",
    "egressOnlyGatewayId": "EgressOnlyInternetGatewayId",
    "gatewayId": "GatewayId",
    "localGatewayId": "LocalGatewayId",
    "natGatewayId": "NatGatewayId",
    "networkInterfaceId": "NetworkInterfaceId",
    "transitGatewayId": "TransitGatewayId",
    "vpcEndpointId": "VpcEndpointId",
    "vpcPeeringConnectionId": "VpcPeeringConnectionId",
}
destinations = {
    "cidrBlock": "DestinationCidrBlock",
    "destinationCidrBlock": "DestinationCidrBlock",
    "ipv6CidrBlock": "DestinationIpv6CidrBlock",
    "destinationIpv6CidrBlock": "DestinationIpv6CidrBlock",
    "destinationPrefixListId": "DestinationPrefixListId",
}


def named(names, args):
    return request(**{names[key]: args.get(key) for key in names if args.get(key)})


@plays("aws:ec2/routeTable:RouteTable")
class RouteTable:
    def create(aws, name, args):
        tags = tag_specification(args, "route-table")
        made = aws.ec2.create_route_table(**request(VpcId=args["vpcId"], TagSpecifications=tags))
        table_id = made["RouteTable"]["RouteTableId"]
        for one in args.get("routes", []):
            route = {**named(destinations, one), **named(targets, one)}
            aws.ec2.create_route(RouteTableId=table_id, **route)
        return {"id": table_id}

    def update(aws, made, args):
        retag(aws.ec2, made["id"], args)

    def delete(aws, made, args):
        table = aws.ec2.describe_route_tables(RouteTableIds=[made["id"]])["RouteTables"][0]
        for one in table["Associations"]:
            aws.ec2.disassociate_route_table(AssociationId=one["RouteTableAssociationId"])
        aws.ec2.delete_route_table(RouteTableId=made["id"])


@plays("aws:ec2/route:Route")
class Route:
    def create(aws, name, args):
        where = {"RouteTableId": args["routeTableId"], **named(destinations, args)}
        aws.ec2.create_route(**where, **named(targets, args))
        return {"id": name, "where": where}

    def update(aws, made, args):
        aws.ec2.replace_route(**made["where"], **named(targets, args))

    def delete(aws, made, args):
        aws.ec2.delete_route(**made["where"])


@plays("aws:ec2/routeTableAssociation:RouteTableAssociation")
class RouteTableAssociation:
    def create(aws, name, args):
        made = aws.ec2.associate_route_table(
            **request(
                RouteTableId=args["routeTableId"],
                SubnetId=args.get("subnetId"),
                GatewayId=args.get("gatewayId"),
            )
        )
        return {"id": made["AssociationId"]}

    def update(aws, made, args):
        answer = aws.ec2.replace_route_table_association(
            AssociationId=made["id"], RouteTableId=args["routeTableId"]
        )
        made["id"] = answer["NewAssociationId"]

    def delete(aws, made, args):
        aws.ec2.disassociate_route_table(AssociationId=made["id"])


@plays("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation")
class MainRouteTableAssociation:
    def create(aws, name, args):
        tables = aws.ec2.describe_route_tables(
            Filters=[
                {"Name": "vpc-id", "Values": [args["vpcId"]]},
                {"Name": "association.main", "Values": ["true"]},
            ]
        )["RouteTables"]
        main = next(one for one in tables[0]["Associations"] if one["Main"])
        answer = aws.ec2.replace_route_table_association(
            AssociationId=main["RouteTableAssociationId"], RouteTableId=args["routeTableId"]
        )
        return {"id": answer["NewAssociationId"]}
