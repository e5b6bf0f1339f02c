"""Network ACLs, their rules, and which subnet has which."""

from arguments import request
from mapping import plays, retag, tag_specification

# The provider sends numbers; those that the cases name.
numbers = {"all": "-1", "icmp": "1", "tcp": "6", "udp": "17", "icmpv6": "58"}


def entry(args, number_key, action_key):
    protocol = numbers.get(args["protocol"], args["protocol"])
    icmp = {"Type": args.get("icmpType", 0), "Code": args.get("icmpCode", 0)}
    return request(
        RuleNumber=args[number_key],
        RuleAction=args[action_key],
        Protocol=protocol,
        CidrBlock=args.get("cidrBlock"),
        Ipv6CidrBlock=args.get("ipv6CidrBlock"),
        PortRange={"From": args.get("fromPort", 0), "To": args.get("toPort", 0)},
        IcmpTypeCode=icmp if protocol in ("1", "58") else None,
    )


def give(ec2, acl_id, subnet_id):
    """The subnet's association is replaced; it always has one."""
    acls = ec2.describe_network_acls(
        Filters=[{"Name": "association.subnet-id", "Values": [subnet_id]}]
    )["NetworkAcls"]
    association = next(one for one in acls[0]["Associations"] if one["SubnetId"] == subnet_id)
    return ec2.replace_network_acl_association(
        AssociationId=association["NetworkAclAssociationId"], NetworkAclId=acl_id
    )["NewAssociationId"]


def default_of(ec2, vpc_id):
    return ec2.describe_network_acls(
        Filters=[
            {"Name": "vpc-id", "Values": [vpc_id]},
            {"Name": "default", "Values": ["true"]},
        ]
    )["NetworkAcls"][0]["NetworkAclId"]


@plays("aws:ec2/networkAcl:NetworkAcl")
class NetworkAcl:
    def create(aws, name, args):
        ec2 = aws.ec2
        made = ec2.create_network_acl(
            **request(VpcId=args["vpcId"], TagSpecifications=tag_specification(args, "network-acl"))
        )
        acl_id = made["NetworkAcl"]["NetworkAclId"]
        for key, egress in (("ingress", False), ("egress", True)):
            for one in args.get(key, []):
                ec2.create_network_acl_entry(
                    NetworkAclId=acl_id, Egress=egress, **entry(one, "ruleNo", "action")
                )
        for subnet_id in args.get("subnetIds", []):
            give(ec2, acl_id, subnet_id)
        return {"id": acl_id}

    def update(aws, made, args):
        retag(aws.ec2, made["id"], args)

    def delete(aws, made, args):
        ec2 = aws.ec2
        acl = ec2.describe_network_acls(NetworkAclIds=[made["id"]])["NetworkAcls"][0]
        for one in acl["Associations"]:
            give(ec2, default_of(ec2, acl["VpcId"]), one["SubnetId"])
        ec2.delete_network_acl(NetworkAclId=made["id"])


@plays("aws:ec2/networkAclRule:NetworkAclRule")
class NetworkAclRule:
    def create(aws, name, args):
        place = {"NetworkAclId": args["networkAclId"], "Egress": args.get("egress", False)}
        wanted = entry(args, "ruleNumber", "ruleAction")
        aws.ec2.create_network_acl_entry(**place, **wanted)
        return {"id": name, "place": {**place, "RuleNumber": wanted["RuleNumber"]}}

    def delete(aws, made, args):
        aws.ec2.delete_network_acl_entry(**made["place"])


@plays("aws:ec2/networkAclAssociation:NetworkAclAssociation")
class NetworkAclAssociation:
    def create(aws, name, args):
        return {"id": give(aws.ec2, args["networkAclId"], args["subnetId"])}

    def delete(aws, made, args):
        subnet = aws.ec2.describe_subnets(SubnetIds=[args["subnetId"]])["Subnets"][0]
        give(aws.ec2, default_of(aws.ec2, subnet["VpcId"]), args["subnetId"])
