"""CreateSubnet and DescribeSubnets on moto, in process: seconds for each pair after a warm-up, as one JSON list."""
import json
import sys
import time

import boto3
from moto import mock_aws


def main(warm_up, calls):
    with mock_aws():
        ec2 = boto3.client(
            "ec2",
            region_name="us-east-1",
            aws_access_key_id="none",
            aws_secret_access_key="none",
        )
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        seconds = []
        for index in range(warm_up + calls):
            block = f"10.0.{index >> 4}.{(index % 16) * 16}/28"
            start = time.perf_counter()
            made = ec2.create_subnet(VpcId=vpc, CidrBlock=block, AvailabilityZone="us-east-1a")
            ec2.describe_subnets(SubnetIds=[made["Subnet"]["SubnetId"]])
            seconds.append(time.perf_counter() - start)
        json.dump(seconds[warm_up:], sys.stdout)


main(int(sys.argv[1]), int(sys.argv[2]))
