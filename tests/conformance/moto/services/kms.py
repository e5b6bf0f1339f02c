"""Keys and aliases."""

from arguments import request
from mapping import plays


@plays("aws:kms/key:Key")
class Key:
    def create(aws, name, args):
        made = aws.kms.create_key(
            **request(
                BypassPolicyLockoutSafetyCheck=False,
                KeySpec=args.get("customerMasterKeySpec", "SYMMETRIC_DEFAULT"),
                KeyUsage=args.get("keyUsage", "ENCRYPT_DECRYPT"),
                Description=args.get("description"),
                Policy=args.get("policy"),
                MultiRegion=args.get("multiRegion"),
            )
        )["KeyMetadata"]
        if args.get("enableKeyRotation"):
            aws.kms.enable_key_rotation(
                **request(
                    KeyId=made["KeyId"], RotationPeriodInDays=args.get("rotationPeriodInDays")
                )
            )
        args.get("deletionWindowInDays")
        return {"id": made["KeyId"], "keyId": made["KeyId"], "arn": made["Arn"]}

    def delete(aws, made, args):
        window = args.get("deletionWindowInDays")
        aws.kms.schedule_key_deletion(**request(KeyId=made["id"], PendingWindowInDays=window))


@plays("aws:kms/alias:Alias")
class Alias:
    def create(aws, name, args):
        aws.kms.create_alias(AliasName=args["name"], TargetKeyId=args["targetKeyId"])
        return {"id": args["name"]}

    def update(aws, made, args):
        aws.kms.update_alias(AliasName=made["id"], TargetKeyId=args["targetKeyId"])

    def delete(aws, made, args):
        aws.kms.delete_alias(AliasName=made["id"])
