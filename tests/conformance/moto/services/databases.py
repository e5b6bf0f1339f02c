"""Databases and their groups."""

from arguments import request
from mapping import plays


@plays("aws:rds/subnetGroup:SubnetGroup")
class SubnetGroup:
    def create(aws, name, args):
        aws.rds.create_db_subnet_group(
            DBSubnetGroupName=args["name"],
            DBSubnetGroupDescription=args.get("description", "Managed by Pulumi"),
            SubnetIds=args["subnetIds"],
        )
        return {"id": args["name"], "name": args["name"]}

    def update(aws, made, args):
        aws.rds.modify_db_subnet_group(
            DBSubnetGroupName=made["id"],
            DBSubnetGroupDescription=args.get("description", "Managed by Pulumi"),
            SubnetIds=args["subnetIds"],
        )

    def delete(aws, made, args):
        aws.rds.delete_db_subnet_group(DBSubnetGroupName=made["id"])


@plays("aws:rds/parameterGroup:ParameterGroup")
class ParameterGroup:
    def create(aws, name, args):
        aws.rds.create_db_parameter_group(
            DBParameterGroupName=args["name"],
            DBParameterGroupFamily=args["family"],
            Description=args.get("description", "Managed by Pulumi"),
        )
        return {"id": args["name"], "name": args["name"]}

    def delete(aws, made, args):
        aws.rds.delete_db_parameter_group(DBParameterGroupName=made["id"])


@plays("aws:rds/instance:Instance")
class Instance:
    def create(aws, name, args):
        for of_deletion in ("skipFinalSnapshot", "finalSnapshotIdentifier"):
            args.get(of_deletion)
        aws.rds.create_db_instance(
            **request(
                DBInstanceIdentifier=args["identifier"],
                Engine=args["engine"],
                EngineVersion=args.get("engineVersion"),
                DBInstanceClass=args["instanceClass"],
                AllocatedStorage=args["allocatedStorage"],
                MasterUsername=args.get("username"),
                MasterUserPassword=args.get("password"),
                DBSubnetGroupName=args.get("dbSubnetGroupName"),
                DBParameterGroupName=args.get("parameterGroupName"),
                VpcSecurityGroupIds=args.get("vpcSecurityGroupIds"),
                AvailabilityZone=args.get("availabilityZone"),
                MultiAZ=args.get("multiAz"),
                Port=args.get("port"),
                BackupRetentionPeriod=args.get("backupRetentionPeriod", 0),
                DeletionProtection=args.get("deletionProtection"),
                AutoMinorVersionUpgrade=args.get("autoMinorVersionUpgrade", True),
                PubliclyAccessible=args.get("publiclyAccessible", False),
            )
        )
        return {"id": args["identifier"], "identifier": args["identifier"]}

    def update(aws, made, args):
        changes = {}
        if args.changed("allocatedStorage"):
            changes["AllocatedStorage"] = args["allocatedStorage"]
        aws.rds.modify_db_instance(DBInstanceIdentifier=made["id"], **changes)

    def delete(aws, made, args):
        skips = args.get("skipFinalSnapshot", False)
        snapshot = args.get("finalSnapshotIdentifier")
        aws.rds.delete_db_instance(
            **request(
                DBInstanceIdentifier=made["id"],
                SkipFinalSnapshot=skips,
                FinalDBSnapshotIdentifier=None if skips else snapshot,
                DeleteAutomatedBackups=args.get("deleteAutomatedBackups", True),
            )
        )
