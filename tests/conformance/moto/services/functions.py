"""Functions, and what may call them."""

import io
import zipfile

from arguments import request
from mapping import plays


def archive():
    """Some code: which is nobody's concern here."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("index.js", "exports.handler = async () => 1;")
    return content.getvalue()


code = archive()


def network(given):
    if given is None:
        return None
    return {"SubnetIds": given["subnetIds"], "SecurityGroupIds": given["securityGroupIds"]}


@plays("aws:lambda/function:Function")
class Function:
    def create(aws, name, args):
        client = getattr(aws, "lambda")
        args.get("code")
        environment = args.get("environment")
        storage = args.get("ephemeralStorage")
        made = client.create_function(
            **request(
                FunctionName=args["name"],
                Role=args["role"],
                Code={"ZipFile": code},
                Handler=args.get("handler"),
                Runtime=args.get("runtime"),
                MemorySize=args.get("memorySize", 128),
                Timeout=args.get("timeout", 3),
                Publish=args.get("publish", False),
                Environment={"Variables": environment["variables"]} if environment else None,
                EphemeralStorage={"Size": storage["size"]} if storage else None,
                VpcConfig=network(args.get("vpcConfig")),
            )
        )
        kept = args.get("reservedConcurrentExecutions", -1)
        if kept >= 0:
            client.put_function_concurrency(
                FunctionName=args["name"], ReservedConcurrentExecutions=kept
            )
        return {"id": args["name"], "name": args["name"], "arn": made["FunctionArn"]}

    def update(aws, made, args):
        getattr(aws, "lambda").update_function_configuration(
            FunctionName=made["id"],
            MemorySize=args.get("memorySize", 128),
            Timeout=args.get("timeout", 3),
        )

    def delete(aws, made, args):
        getattr(aws, "lambda").delete_function(FunctionName=made["id"])


@plays("aws:lambda/alias:Alias")
class Alias:
    def create(aws, name, args):
        getattr(aws, "lambda").create_alias(
            Name=args["name"],
            FunctionName=args["functionName"],
            FunctionVersion=args["functionVersion"],
        )
        return {"id": args["name"]}


@plays("aws:lambda/permission:Permission")
class Permission:
    def create(aws, name, args):
        getattr(aws, "lambda").add_permission(
            FunctionName=args["function"],
            StatementId=args["statementId"],
            Action=args["action"],
            Principal=args["principal"],
        )
        return {"id": args["statementId"]}


@plays("aws:lambda/eventSourceMapping:EventSourceMapping")
class EventSourceMapping:
    def create(aws, name, args):
        made = getattr(aws, "lambda").create_event_source_mapping(
            FunctionName=args["functionName"],
            EventSourceArn=args["eventSourceArn"],
            Enabled=args.get("enabled", True),
        )
        return {"id": made["UUID"]}
