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


@plays("aws:iam/policy:Policy")
class Policy:
    def create(aws, name, args):
        made = aws.iam.create_policy(
            **request(
                PolicyName=args["name"],
                Path=args.get("path", "/"),
                PolicyDocument=args["policy"],
                Description=args.get("description"),
                Tags=tag_list(args.get("tags")) or None,
            )
        )["Policy"]
        return {"id": made["Arn"], "arn": made["Arn"]}

    def update(aws, made, args):
        aws.iam.create_policy_version(
            PolicyArn=made["id"], PolicyDocument=args["policy"], SetAsDefault=True
        )

    def delete(aws, made, args):
        for one in aws.iam.list_policy_versions(PolicyArn=made["id"])["Versions"]:
            if not one["IsDefaultVersion"]:
                aws.iam.delete_policy_version(PolicyArn=made["id"], VersionId=one["VersionId"])
        aws.iam.delete_policy(PolicyArn=made["id"])


@plays("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
class RolePolicyAttachment:
    def create(aws, name, args):
        both = {"RoleName": args["role"], "PolicyArn": args["policyArn"]}
        aws.iam.attach_role_policy(**both)
        return {"id": name, "both": both}

    def delete(aws, made, args):
        aws.iam.detach_role_policy(**made["both"])


@plays("aws:iam/instanceProfile:InstanceProfile")
class InstanceProfile:
    def create(aws, name, args):
        profile = args["name"]
        aws.iam.create_instance_profile(InstanceProfileName=profile, Path=args.get("path", "/"))
        if args.get("role"):
            aws.iam.add_role_to_instance_profile(InstanceProfileName=profile, RoleName=args["role"])
        return {"id": profile, "name": profile}

    def delete(aws, made, args):
        if args.get("role"):
            aws.iam.remove_role_from_instance_profile(
                InstanceProfileName=made["id"], RoleName=args["role"]
            )
        aws.iam.delete_instance_profile(InstanceProfileName=made["id"])
