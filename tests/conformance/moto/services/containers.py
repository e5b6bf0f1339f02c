"""Clusters, task definitions and services."""

import json

from arguments import request
from mapping import plays


@plays("aws:ecs/cluster:Cluster")
class Cluster:
    def create(aws, name, args):
        made = aws.ecs.create_cluster(clusterName=args["name"])["cluster"]
        return {"id": made["clusterArn"], "arn": made["clusterArn"]}

    def delete(aws, made, args):
        aws.ecs.delete_cluster(cluster=made["id"])


@plays("aws:ecs/taskDefinition:TaskDefinition")
class TaskDefinition:
    def create(aws, name, args):
        made = aws.ecs.register_task_definition(
            **request(
                family=args["family"],
                containerDefinitions=json.loads(args["containerDefinitions"]),
                requiresCompatibilities=args.get("requiresCompatibilities"),
                networkMode=args.get("networkMode"),
                cpu=args.get("cpu"),
                memory=args.get("memory"),
                executionRoleArn=args.get("executionRoleArn"),
            )
        )["taskDefinition"]
        return {"id": made["family"], "arn": made["taskDefinitionArn"]}


@plays("aws:ecs/service:Service")
class Service:
    def create(aws, name, args):
        network = args.get("networkConfiguration")
        if network is not None:
            network = {
                "awsvpcConfiguration": request(
                    subnets=network["subnets"], securityGroups=network.get("securityGroups")
                )
            }
        made = aws.ecs.create_service(
            **request(
                serviceName=args["name"],
                cluster=args["cluster"],
                taskDefinition=args["taskDefinition"],
                launchType=args.get("launchType"),
                desiredCount=args.get("desiredCount", 0),
                networkConfiguration=network,
            )
        )["service"]
        return {"id": made["serviceArn"], "cluster": args["cluster"]}

    def delete(aws, made, args):
        aws.ecs.update_service(cluster=made["cluster"], service=made["id"], desiredCount=0)
        aws.ecs.delete_service(cluster=made["cluster"], service=made["id"])
