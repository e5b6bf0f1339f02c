"""Times questions of aws-vpc-analyzer: networks and questions as JSON on standard input, seconds as JSON on standard output."""
import asyncio
import json
import sys
import time

from analyzer import Analyzer


async def timed(case):
    analyzer = Analyzer(case["network"])
    start = time.perf_counter()
    await analyzer.load()
    status = await analyzer.ask(*case["question"])
    cold = time.perf_counter() - start
    samples = []
    for _ in range(case["warmUp"] + case["calls"]):
        start = time.perf_counter()
        await analyzer.ask(*case["question"])
        samples.append(time.perf_counter() - start)
    analyzer.close()
    return {"status": status, "cold": cold, "warm": samples[case["warmUp"] :]}


async def main():
    json.dump([await timed(case) for case in json.load(sys.stdin)], sys.stdout)


asyncio.run(main())
