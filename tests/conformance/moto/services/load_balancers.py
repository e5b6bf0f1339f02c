"""Load balancers, target groups, listeners and their rules."""

from arguments import request
from mapping import plays, tag_list


@plays("aws:lb/loadBalancer:LoadBalancer")
class LoadBalancer:
    def create(aws, name, args):
        made = aws.elbv2.create_load_balancer(
            **request(
                Name=args["name"],
                Type=args.get("loadBalancerType", "application"),
                Scheme="internal" if args.get("internal") else None,
                Subnets=args.get("subnets"),
                SecurityGroups=args.get("securityGroups"),
                Tags=tag_list(args.get("tags")) or None,
            )
        )
        arn = made["LoadBalancers"][0]["LoadBalancerArn"]
        if args.get("enableDeletionProtection"):
            attribute = {"Key": "deletion_protection.enabled", "Value": "true"}
            aws.elbv2.modify_load_balancer_attributes(LoadBalancerArn=arn, Attributes=[attribute])
        return {"id": arn, "arn": arn}

    def update(aws, made, args):
        if args.changed("subnets"):
            aws.elbv2.set_subnets(LoadBalancerArn=made["id"], Subnets=args["subnets"])

    def delete(aws, made, args):
        aws.elbv2.delete_load_balancer(LoadBalancerArn=made["id"])


@plays("aws:lb/targetGroup:TargetGroup")
class TargetGroup:
    def create(aws, name, args):
        check = args.get("healthCheck", {})
        made = aws.elbv2.create_target_group(
            **request(
                Name=args["name"],
                TargetType=args.get("targetType", "instance"),
                Port=args.get("port"),
                Protocol=args.get("protocol"),
                VpcId=args.get("vpcId"),
                HealthCheckIntervalSeconds=check.get("interval"),
                HealthCheckTimeoutSeconds=check.get("timeout"),
                HealthyThresholdCount=check.get("healthyThreshold"),
                Tags=tag_list(args.get("tags")) or None,
            )
        )
        arn = made["TargetGroups"][0]["TargetGroupArn"]
        return {"id": arn, "arn": arn}

    def delete(aws, made, args):
        aws.elbv2.delete_target_group(TargetGroupArn=made["id"])


def actions(given):
    """Both kinds that the cases use."""
    return [
        request(
            Type=one["type"],
            TargetGroupArn=one.get("targetGroupArn"),
            FixedResponseConfig=fixed_response(one.get("fixedResponse")),
        )
        for one in given
    ]


def fixed_response(given):
    if given is None:
        return None
    return request(ContentType=given["contentType"], StatusCode=given.get("statusCode"))


@plays("aws:lb/listener:Listener")
class Listener:
    def create(aws, name, args):
        certificate = args.get("certificateArn")
        made = aws.elbv2.create_listener(
            **request(
                LoadBalancerArn=args["loadBalancerArn"],
                Port=args.get("port"),
                Protocol=args.get("protocol"),
                SslPolicy=args.get("sslPolicy"),
                Certificates=[{"CertificateArn": certificate}] if certificate else None,
                DefaultActions=actions(args["defaultActions"]),
            )
        )
        arn = made["Listeners"][0]["ListenerArn"]
        return {"id": arn, "arn": arn}

    def delete(aws, made, args):
        aws.elbv2.delete_listener(ListenerArn=made["id"])


@plays("aws:lb/listenerRule:ListenerRule")
class ListenerRule:
    def create(aws, name, args):
        conditions = [
            {"Field": "path-pattern", "PathPatternConfig": {"Values": one["pathPattern"]["values"]}}
            for one in args["conditions"]
        ]
        made = aws.elbv2.create_rule(
            ListenerArn=args["listenerArn"],
            Priority=args["priority"],
            Conditions=conditions,
            Actions=actions(args["actions"]),
        )
        return {"id": made["Rules"][0]["RuleArn"]}

    def delete(aws, made, args):
        aws.elbv2.delete_rule(RuleArn=made["id"])
