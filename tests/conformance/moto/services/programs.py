"""Container repositories and state machines."""

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


@plays("aws:sfn/stateMachine:StateMachine")
class StateMachine:
    def create(aws, name, args):
        made = aws.stepfunctions.create_state_machine(
            name=args["name"],
            definition=args["definition"],
            roleArn=args["roleArn"],
            type=args.get("type", "STANDARD"),
            publish=args.get("publish", False),
        )
        return {"id": made["stateMachineArn"], "arn": made["stateMachineArn"]}
