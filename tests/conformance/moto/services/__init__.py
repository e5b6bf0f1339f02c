"""What each resource type calls, one module for each group of services."""

from . import addresses, endpoints, groups, iam, logs, network, network_acls, routing  # noqa: F401
