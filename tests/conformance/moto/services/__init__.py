"""What each resource type calls, one module for each group of services."""

from . import addresses, endpoints, groups, iam, kms, load_balancers, logs, network, network_acls, network_parts, routing  # noqa: F401
