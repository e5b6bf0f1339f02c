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
                StartWindowMinutes=one.get("startWindow", 60),
                CompletionWindowMinutes=one.get("completionWindow", 180),
                Lifecycle=lifecycle(one.get("lifecycle")),
            )
            for one in args["rules"]
        ]
        plan = {"BackupPlanName": args["name"], "Rules": rules}
        return {"id": aws.backup.create_backup_plan(BackupPlan=plan)["BackupPlanId"]}

    def delete(aws, made, args):
        aws.backup.delete_backup_plan(BackupPlanId=made["id"])


@plays("aws:backup/selection:Selection")
class Selection:
    def create(aws, name, args):
        tags = [
            {
                "ConditionType": one["type"],
                "ConditionKey": one["key"],
                "ConditionValue": one["value"],
            }
            for one in args["selectionTags"]
        ]
        made = aws.backup.create_backup_selection(
            BackupPlanId=args["planId"],
            BackupSelection={
                "SelectionName": args["name"],
                "IamRoleArn": args["iamRoleArn"],
                "ListOfTags": tags,
            },
        )
        return {"id": made["SelectionId"]}

    def delete(aws, made, args):
        aws.backup.delete_backup_selection(
            BackupPlanId=args["planId"], SelectionId=made["id"]
        )


@plays("aws:backup/vaultPolicy:VaultPolicy")
class VaultPolicy:
    def create(aws, name, args):
        aws.backup.put_backup_vault_access_policy(
            BackupVaultName=args["backupVaultName"], Policy=args["policy"]
        )
        return {"id": args["backupVaultName"]}


@plays("aws:backup/vaultLockConfiguration:VaultLockConfiguration")
class VaultLockConfiguration:
    def create(aws, name, args):
        aws.backup.put_backup_vault_lock_configuration(
            **request(
                BackupVaultName=args["backupVaultName"],
                ChangeableForDays=args.get("changeableForDays"),
                MinRetentionDays=args.get("minRetentionDays"),
                MaxRetentionDays=args.get("maxRetentionDays"),
            )
        )
        return {"id": args["backupVaultName"]}


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
