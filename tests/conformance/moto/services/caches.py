"""Caches and their subnet groups."""

from arguments import request
from mapping import plays


@plays("aws:elasticache/subnetGroup:SubnetGroup")
class SubnetGroup:
    def create(aws, name, args):
        aws.elasticache.create_cache_subnet_group(
            CacheSubnetGroupName=args["name"],
            CacheSubnetGroupDescription=args.get("description", "Managed by Pulumi"),
            SubnetIds=args["subnetIds"],
        )
        return {"id": args["name"], "name": args["name"]}

    def delete(aws, made, args):
        aws.elasticache.delete_cache_subnet_group(CacheSubnetGroupName=made["id"])


@plays("aws:elasticache/replicationGroup:ReplicationGroup")
class ReplicationGroup:
    def create(aws, name, args):
        aws.elasticache.create_replication_group(
            **request(
                ReplicationGroupId=args["replicationGroupId"],
                ReplicationGroupDescription=args["description"],
                Engine=args.get("engine", "redis"),
                CacheNodeType=args.get("nodeType"),
                NumCacheClusters=args.get("numCacheClusters"),
                CacheSubnetGroupName=args.get("subnetGroupName"),
                CacheParameterGroupName=args.get("parameterGroupName"),
                SecurityGroupIds=args.get("securityGroupIds"),
                AutomaticFailoverEnabled=args.get("automaticFailoverEnabled"),
                MultiAZEnabled=args.get("multiAzEnabled"),
                AuthToken=args.get("authToken"),
                AutoMinorVersionUpgrade=args.get("autoMinorVersionUpgrade", True),
            )
        )
        return {"id": args["replicationGroupId"]}

    def delete(aws, made, args):
        aws.elasticache.delete_replication_group(ReplicationGroupId=made["id"])
