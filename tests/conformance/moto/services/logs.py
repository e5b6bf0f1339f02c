"""Log groups and flow logs."""

from arguments import request
from mapping import Refused, plays, retag, tag_specification


@plays("aws:cloudwatch/logGroup:LogGroup")
class LogGroup:
    def create(aws, name, args):
        group_name = args.get("name", f"{name}-0123456")
        aws.logs.create_log_group(
            **request(
                logGroupName=group_name,
                logGroupClass=args.get("logGroupClass"),
                kmsKeyId=args.get("kmsKeyId"),
                tags=args.get("tags"),
            )
        )
        if args.get("retentionInDays", 0) != 0:
            aws.logs.put_retention_policy(
                logGroupName=group_name, retentionInDays=args["retentionInDays"]
            )
        found = aws.logs.describe_log_groups(logGroupNamePrefix=group_name)["logGroups"]
        group = next(one for one in found if one["logGroupName"] == group_name)
        return {"id": group_name, "name": group_name, "arn": group["arn"].removesuffix(":*")}

    def update(aws, made, args):
        if args.changed("retentionInDays"):
            days = args.get("retentionInDays", 0)
            if days == 0:
                aws.logs.delete_retention_policy(logGroupName=made["id"])
            else:
                aws.logs.put_retention_policy(logGroupName=made["id"], retentionInDays=days)

    def delete(aws, made, args):
        aws.logs.delete_log_group(logGroupName=made["id"])


subjects = {"vpcId": "VPC", "subnetId": "Subnet", "eniId": "NetworkInterface"}


def checked(answer):
    """These calls answer 200 and name what they refused."""
    for one in answer.get("Unsuccessful", []):
        raise Refused(one["Error"]["Code"])
    return answer


@plays("aws:ec2/flowLog:FlowLog")
class FlowLog:
    def create(aws, name, args):
        subject = next(key for key in subjects if args.get(key))
        answer = checked(
            aws.ec2.create_flow_logs(
                **request(
                    ResourceIds=[args[subject]],
                    ResourceType=subjects[subject],
                    TrafficType=args.get("trafficType"),
                    LogDestinationType=args.get("logDestinationType", "cloud-watch-logs"),
                    LogDestination=args.get("logDestination"),
                    DeliverLogsPermissionArn=args.get("iamRoleArn"),
                    MaxAggregationInterval=args.get("maxAggregationInterval", 600),
                    TagSpecifications=tag_specification(args, "vpc-flow-log"),
                )
            )
        )
        return {"id": answer["FlowLogIds"][0]}

    def update(aws, made, args):
        retag(aws.ec2, made["id"], args)

    def delete(aws, made, args):
        checked(aws.ec2.delete_flow_logs(FlowLogIds=[made["id"]]))
