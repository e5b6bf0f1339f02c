"""What each resource type calls, one module for each group of services."""

from . import (  # noqa: F401
    addresses,
    databases,
    endpoints,
    functions,
    groups,
    iam,
    kms,
    load_balancers,
    logs,
    network,
    network_acls,
    network_parts,
    routing,
    sqs,
)
