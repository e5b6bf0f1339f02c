"""Athena's workgroups and saved queries, snapshots by schedule, and certificates."""

from arguments import request
from mapping import plays


@plays("aws:athena/workgroup:Workgroup")
class Workgroup:
    def create(aws, name, args):
        settings = args.get("configuration") or {}
        args.get("forceDestroy")
        aws.athena.create_work_group(
            Name=args["name"],
            Description=args.get("description", ""),
            Configuration=request(
                EnforceWorkGroupConfiguration=True,
                PublishCloudWatchMetricsEnabled=True,
                BytesScannedCutoffPerQuery=settings.get("bytesScannedCutoffPerQuery"),
            ),
        )
        return {"id": args["name"], "name": args["name"]}

    def delete(aws, made, args):
        aws.athena.delete_work_group(
            WorkGroup=made["id"], RecursiveDeleteOption=args.get("forceDestroy", False)
        )


@plays("aws:athena/namedQuery:NamedQuery")
class NamedQuery:
    def create(aws, name, args):
        made = aws.athena.create_named_query(
            Name=args["name"],
            Database=args["database"],
            QueryString=args["query"],
            WorkGroup=args["workgroup"],
        )
        return {"id": made["NamedQueryId"]}


def schedule(given):
    rule = given["createRule"]
    kept = given["retainRule"]
    unit = rule.get("intervalUnit", "HOURS")
    return {
        "Name": given["name"],
        "CopyTags": False,
        "CreateRule": request(
            Interval=rule["interval"],
            IntervalUnit=unit,
            Times=[rule["times"]] if rule.get("times") else None,
        ),
        "RetainRule": request(
            Count=kept.get("count"),
            Interval=kept.get("interval"),
            IntervalUnit=kept.get("intervalUnit"),
        ),
    }


def tags(given):
    return [{"Key": key, "Value": value} for key, value in (given or {}).items()]


@plays("aws:dlm/lifecyclePolicy:LifecyclePolicy")
class LifecyclePolicy:
    def create(aws, name, args):
        details = args["policyDetails"]
        made = aws.dlm.create_lifecycle_policy(
            Description=args["description"],
            ExecutionRoleArn=args["executionRoleArn"],
            State="ENABLED",
            PolicyDetails={
                "PolicyType": "EBS_SNAPSHOT_MANAGEMENT",
                "ResourceTypes": details["resourceTypes"],
                "TargetTags": tags(details.get("targetTags")),
                "Schedules": [schedule(one) for one in details["schedules"]],
            },
        )
        return {"id": made["PolicyId"]}


@plays("aws:acm/certificate:Certificate")
class Certificate:
    def create(aws, name, args):
        made = aws.acm.request_certificate(
            **request(
                DomainName=args["domainName"],
                ValidationMethod=args["validationMethod"],
                SubjectAlternativeNames=args.get("subjectAlternativeNames"),
                IdempotencyToken="terraform" + name,
            )
        )
        return {"id": made["CertificateArn"], "arn": made["CertificateArn"]}

    def delete(aws, made, args):
        aws.acm.delete_certificate(CertificateArn=made["id"])
