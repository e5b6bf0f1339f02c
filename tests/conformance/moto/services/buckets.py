"""Buckets, their objects and settings."""

from arguments import request
from mapping import plays, tag_list


@plays("aws:s3/bucket:Bucket")
class Bucket:
    def create(aws, name, args):
        bucket = args["bucket"]
        place = {"LocationConstraint": aws.region} if aws.region != "us-east-1" else None
        aws.s3.create_bucket(**request(Bucket=bucket, CreateBucketConfiguration=place))
        args.get("forceDestroy")
        tags = tag_list(args.get("tags"))
        if tags:
            aws.s3.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": tags})
        return {"id": bucket, "bucket": bucket, "arn": f"arn:aws:s3:::{bucket}"}

    def delete(aws, made, args):
        if args.get("forceDestroy"):
            for one in aws.s3.list_objects_v2(Bucket=made["id"]).get("Contents", []):
                aws.s3.delete_object(Bucket=made["id"], Key=one["Key"])
        aws.s3.delete_bucket(Bucket=made["id"])


@plays("aws:s3/bucketObjectv2:BucketObjectv2")
class BucketObject:
    def create(aws, name, args):
        both = {"Bucket": args["bucket"], "Key": args["key"]}
        aws.s3.put_object(**both, Body=args.get("content", "").encode())
        return {"id": args["key"], "both": both}

    def delete(aws, made, args):
        aws.s3.delete_object(**made["both"])


@plays("aws:s3/bucketVersioning:BucketVersioning")
class BucketVersioning:
    def create(aws, name, args):
        given = args["versioningConfiguration"]
        aws.s3.put_bucket_versioning(
            Bucket=args["bucket"], VersioningConfiguration={"Status": given["status"]}
        )
        return {"id": args["bucket"]}

    def update(aws, made, args):
        BucketVersioning.create(aws, None, args)


@plays("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")
class BucketPublicAccessBlock:
    def create(aws, name, args):
        aws.s3.put_public_access_block(
            Bucket=args["bucket"],
            PublicAccessBlockConfiguration={
                "BlockPublicAcls": args.get("blockPublicAcls", False),
                "BlockPublicPolicy": args.get("blockPublicPolicy", False),
                "IgnorePublicAcls": args.get("ignorePublicAcls", False),
                "RestrictPublicBuckets": args.get("restrictPublicBuckets", False),
            },
        )
        return {"id": args["bucket"]}


@plays("aws:s3/bucketOwnershipControls:BucketOwnershipControls")
class BucketOwnershipControls:
    def create(aws, name, args):
        rule = {"ObjectOwnership": args["rule"]["objectOwnership"]}
        aws.s3.put_bucket_ownership_controls(
            Bucket=args["bucket"], OwnershipControls={"Rules": [rule]}
        )
        return {"id": args["bucket"]}


@plays("aws:s3/bucketAcl:BucketAcl")
class BucketAcl:
    def create(aws, name, args):
        aws.s3.put_bucket_acl(Bucket=args["bucket"], ACL=args["acl"])
        return {"id": args["bucket"]}


@plays("aws:s3/bucketPolicy:BucketPolicy")
class BucketPolicy:
    def create(aws, name, args):
        aws.s3.put_bucket_policy(Bucket=args["bucket"], Policy=args["policy"])
        return {"id": args["bucket"]}


def rule(given):
    expiration = given.get("expiration")
    return request(
        ID=given["id"],
        Status=given["status"],
        Filter={"Prefix": ""},
        Expiration={"Days": expiration["days"]} if expiration else None,
        Transitions=[
            {"StorageClass": one["storageClass"], "Days": one["days"]}
            for one in given.get("transitions", [])
        ]
        or None,
    )


@plays("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")
class BucketLifecycleConfiguration:
    def create(aws, name, args):
        rules = [rule(one) for one in args["rules"]]
        aws.s3.put_bucket_lifecycle_configuration(
            Bucket=args["bucket"], LifecycleConfiguration={"Rules": rules}
        )
        return {"id": args["bucket"]}
