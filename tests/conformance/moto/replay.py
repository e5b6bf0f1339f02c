"""
Cases, read as JSON from stdin, put to moto in this process through the AWS SDK; what moto answers goes to stdout as JSON:
{"version": …, "answers": {title: answer}, "errors": [what has no mapping]}, or {"missing": why nothing was replayed}.
"""

import functools
import ipaddress
import json
import os
import sys
import traceback

# Nothing here may reach AWS: made-up credentials, and a proxy that nothing listens on.
os.environ.update(
    AWS_ACCESS_KEY_ID="testing",
    AWS_SECRET_ACCESS_KEY="testing",
    AWS_EC2_METADATA_DISABLED="true",
    HTTPS_PROXY="http://127.0.0.1:9",
    HTTP_PROXY="http://127.0.0.1:9",
    MOTO_EC2_LOAD_DEFAULT_AMIS="false",
)
for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_CONFIG_FILE", "AWS_ENDPOINT_URL"):
    os.environ.pop(name, None)
os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.devnull
os.environ["AWS_CONFIG_FILE"] = os.devnull

try:
    import boto3
    import moto
    from botocore.config import Config
    from botocore.exceptions import ClientError
    from moto.moto_api._internal.models import moto_api_backend
except ImportError as problem:
    json.dump({"missing": f"python3 cannot import {problem.name}"}, sys.stdout)
    sys.exit(0)

import services  # noqa: F401  (each module of it registers what it plays)
from arguments import Arguments
from mapping import Refused, mapped


# moto looks through a class for its methods at every request; they are the same every time.
if hasattr(moto.core.responses, "method_names_from_class"):
    moto.core.responses.method_names_from_class = functools.cache(
        moto.core.responses.method_names_from_class
    )


class Unmapped(Exception):
    pass


class Clients:
    """The SDK's clients of one region, one each: they are dear to make."""

    made = {}
    config = Config(parameter_validation=False, retries={"max_attempts": 0})

    def __init__(self, region, make=boto3.client):
        self.region = region
        self.make = make

    def __getattr__(self, service):
        key = (self.make, service, self.region)
        if key not in self.made:
            self.made[key] = self.make(
                service.replace("_", "-"), region_name=self.region, config=self.config
            )
        return self.made[key]


def client_of(account):
    """As the provider comes into another account: by a role of it."""
    role = f"arn:aws:iam::{account}:role/deployer"
    made = Clients("us-east-1").sts.assume_role(RoleArn=role, RoleSessionName="replay")
    return functools.partial(
        boto3.client,
        aws_access_key_id=made["Credentials"]["AccessKeyId"],
        aws_secret_access_key=made["Credentials"]["SecretAccessKey"],
        aws_session_token=made["Credentials"]["SessionToken"],
    )


class Player:
    """One case, from its first step to its attempt."""

    def __init__(self):
        self.made = {}
        self.makers = {None: boto3.client}

    def play(self, step):
        if "create" in step:
            return self.create(step, self.resolve(step["args"]))
        if "days" in step:
            # moto has no time of its own, and nothing of what it keeps here grows old.
            return None
        name = step.get("update") or step["delete"]
        found = self.made[name]
        clients = self.clients(found["account"], found["args"])
        if "delete" in step:
            self.method(found["type"], "delete")(clients, found["made"], Arguments(found["args"]))
            del self.made[name]
            return
        now = {**found["args"], **self.resolve(step["args"])}
        args = Arguments(now, before=found["args"])
        self.method(found["type"], "update")(clients, found["made"], args)
        self.all_asked(found["type"], "update", args)
        found["args"] = dict(args)

    def clients(self, account, args):
        if account not in self.makers:
            self.makers[account] = client_of(account)
        return Clients(args.get("region", "us-east-1"), self.makers[account])

    def create(self, step, given):
        name, resource_type, account = step["create"], step["type"], step.get("account")
        args = Arguments(given)
        create = self.method(resource_type, "create")
        made = create(self.clients(account, given), name, args)
        self.all_asked(resource_type, "create", args)
        self.made[name] = {
            "type": resource_type,
            "args": given,
            "made": made,
            "account": account,
        }

    def method(self, resource_type, action):
        found = getattr(mapped.get(resource_type), action, None)
        if found is None:
            raise Unmapped(f"{action} {resource_type}")
        return found

    def all_asked(self, resource_type, action, args):
        if args.unasked():
            raise Unmapped(f"{action} {resource_type}: {', '.join(args.unasked())}")

    def resolve(self, value):
        if isinstance(value, list):
            return [self.resolve(one) for one in value]
        if not isinstance(value, dict):
            return value
        if "ref" in value:
            return self.output(value["ref"])
        if "json" in value:
            return json.dumps(self.resolve(value["json"]))
        if "joined" in value:
            return "".join(self.resolve(one) for one in value["joined"])
        if "partOf" in value:
            whole = ipaddress.ip_network(self.output(value["partOf"]))
            size = 1 << (whole.max_prefixlen - value["mask"])
            first = whole.network_address + size * value["index"]
            return f"{first}/{value['mask']}"
        return {key: self.resolve(one) for key, one in value.items()}

    def output(self, path):
        name, *keys = path.split(".")
        value = self.made[name]["made"]
        for key in keys:
            if key not in value:
                raise Unmapped(f"{self.made[name]['type']} has no output {key}")
            value = value[key]
        # Some outputs are looked for only where they are needed.
        return value() if callable(value) else value


def answered_by(step, player):
    """"accepted", AWS's code, or how moto broke."""
    try:
        player.play(step)
        return "accepted"
    except ClientError as refusal:
        code = refusal.response["Error"]["Code"]
        # A bare 404 is of its web server: it has no such address.
        return "not implemented" if code == "404" else code
    except Refused as refusal:
        return refusal.code
    except Unmapped:
        raise
    except Exception as problem:
        # Its own failure is moto's answer; one of these files is ours to mend.
        frames = traceback.extract_tb(problem.__traceback__)
        if not any(frame.filename.startswith(os.path.dirname(moto.__file__)) for frame in frames):
            raise
        if isinstance(problem, NotImplementedError):
            return "not implemented"
        return f"breaks: {type(problem).__name__}"


def answer_to(case):
    player = Player()
    for step in case["given"]:
        answer = answered_by(step, player)
        if answer != "accepted":
            what = step.get("create") or step.get("update") or step["delete"]
            return f"cannot set up {what}: {answer}"
    return answered_by(case["attempt"], player)


def replay(cases):
    """Each case in an empty AWS."""
    answers = {}
    errors = []
    for case in cases:
        moto_api_backend.reset()
        try:
            answers[case["title"]] = answer_to(case)
        except Unmapped as problem:
            errors.append(f"{case['title']}: no mapping for {problem}")
        except Exception:
            last = traceback.format_exc().strip().splitlines()
            errors.append(f"{case['title']}: {' / '.join(last[-3:])}")
    return answers, errors


def main():
    cases = json.load(sys.stdin)
    answers = {}
    errors = []
    # AWS's own policies are dear to load: only for the cases that name one.
    for managed in (False, True):
        own = [one for one in cases if ("arn:aws:iam::aws:policy/" in json.dumps(one)) == managed]
        with moto.mock_aws(config={"iam": {"load_aws_managed_policies": managed}}):
            answered, failed = replay(own)
        answers.update(answered)
        errors.extend(failed)
    json.dump({"version": moto.__version__, "answers": answers, "errors": errors}, sys.stdout)


main()
