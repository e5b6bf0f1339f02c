"""Transit gateways, what is attached to them, and their routes."""

from arguments import request
from mapping import plays, tag_specification


@plays("aws:ec2transitgateway/transitGateway:TransitGateway")
class TransitGateway:
    def create(aws, name, args):
        options = request(
            AmazonSideAsn=args.get("amazonSideAsn", 64512),
            AutoAcceptSharedAttachments="disable",
            DefaultRouteTableAssociation=args.get("defaultRouteTableAssociation", "enable"),
            DefaultRouteTablePropagation=args.get("defaultRouteTablePropagation", "enable"),
            DnsSupport="enable",
            MulticastSupport="disable",
            VpnEcmpSupport="enable",
        )
        made = aws.ec2.create_transit_gateway(
            **request(
                Options=options, TagSpecifications=tag_specification(args, "transit-gateway")
            )
        )
        return {"id": made["TransitGateway"]["TransitGatewayId"]}

    def delete(aws, made, args):
        aws.ec2.delete_transit_gateway(TransitGatewayId=made["id"])


@plays("aws:ec2transitgateway/vpcAttachment:VpcAttachment")
class VpcAttachment:
    def create(aws, name, args):
        made = aws.ec2.create_transit_gateway_vpc_attachment(
            TransitGatewayId=args["transitGatewayId"],
            VpcId=args["vpcId"],
            SubnetIds=args["subnetIds"],
            Options={"DnsSupport": "enable", "Ipv6Support": "disable"},
        )["TransitGatewayVpcAttachment"]
        return {"id": made["TransitGatewayAttachmentId"]}

    def delete(aws, made, args):
        aws.ec2.delete_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=made["id"])


@plays("aws:ec2transitgateway/routeTable:RouteTable")
class RouteTable:
    def create(aws, name, args):
        made = aws.ec2.create_transit_gateway_route_table(
            TransitGatewayId=args["transitGatewayId"]
        )["TransitGatewayRouteTable"]
        return {"id": made["TransitGatewayRouteTableId"]}


@plays("aws:ec2transitgateway/route:Route")
class Route:
    def create(aws, name, args):
        aws.ec2.create_transit_gateway_route(
            DestinationCidrBlock=args["destinationCidrBlock"],
            TransitGatewayRouteTableId=args["transitGatewayRouteTableId"],
            TransitGatewayAttachmentId=args["transitGatewayAttachmentId"],
        )
        return {"id": name}
