"""Container repositories and state machines."""

from arguments import request
from mapping import plays


@plays("aws:ecr/repository:Repository")
class Repository:
    def create(aws, name, args):
        made = aws.ecr.create_repository(
            repositoryName=args["name"],
            imageTagMutability=args.get("imageTagMutability", "MUTABLE"),
        )
        return {"id": args["name"], "arn": made["repository"]["repositoryArn"]}

    def delete(aws, made, args):
        aws.ecr.delete_repository(repositoryName=made["id"], force=args.get("forceDelete", False))


def logging(given):
    if given is None:
        return None
    destination = given.get("logDestination")
    group = {"cloudWatchLogsLogGroup": {"logGroupArn": destination}}
    return request(level=given["level"], destinations=[group] if destination else None)


@plays("aws:sfn/stateMachine:StateMachine")
class StateMachine:
    def create(aws, name, args):
        made = aws.stepfunctions.create_state_machine(
            **request(
                name=args["name"],
                definition=args["definition"],
                roleArn=args["roleArn"],
                type=args.get("type", "STANDARD"),
                publish=args.get("publish", False),
                loggingConfiguration=logging(args.get("loggingConfiguration")),
            )
        )
        return {"id": made["stateMachineArn"], "arn": made["stateMachineArn"]}
