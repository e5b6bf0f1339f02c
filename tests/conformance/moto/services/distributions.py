"""Distributions, and how they sign what they ask of an origin."""

from arguments import request
from mapping import plays


def items(given):
    """As CloudFront takes a list: with its length."""
    return request(Quantity=len(given or []), Items=given or None)


def origin(given):
    custom = given.get("customOriginConfig")
    return request(
        Id=given["originId"],
        DomainName=given["domainName"],
        OriginPath="",
        CustomHeaders={"Quantity": 0},
        ConnectionAttempts=3,
        ConnectionTimeout=10,
        OriginAccessControlId=given.get("originAccessControlId", ""),
        CustomOriginConfig=None
        if custom is None
        else {
            "HTTPPort": custom["httpPort"],
            "HTTPSPort": custom["httpsPort"],
            "OriginProtocolPolicy": custom["originProtocolPolicy"],
            "OriginSslProtocols": items(custom["originSslProtocols"]),
            "OriginReadTimeout": 30,
            "OriginKeepaliveTimeout": 5,
        },
        # The provider gives an origin without settings of its own those of a bucket.
        S3OriginConfig={"OriginAccessIdentity": ""} if custom is None else None,
    )


def behaviour(given):
    methods = {**items(given["allowedMethods"]), "CachedMethods": items(given["cachedMethods"])}
    return {
        "TargetOriginId": given["targetOriginId"],
        "ViewerProtocolPolicy": given["viewerProtocolPolicy"],
        "AllowedMethods": methods,
        "CachePolicyId": given["cachePolicyId"],
        "Compress": False,
        "SmoothStreaming": False,
        "FieldLevelEncryptionId": "",
        "LambdaFunctionAssociations": {"Quantity": 0},
        "FunctionAssociations": {"Quantity": 0},
        "TrustedSigners": {"Enabled": False, "Quantity": 0},
        "TrustedKeyGroups": {"Enabled": False, "Quantity": 0},
    }


def certificate(given):
    if given.get("cloudfrontDefaultCertificate"):
        return {"CloudFrontDefaultCertificate": True, "MinimumProtocolVersion": "TLSv1"}
    return {
        "ACMCertificateArn": given["acmCertificateArn"],
        "SSLSupportMethod": given["sslSupportMethod"],
        "MinimumProtocolVersion": given["minimumProtocolVersion"],
    }


def configuration(name, args):
    geography = args["restrictions"]["geoRestriction"]
    return {
        "CallerReference": name,
        "Aliases": items(args.get("aliases")),
        "Comment": args.get("comment", ""),
        "Enabled": args["enabled"],
        "Origins": items([origin(one) for one in args["origins"]]),
        "DefaultCacheBehavior": behaviour(args["defaultCacheBehavior"]),
        "CacheBehaviors": {"Quantity": 0},
        "CustomErrorResponses": {"Quantity": 0},
        "DefaultRootObject": "",
        "HttpVersion": "http2",
        "IsIPV6Enabled": False,
        "Logging": {"Enabled": False, "IncludeCookies": False, "Bucket": "", "Prefix": ""},
        "PriceClass": "PriceClass_All",
        "Restrictions": {
            "GeoRestriction": {
                "RestrictionType": geography["restrictionType"],
                **items(geography.get("locations")),
            }
        },
        "ViewerCertificate": certificate(args["viewerCertificate"]),
        "WebACLId": args.get("webAclId", ""),
    }


@plays("aws:cloudfront/distribution:Distribution")
class Distribution:
    def create(aws, name, args):
        made = aws.cloudfront.create_distribution_with_tags(
            DistributionConfigWithTags={
                "DistributionConfig": configuration(name, args),
                "Tags": {"Items": []},
            }
        )
        return {"id": made["Distribution"]["Id"]}

    def delete(aws, made, args):
        found = aws.cloudfront.get_distribution_config(Id=made["id"])
        disabled = {**found["DistributionConfig"], "Enabled": False}
        now = aws.cloudfront.update_distribution(
            Id=made["id"], IfMatch=found["ETag"], DistributionConfig=disabled
        )
        aws.cloudfront.delete_distribution(Id=made["id"], IfMatch=now["ETag"])


@plays("aws:cloudfront/originAccessControl:OriginAccessControl")
class OriginAccessControl:
    def create(aws, name, args):
        made = aws.cloudfront.create_origin_access_control(
            OriginAccessControlConfig={
                "Name": args["name"],
                "Description": "Managed by Pulumi",
                "OriginAccessControlOriginType": args["originAccessControlOriginType"],
                "SigningBehavior": args["signingBehavior"],
                "SigningProtocol": args["signingProtocol"],
            }
        )
        return {"id": made["OriginAccessControl"]["Id"], "etag": made["ETag"]}

    def delete(aws, made, args):
        aws.cloudfront.delete_origin_access_control(Id=made["id"], IfMatch=made["etag"])
