"""Security groups and their rules."""

from arguments import request
from mapping import plays, retag, tag_specification

anywhere = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}


def permission(group_id, rule):
    """An inline rule as the API takes it."""
    described = request(Description=rule.get("description"))
    pairs = [{"GroupId": one, **described} for one in rule.get("securityGroups", [])]
    if rule.get("self"):
        pairs.append({"GroupId": group_id, **described})
    lists = {
        "IpRanges": [{"CidrIp": one, **described} for one in rule.get("cidrBlocks", [])],
        "Ipv6Ranges": [{"CidrIpv6": one, **described} for one in rule.get("ipv6CidrBlocks", [])],
        "PrefixListIds": [
            {"PrefixListId": one, **described} for one in rule.get("prefixListIds", [])
        ],
        "UserIdGroupPairs": pairs,
    }
    return {
        "IpProtocol": rule["protocol"],
        "FromPort": rule["fromPort"],
        "ToPort": rule["toPort"],
        **{key: value for key, value in lists.items() if value},
    }


@plays("aws:ec2/securityGroup:SecurityGroup")
class SecurityGroup:
    def create(aws, name, args):
        ec2, vpc_id = aws.ec2, args.get("vpcId")
        made = ec2.create_security_group(
            **request(
                GroupName=args.get("name", f"{name}-0123456"),
                Description=args.get("description", "Managed by Pulumi"),
                VpcId=vpc_id,
                TagSpecifications=tag_specification(args, "security-group"),
            )
        )
        group_id = made["GroupId"]
        # AWS lets everything out; the provider takes that rule away.
        ec2.revoke_security_group_egress(GroupId=group_id, IpPermissions=[anywhere])
        group = ec2.describe_security_groups(GroupIds=[group_id])["SecurityGroups"][0]
        for rule in group["IpPermissionsEgress"]:
            ec2.revoke_security_group_egress(GroupId=group_id, IpPermissions=[rule])
        for key, authorize in (
            ("ingress", ec2.authorize_security_group_ingress),
            ("egress", ec2.authorize_security_group_egress),
        ):
            rules = [permission(group_id, one) for one in args.get(key, [])]
            if rules:
                authorize(GroupId=group_id, IpPermissions=rules)
        return {"id": group_id}

    def update(aws, made, args):
        retag(aws.ec2, made["id"], args)

    def delete(aws, made, args):
        aws.ec2.delete_security_group(GroupId=made["id"])


def pair_of(group):
    """`account/sg-…` is a group of another account."""
    if group is None:
        return None
    *account, group_id = group.split("/")
    return request(UserId=account[0] if account else None, GroupId=group_id)


class Rule:
    """A rule of its own; its two directions differ in the calls only."""

    def create(cls, aws, args):
        described = request(Description=args.get("description"))
        peers = {
            "IpRanges": ("CidrIp", "cidrIpv4"),
            "Ipv6Ranges": ("CidrIpv6", "cidrIpv6"),
            "PrefixListIds": ("PrefixListId", "prefixListId"),
        }
        pair = pair_of(args.get("referencedSecurityGroupId"))
        permission = request(
            IpProtocol=args["ipProtocol"],
            FromPort=args.get("fromPort"),
            ToPort=args.get("toPort"),
            UserIdGroupPairs=[{**pair, **described}] if pair else None,
            **{
                kind: [{field: args.get(key), **described}] if args.get(key) else None
                for kind, (field, key) in peers.items()
            },
        )
        authorize = getattr(aws.ec2, f"authorize_security_group_{cls.direction}")
        answer = authorize(GroupId=args["securityGroupId"], IpPermissions=[permission])
        made = {
            "id": answer["SecurityGroupRules"][0]["SecurityGroupRuleId"],
            "securityGroupId": args["securityGroupId"],
        }
        retag(aws.ec2, made["id"], args)
        return made

    def update(aws, made, args):
        rule = request(
            IpProtocol=args["ipProtocol"],
            FromPort=args.get("fromPort"),
            ToPort=args.get("toPort"),
            CidrIpv4=args.get("cidrIpv4"),
            CidrIpv6=args.get("cidrIpv6"),
            PrefixListId=args.get("prefixListId"),
            ReferencedGroupId=args.get("referencedSecurityGroupId"),
            Description=args.get("description"),
        )
        aws.ec2.modify_security_group_rules(
            GroupId=made["securityGroupId"],
            SecurityGroupRules=[{"SecurityGroupRuleId": made["id"], "SecurityGroupRule": rule}],
        )
        retag(aws.ec2, made["id"], args)

    def delete(cls, aws, made):
        revoke = getattr(aws.ec2, f"revoke_security_group_{cls.direction}")
        revoke(GroupId=made["securityGroupId"], SecurityGroupRuleIds=[made["id"]])


@plays("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
class IngressRule:
    direction = "ingress"

    def create(aws, name, args):
        return Rule.create(IngressRule, aws, args)

    update = Rule.update

    def delete(aws, made, args):
        Rule.delete(IngressRule, aws, made)


@plays("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
class EgressRule:
    direction = "egress"

    def create(aws, name, args):
        return Rule.create(EgressRule, aws, args)

    update = Rule.update

    def delete(aws, made, args):
        Rule.delete(EgressRule, aws, made)
