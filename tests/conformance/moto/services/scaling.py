"""Auto Scaling groups, policies and hooks."""

from arguments import request
from mapping import plays


def template(given):
    if given is None:
        return None
    return {"LaunchTemplateId": given["id"], "Version": given["version"]}


def settings(args):
    subnets = args.get("vpcZoneIdentifiers")
    return request(
        AutoScalingGroupName=args["name"],
        MinSize=args["minSize"],
        MaxSize=args["maxSize"],
        DesiredCapacity=args.get("desiredCapacity"),
        LaunchTemplate=template(args.get("launchTemplate")),
        VPCZoneIdentifier=",".join(subnets) if subnets else None,
    )


@plays("aws:autoscaling/group:Group")
class Group:
    def create(aws, name, args):
        aws.autoscaling.create_auto_scaling_group(
            **settings(args), NewInstancesProtectedFromScaleIn=False
        )
        return {"id": args["name"], "name": args["name"]}

    def update(aws, made, args):
        aws.autoscaling.update_auto_scaling_group(**settings(args))

    def delete(aws, made, args):
        aws.autoscaling.update_auto_scaling_group(
            AutoScalingGroupName=made["id"], MinSize=0, MaxSize=0, DesiredCapacity=0
        )
        aws.autoscaling.delete_auto_scaling_group(
            AutoScalingGroupName=made["id"], ForceDelete=args.get("forceDelete", False)
        )


@plays("aws:autoscaling/policy:Policy")
class Policy:
    def create(aws, name, args):
        aws.autoscaling.put_scaling_policy(
            AutoScalingGroupName=args["autoscalingGroupName"],
            PolicyName=args["name"],
            PolicyType=args.get("policyType", "SimpleScaling"),
            AdjustmentType=args.get("adjustmentType"),
            ScalingAdjustment=args.get("scalingAdjustment"),
        )
        return {"id": args["name"]}


@plays("aws:autoscaling/lifecycleHook:LifecycleHook")
class LifecycleHook:
    def create(aws, name, args):
        aws.autoscaling.put_lifecycle_hook(
            AutoScalingGroupName=args["autoscalingGroupName"],
            LifecycleHookName=args["name"],
            LifecycleTransition=args["lifecycleTransition"],
            HeartbeatTimeout=args["heartbeatTimeout"],
        )
        return {"id": args["name"]}
