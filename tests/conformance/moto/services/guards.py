"""Web ACLs and user pools."""

from arguments import request
from mapping import plays


def visibility(given):
    return {
        "CloudWatchMetricsEnabled": given["cloudwatchMetricsEnabled"],
        "MetricName": given["metricName"],
        "SampledRequestsEnabled": given["sampledRequestsEnabled"],
    }


def rule(given):
    group = given["statement"]["managedRuleGroupStatement"]
    named = {"Name": group["name"], "VendorName": group["vendorName"]}
    return {
        "Name": given["name"],
        "Priority": given["priority"],
        "OverrideAction": {"None": {}},
        "Statement": {"ManagedRuleGroupStatement": named},
        "VisibilityConfig": visibility(given["visibilityConfig"]),
    }


@plays("aws:wafv2/webAcl:WebAcl")
class WebAcl:
    def create(aws, name, args):
        # The cases allow by default.
        args.get("defaultAction")
        made = aws.wafv2.create_web_acl(
            Name=args["name"],
            Scope=args["scope"],
            DefaultAction={"Allow": {}},
            Rules=[rule(one) for one in args.get("rules", [])],
            VisibilityConfig=visibility(args["visibilityConfig"]),
        )["Summary"]
        return {"id": made["Id"], "arn": made["ARN"], "lock": made["LockToken"]}

    def delete(aws, made, args):
        aws.wafv2.delete_web_acl(
            Name=args["name"], Scope=args["scope"], Id=made["id"], LockToken=made["lock"]
        )


@plays("aws:wafv2/ipSet:IpSet")
class IpSet:
    def create(aws, name, args):
        made = aws.wafv2.create_ip_set(
            Name=args["name"],
            Scope=args["scope"],
            IPAddressVersion=args["ipAddressVersion"],
            Addresses=args.get("addresses", []),
        )["Summary"]
        return {"id": made["Id"], "arn": made["ARN"]}


@plays("aws:wafv2/webAclAssociation:WebAclAssociation")
class WebAclAssociation:
    def create(aws, name, args):
        aws.wafv2.associate_web_acl(
            WebACLArn=args["webAclArn"], ResourceArn=args["resourceArn"]
        )
        return {"id": name}


def password_policy(given):
    if given is None:
        return None
    return {
        "PasswordPolicy": {
            "MinimumLength": given["minimumLength"],
            "RequireLowercase": given["requireLowercase"],
            "RequireNumbers": given["requireNumbers"],
            "RequireSymbols": given["requireSymbols"],
            "RequireUppercase": given["requireUppercase"],
            "TemporaryPasswordValidityDays": given["temporaryPasswordValidityDays"],
        }
    }


@plays("aws:cognito/userPool:UserPool")
class UserPool:
    def create(aws, name, args):
        made = aws.cognito_idp.create_user_pool(
            **request(
                PoolName=args["name"],
                Policies=password_policy(args.get("passwordPolicy")),
                DeletionProtection=args.get("deletionProtection", "INACTIVE"),
            )
        )
        return {"id": made["UserPool"]["Id"]}

    def delete(aws, made, args):
        aws.cognito_idp.delete_user_pool(UserPoolId=made["id"])


@plays("aws:cognito/userPoolClient:UserPoolClient")
class UserPoolClient:
    def create(aws, name, args):
        made = aws.cognito_idp.create_user_pool_client(
            ClientName=args["name"], UserPoolId=args["userPoolId"]
        )
        return {"id": made["UserPoolClient"]["ClientId"]}
