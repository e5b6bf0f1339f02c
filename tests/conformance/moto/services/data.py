"""Tables, secrets and parameters."""

from arguments import request
from mapping import plays


def schema(hash_key, range_key):
    keys = [{"AttributeName": hash_key, "KeyType": "HASH"}]
    return keys + ([{"AttributeName": range_key, "KeyType": "RANGE"}] if range_key else [])


def index(given, hash_key):
    return {
        "IndexName": given["name"],
        "KeySchema": schema(hash_key, given.get("rangeKey")),
        "Projection": {"ProjectionType": given["projectionType"]},
    }


def attributes(args):
    return [{"AttributeName": one["name"], "AttributeType": one["type"]} for one in args["attributes"]]


@plays("aws:dynamodb/table:Table")
class Table:
    def create(aws, name, args):
        hash_key = args["hashKey"]
        provisioned = args.get("billingMode", "PROVISIONED") == "PROVISIONED"
        capacity = {
            "ReadCapacityUnits": args.get("readCapacity"),
            "WriteCapacityUnits": args.get("writeCapacity"),
        }
        aws.dynamodb.create_table(
            **request(
                TableName=args["name"],
                BillingMode=args.get("billingMode", "PROVISIONED"),
                KeySchema=schema(hash_key, args.get("rangeKey")),
                AttributeDefinitions=attributes(args),
                ProvisionedThroughput=capacity if provisioned else None,
                GlobalSecondaryIndexes=[
                    index(one, one["hashKey"]) for one in args.get("globalSecondaryIndexes", [])
                ]
                or None,
                LocalSecondaryIndexes=[
                    index(one, hash_key) for one in args.get("localSecondaryIndexes", [])
                ]
                or None,
                DeletionProtectionEnabled=args.get("deletionProtectionEnabled", False),
            )
        )
        return {"id": args["name"], "name": args["name"]}

    def update(aws, made, args):
        added = args.added("globalSecondaryIndexes")
        aws.dynamodb.update_table(
            TableName=made["id"],
            AttributeDefinitions=attributes(args),
            GlobalSecondaryIndexUpdates=[
                {"Create": index(one, one["hashKey"])} for one in added
            ],
        )

    def delete(aws, made, args):
        aws.dynamodb.delete_table(TableName=made["id"])


@plays("aws:secretsmanager/secret:Secret")
class Secret:
    def create(aws, name, args):
        args.get("recoveryWindowInDays")
        made = aws.secretsmanager.create_secret(
            **request(Name=args["name"], Description=args.get("description"))
        )
        return {"id": made["ARN"], "arn": made["ARN"]}

    def delete(aws, made, args):
        window = args.get("recoveryWindowInDays", 30)
        how = {"RecoveryWindowInDays": window} if window else {"ForceDeleteWithoutRecovery": True}
        aws.secretsmanager.delete_secret(SecretId=made["id"], **how)


@plays("aws:secretsmanager/secretVersion:SecretVersion")
class SecretVersion:
    def create(aws, name, args):
        made = aws.secretsmanager.put_secret_value(
            ClientRequestToken="12345678-1234-1234-1234-123456789012",
            SecretId=args["secretId"],
            SecretString=args["secretString"],
        )
        return {"id": f"{args['secretId']}|{made['VersionId']}"}


@plays("aws:ssm/parameter:Parameter")
class Parameter:
    def create(aws, name, args):
        aws.ssm.put_parameter(
            **request(
                Name=args["name"],
                Type=args["type"],
                Value=args["value"],
                Tier=args.get("tier"),
                AllowedPattern=args.get("allowedPattern"),
                Overwrite=False,
            )
        )
        return {"id": args["name"], "name": args["name"]}
