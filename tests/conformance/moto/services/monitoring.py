"""Alarms, dashboards, event rules and targets."""

from arguments import request
from mapping import Refused, plays


@plays("aws:cloudwatch/metricAlarm:MetricAlarm")
class MetricAlarm:
    def create(aws, name, args):
        aws.cloudwatch.put_metric_alarm(
            **request(
                AlarmName=args["name"],
                ComparisonOperator=args["comparisonOperator"],
                EvaluationPeriods=args["evaluationPeriods"],
                MetricName=args.get("metricName"),
                Namespace=args.get("namespace"),
                Period=args.get("period"),
                Statistic=args.get("statistic"),
                Threshold=args.get("threshold"),
                ActionsEnabled=args.get("actionsEnabled", True),
                TreatMissingData=args.get("treatMissingData", "missing"),
            )
        )
        return {"id": args["name"]}


@plays("aws:cloudwatch/dashboard:Dashboard")
class Dashboard:
    def create(aws, name, args):
        aws.cloudwatch.put_dashboard(
            DashboardName=args["dashboardName"], DashboardBody=args["dashboardBody"]
        )
        return {"id": args["dashboardName"]}


@plays("aws:cloudwatch/eventRule:EventRule")
class EventRule:
    def create(aws, name, args):
        aws.events.put_rule(
            **request(
                Name=args["name"],
                ScheduleExpression=args.get("scheduleExpression"),
                EventPattern=args.get("eventPattern"),
                State=args.get("state", "ENABLED"),
            )
        )
        return {"id": args["name"], "name": args["name"]}

    def delete(aws, made, args):
        aws.events.delete_rule(Name=made["id"])


def checked(answer):
    """These calls answer 200 and name what they refused."""
    for one in answer.get("FailedEntries", []):
        raise Refused(one["ErrorCode"])


@plays("aws:cloudwatch/eventTarget:EventTarget")
class EventTarget:
    def create(aws, name, args):
        target = {"Id": args["targetId"], "Arn": args["arn"]}
        checked(aws.events.put_targets(Rule=args["rule"], Targets=[target]))
        return {"id": args["targetId"], "rule": args["rule"]}

    def delete(aws, made, args):
        checked(aws.events.remove_targets(Rule=made["rule"], Ids=[made["id"]]))
