"""Which class plays which resource type, and what those classes have in common."""

mapped = {}


class Refused(Exception):
    """AWS took the request, and what it made then failed: what the real provider finds out while it waits."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def plays(*types):
    """A class whose `create`, `update` and `delete` call what the real provider calls, with its defaults."""

    def register(cls):
        for one in types:
            mapped[one] = cls
        return cls

    return register


def tag_list(tags):
    return [{"Key": key, "Value": value} for key, value in (tags or {}).items()]


def tag_specification(args, resource_type):
    """As EC2's creating calls take tags; nothing where there are none."""
    tags = tag_list(args.get("tags"))
    return [{"ResourceType": resource_type, "Tags": tags}] if tags else None


def retag(client, resource_id, args):
    """EC2's tags of what stands: first those that go, then those that come."""
    if not args.changed("tags"):
        return
    before = args.before.get("tags") or {}
    now = args.get("tags") or {}
    gone = [{"Key": key} for key in before if key not in now]
    come = {key: value for key, value in now.items() if before.get(key) != value}
    if gone:
        client.delete_tags(Resources=[resource_id], Tags=gone)
    if come:
        client.create_tags(Resources=[resource_id], Tags=tag_list(come))
