"""Roles and their policies."""

from arguments import request
from mapping import plays, tag_list


@plays("aws:iam/role:Role")
class Role:
    def create(aws, name, args):
        role_name = args.get("name", f"{name}-0123456")
        tags = tag_list(args.get("tags"))
        made = aws.iam.create_role(
            **request(
                RoleName=role_name,
                Path=args.get("path", "/"),
                AssumeRolePolicyDocument=args["assumeRolePolicy"],
                Description=args.get("description"),
                MaxSessionDuration=args.get("maxSessionDuration", 3600),
                Tags=tags or None,
            )
        )
        return {"id": role_name, "name": role_name, "arn": made["Role"]["Arn"]}

    def update(aws, made, args):
        if args.changed("assumeRolePolicy"):
            aws.iam.update_assume_role_policy(
                RoleName=made["id"], PolicyDocument=args["assumeRolePolicy"]
            )

    def delete(aws, made, args):
        aws.iam.delete_role(RoleName=made["id"])


@plays("aws:iam/rolePolicy:RolePolicy")
class RolePolicy:
    def create(aws, name, args):
        place = {
            "RoleName": args["role"],
            "PolicyName": args.get("name", f"{name}-0123456"),
        }
        aws.iam.put_role_policy(**place, PolicyDocument=args["policy"])
        return {"id": ":".join(place.values()), "place": place}

    def delete(aws, made, args):
        aws.iam.delete_role_policy(**made["place"])
