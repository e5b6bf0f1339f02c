"""aws-vpc-analyzer's answers about networks: one JSON object for each line of standard input, one for each line of output."""
import asyncio
import json
import sys

from moto import mock_aws

from analyzer import Analyzer, AWSClientFactory

with mock_aws():
    CLIENT = AWSClientFactory(region="us-east-1").create_client()


async def answers(case):
    try:
        analyzer = Analyzer(case["network"], CLIENT.ec2)
    except Exception as error:  # noqa: BLE001 - what moto refuses is told, not raised
        return {"refused": f"{type(error).__name__}: {error}"}
    try:
        await analyzer.load(CLIENT)
        paths = [await analyzer.ask(*one) for one in case["paths"]]
        exposures = [sorted(await analyzer.exposed(*one)) for one in case["exposures"]]
        return {"paths": paths, "exposures": exposures}
    finally:
        analyzer.close()


async def main():
    for line in sys.stdin:
        print(json.dumps(await answers(json.loads(line))), flush=True)


asyncio.run(main())
