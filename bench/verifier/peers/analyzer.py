"""aws-vpc-analyzer over moto, in process, put together as its server does. Nothing of a network leaves this process."""
import logging
import os

import boto3
from moto import mock_aws

from world import World

# Told to it as to boto3: there is no account behind it.
os.environ.update(
    AWS_ACCESS_KEY_ID="none",
    AWS_SECRET_ACCESS_KEY="none",
    AWS_DEFAULT_REGION="us-east-1",
    AWS_EC2_METADATA_DISABLED="true",
)

from netgraph.aws import EC2Fetcher  # noqa: E402
from netgraph.aws.client import AWSClientFactory  # noqa: E402
from netgraph.core import GraphManager, PathAnalyzer  # noqa: E402
from netgraph.core.exposure_detector import ExposureDetector  # noqa: E402

logging.disable(logging.CRITICAL)


class Analyzer:
    """One network in moto, and the analyzer's graph of it, filled as its `refresh_topology` fills it."""

    def __init__(self, network, ec2=None):
        """`ec2`: a client made before in the same process; to make one takes longer than the rest."""
        self.mock = mock_aws()
        self.mock.start()
        try:
            self.world = World(ec2 or boto3.client("ec2", region_name="us-east-1"), network)
        except Exception:
            self.mock.stop()
            raise

    async def load(self, client=None):
        client = client or AWSClientFactory(region="us-east-1").create_client()
        self.fetcher = EC2Fetcher(client=client)
        # An hour: what is measured warm is not to expire meanwhile.
        self.graph = GraphManager(fetcher=self.fetcher, region="us-east-1", ttl_seconds=3600)
        vpcs = [self.world.ids[vpc["key"]] for vpc in self.world.network["vpcs"]]
        await self.graph.build_topology(vpcs)
        self.paths = PathAnalyzer(graph=self.graph)
        self.exposures = ExposureDetector(self.graph, self.fetcher)

    async def ask(self, source, destination, port):
        """`destination`: an interface's key, or an address."""
        address = self.world.addresses.get(destination, destination)
        found = await self.paths.analyze(self.world.ids[source], address, port, "tcp")
        return found.status.value

    async def exposed(self, vpc, port):
        """The interfaces of a VPC that it says the internet can reach."""
        found = await self.exposures.find_exposed(self.world.ids[vpc], port)
        keys = {made: key for key, made in self.world.ids.items()}
        return [keys[one.resource_id] for one in found.exposed_resources]

    def close(self):
        self.mock.stop()
