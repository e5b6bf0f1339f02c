"""Web ACLs and user pools."""

from arguments import request
from mapping import plays


def visibility(given):
    return {
        "CloudWatchMetricsEnabled": given["cloudwatchMetricsEnabled"],
        "MetricName": given["metricName"],
        "SampledRequestsEnabled": given["sampledRequestsEnabled"],
    }


# Whatever the cases have rules of: the SDK's names are Pulumi's, but for these.
abbreviations = {"arn": "ARN", "ipSetReferenceStatement": "IPSetReferenceStatement"}


def renamed(given):
    if isinstance(given, list):
        return [renamed(one) for one in given]
    if not isinstance(given, dict):
        return given
    return {
        abbreviations.get(key, key[0].upper() + key[1:]): renamed(value)
        for key, value in given.items()
        if value is not None
    }


def rule(given):
    return {
        **renamed({key: given.get(key) for key in ("action", "overrideAction", "statement")}),
        "Name": given["name"],
        "Priority": given["priority"],
        "VisibilityConfig": visibility(given["visibilityConfig"]),
    }


@plays("aws:wafv2/webAcl:WebAcl")
class WebAcl:
    def create(aws, name, args):
        made = aws.wafv2.create_web_acl(
            Name=args["name"],
            Scope=args["scope"],
            DefaultAction=renamed(args["defaultAction"]),
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
        return {"id": made["Id"], "arn": made["ARN"], "lock": made["LockToken"]}

    def delete(aws, made, args):
        aws.wafv2.delete_ip_set(
            Name=args["name"], Scope=args["scope"], Id=made["id"], LockToken=made["lock"]
        )


@plays("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration")
class WebAclLoggingConfiguration:
    def create(aws, name, args):
        aws.wafv2.put_logging_configuration(
            LoggingConfiguration={
                "ResourceArn": args["resourceArn"],
                "LogDestinationConfigs": args["logDestinationConfigs"],
            }
        )
        return {"id": args["resourceArn"]}


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


def second_factor(aws, pool, args):
    """In a call of its own, after the pool's."""
    wanted = args.get("mfaConfiguration", "OFF")
    tokens = args.get("softwareTokenMfaConfiguration")
    if wanted == "OFF":
        return
    aws.cognito_idp.set_user_pool_mfa_config(
        **request(
            UserPoolId=pool,
            MfaConfiguration=wanted,
            SoftwareTokenMfaConfiguration={"Enabled": tokens["enabled"]} if tokens else None,
        )
    )


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
        second_factor(aws, made["UserPool"]["Id"], args)
        return {"id": made["UserPool"]["Id"]}

    def delete(aws, made, args):
        aws.cognito_idp.delete_user_pool(UserPoolId=made["id"])


@plays("aws:cognito/userPoolClient:UserPoolClient")
class UserPoolClient:
    def create(aws, name, args):
        made = aws.cognito_idp.create_user_pool_client(
            **request(
                ClientName=args["name"],
                UserPoolId=args["userPoolId"],
                GenerateSecret=args.get("generateSecret"),
                AuthSessionValidity=args.get("authSessionValidity"),
                AllowedOAuthFlows=args.get("allowedOauthFlows"),
                AllowedOAuthFlowsUserPoolClient=args.get("allowedOauthFlowsUserPoolClient"),
                AllowedOAuthScopes=args.get("allowedOauthScopes"),
                CallbackURLs=args.get("callbackUrls"),
                DefaultRedirectURI=args.get("defaultRedirectUri"),
                SupportedIdentityProviders=args.get("supportedIdentityProviders"),
            )
        )
        return {"id": made["UserPoolClient"]["ClientId"]}


@plays("aws:cognito/resourceServer:ResourceServer")
class ResourceServer:
    def create(aws, name, args):
        scopes = [
            {"ScopeName": one["scopeName"], "ScopeDescription": one["scopeDescription"]}
            for one in args.get("scopes", [])
        ]
        aws.cognito_idp.create_resource_server(
            UserPoolId=args["userPoolId"],
            Identifier=args["identifier"],
            Name=args["name"],
            Scopes=scopes,
        )
        return {"id": args["identifier"]}


@plays("aws:cognito/userPoolDomain:UserPoolDomain")
class UserPoolDomain:
    def create(aws, name, args):
        aws.cognito_idp.create_user_pool_domain(
            Domain=args["domain"], UserPoolId=args["userPoolId"]
        )
        return {"id": args["domain"]}

    def delete(aws, made, args):
        aws.cognito_idp.delete_user_pool_domain(
            Domain=made["id"], UserPoolId=args["userPoolId"]
        )
