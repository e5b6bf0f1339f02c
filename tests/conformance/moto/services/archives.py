"""Backups, and what a data catalog names."""

from arguments import request
from mapping import plays


@plays("aws:backup/vault:Vault")
class Vault:
    def create(aws, name, args):
        made = aws.backup.create_backup_vault(BackupVaultName=args["name"])
        return {"id": args["name"], "name": args["name"], "arn": made["BackupVaultArn"]}

    def delete(aws, made, args):
        aws.backup.delete_backup_vault(BackupVaultName=made["id"])


def lifecycle(given):
    if given is None:
        return None
    return request(
        MoveToColdStorageAfterDays=given.get("coldStorageAfter"),
        DeleteAfterDays=given.get("deleteAfter"),
    )


@plays("aws:backup/plan:Plan")
class Plan:
    def create(aws, name, args):
        rules = [
            request(
                RuleName=one["ruleName"],
                TargetBackupVaultName=one["targetVaultName"],
                ScheduleExpression=one.get("schedule"),
                StartWindowMinutes=60,
                CompletionWindowMinutes=180,
                Lifecycle=lifecycle(one.get("lifecycle")),
            )
            for one in args["rules"]
        ]
        plan = {"BackupPlanName": args["name"], "Rules": rules}
        return {"id": aws.backup.create_backup_plan(BackupPlan=plan)["BackupPlanId"]}


@plays("aws:glue/catalogDatabase:CatalogDatabase")
class CatalogDatabase:
    def create(aws, name, args):
        aws.glue.create_database(DatabaseInput={"Name": args["name"]})
        return {"id": args["name"], "name": args["name"]}

    def delete(aws, made, args):
        aws.glue.delete_database(Name=made["id"])


@plays("aws:glue/catalogTable:CatalogTable")
class CatalogTable:
    def create(aws, name, args):
        aws.glue.create_table(
            DatabaseName=args["databaseName"], TableInput={"Name": args["name"]}
        )
        return {"id": args["name"]}
