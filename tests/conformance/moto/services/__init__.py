"""What each resource type calls, one module for each group of services."""

from . import (  # noqa: F401
    addresses,
    compute,
    data,
    databases,
    endpoints,
    functions,
    groups,
    iam,
    kms,
    load_balancers,
    logs,
    messaging,
    network,
    network_acls,
    network_parts,
    programs,
    routing,
    sqs,
)
