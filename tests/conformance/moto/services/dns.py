"""Hosted zones and records."""

from arguments import request
from mapping import plays


@plays("aws:route53/zone:Zone")
class Zone:
    def create(aws, name, args):
        networks = [
            {"VPCId": one["vpcId"], "VPCRegion": one.get("vpcRegion", aws.region)}
            for one in args.get("vpcs", [])
        ]
        args.get("forceDestroy")
        made = aws.route53.create_hosted_zone(
            **request(
                Name=args["name"],
                CallerReference=f"terraform-{name}",
                HostedZoneConfig={"Comment": args.get("comment", "Managed by Pulumi")},
                VPC=networks[0] if networks else None,
            )
        )
        zone_id = made["HostedZone"]["Id"].split("/")[-1]
        for one in networks[1:]:
            aws.route53.associate_vpc_with_hosted_zone(HostedZoneId=zone_id, VPC=one)
        return {"id": zone_id, "zoneId": zone_id}

    def delete(aws, made, args):
        if args.get("forceDestroy"):
            found = aws.route53.list_resource_record_sets(HostedZoneId=made["id"])
            for one in found["ResourceRecordSets"]:
                if one["Type"] not in ("NS", "SOA"):
                    change(aws, made["id"], "DELETE", one)
        aws.route53.delete_hosted_zone(Id=made["id"])


@plays("aws:route53/zoneAssociation:ZoneAssociation")
class ZoneAssociation:
    def create(aws, name, args):
        both = {
            "HostedZoneId": args["zoneId"],
            "VPC": {"VPCId": args["vpcId"], "VPCRegion": args.get("vpcRegion", aws.region)},
        }
        aws.route53.associate_vpc_with_hosted_zone(**both)
        return {"id": f"{args['zoneId']}:{args['vpcId']}", "both": both}

    def delete(aws, made, args):
        aws.route53.disassociate_vpc_from_hosted_zone(**made["both"])


@plays("aws:route53/vpcAssociationAuthorization:VpcAssociationAuthorization")
class VpcAssociationAuthorization:
    def create(aws, name, args):
        aws.route53.create_vpc_association_authorization(
            HostedZoneId=args["zoneId"],
            VPC={"VPCId": args["vpcId"], "VPCRegion": args.get("vpcRegion", aws.region)},
        )
        return {"id": f"{args['zoneId']}:{args['vpcId']}"}


def change(aws, zone_id, action, record):
    batch = {"Comment": "Managed by Pulumi", "Changes": [{"Action": action}]}
    batch["Changes"][0]["ResourceRecordSet"] = record
    aws.route53.change_resource_record_sets(HostedZoneId=zone_id, ChangeBatch=batch)


def full_name(name, zone):
    """The provider adds the zone's name where the record's does not end with it."""
    record, suffix = name.lower().rstrip("."), zone.rstrip(".")
    return record if record.endswith(suffix) else f"{record}.{suffix}"


@plays("aws:route53/record:Record")
class Record:
    def create(aws, name, args):
        zone = aws.route53.get_hosted_zone(Id=args["zoneId"])["HostedZone"]
        record = request(
            Name=full_name(args["name"], zone["Name"]),
            Type=args["type"],
            TTL=args.get("ttl"),
            ResourceRecords=[{"Value": one} for one in args.get("records", [])],
        )
        change(aws, args["zoneId"], "UPSERT" if args.get("allowOverwrite") else "CREATE", record)
        return {"id": f"{args['zoneId']}_{args['name']}", "record": record}

    def delete(aws, made, args):
        change(aws, args["zoneId"], "DELETE", made["record"])
