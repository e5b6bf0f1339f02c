/** Flow logs to every destination, a table over them, alarms and a dashboard, through their life in the simulated AWS. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../..";
import { simDestroy, simUp, type Step } from "../../automation";
import { rehearseProgram } from "../../automation/testing";
import { changesOf, collectInto, emptyFingerprint, fingerprintOf, touched } from "./support/runs";

const ACCOUNT = "000000000000";

/** What changes in the life of it. */
interface Observed {
  readonly archiveDays: number;
  readonly fields?: string[];
  readonly stream?: boolean;
  readonly services: string[];
}

const program =
  ({ archiveDays, fields, stream = false, services }: Observed) =>
  () => {
    const vpc = new net.Vpc("shop", {
      cidrBlock: "10.0.0.0/16",
      availabilityZoneNames: ["us-east-1a", "us-east-1b"],
      subnetSpecs: [
        { name: "public", type: net.SubnetType.Public },
        { name: "private", type: net.SubnetType.Private },
      ],
      natGateways: { strategy: net.NatGatewayStrategy.OnePerAz },
      endpoints: { interface: services },
      flowLogs: {
        accountId: ACCOUNT,
        others: {
          archive: {
            accountId: ACCOUNT,
            fields,
            bucket: {
              expirationInDays: archiveDays,
              prefix: "flows",
              forceDestroy: true,
              table: {},
            },
          },
          rejects: {
            trafficType: net.FlowLogTraffic.Reject,
            retentionInDays: 7,
            subnets: [{ tier: "private" }],
          },
          ...(stream && {
            stream: {
              deliveryStreamArn: `arn:aws:firehose:us-east-1:${ACCOUNT}:deliverystream/flows`,
            },
          }),
        },
      },
    });
    const watched = {
      vpc,
      natGatewayIds: vpc.natGatewayIds,
      interfaceEndpointIds: vpc.endpointIds,
    };
    const alarms = new net.NetworkAlarms("shop", watched);
    new net.NetworkDashboard("shop", {
      ...watched,
      alarmArns: alarms.alarmArns,
      flowLogGroupName: vpc.flowLogGroupName,
    });
    return Promise.resolve({ topic: pulumi.output(alarms.topicArn) });
  };

describe("Observability in the simulated AWS", () => {
  let home: string;
  before(async () => {
    home = await mkdtemp(join(tmpdir(), "pan-observability-"));
  });
  after(() => rm(home, { recursive: true, force: true }));

  const first: Observed = { archiveDays: 365, services: ["sqs"] };
  const fields = ["version", "vpc-id", "srcaddr", "dstaddr", "action", "flow-direction"];
  const target = (observed: Observed) => ({
    program: program(observed),
    projectName: "shop",
    stackName: "dev",
  });
  const options = (steps: Step[] = []) => ({
    home,
    account: ACCOUNT,
    config: { "aws:region": "us-east-1" },
    onProgress: collectInto(steps),
  });

  it("goes up, stays, changes in place what can be, and is gone", async function () {
    this.timeout(180_000);
    const empty = await emptyFingerprint();
    expect(changesOf(await simUp(target(first), options()))).to.equal("59 0 0 0 0");
    const deployed = await fingerprintOf(home);
    expect(changesOf(await simUp(target(first), options()))).to.equal("0 0 0 0 59");
    expect(await fingerprintOf(home)).to.equal(deployed);

    const kept: Step[] = [];
    await simUp(target({ ...first, archiveDays: 90 }), options(kept));
    expect(touched(kept)).to.deep.equal([
      "update s3.BucketLifecycleConfiguration shop-flow-logs-archive",
    ]);

    const asked: Step[] = [];
    await simUp(target({ ...first, archiveDays: 90, fields }), options(asked));
    expect(touched(asked)).to.deep.equal([
      "create-replacement ec2.FlowLog shop-flow-logs-archive",
      "delete-replaced ec2.FlowLog shop-flow-logs-archive",
      "replace ec2.FlowLog shop-flow-logs-archive",
      "update glue.CatalogTable shop-flow-logs-archive",
    ]);

    const grown: Step[] = [];
    const last = { archiveDays: 90, fields, stream: true, services: ["sqs", "logs"] };
    await simUp(target(last), options(grown));
    expect(touched(grown)).to.deep.equal([
      "create cloudwatch.MetricAlarm shop-endpoint-logs-dropped-packets",
      "create ec2.FlowLog shop-flow-logs-stream",
      "create ec2.VpcEndpoint shop-logs",
      "update cloudwatch.Dashboard shop-network",
    ]);

    await simDestroy(target(last), options());
    expect(await fingerprintOf(home)).to.equal(empty);
  });

  it("leaves the network as the baseline wants it", async function () {
    this.timeout(60_000);
    const { verification } = await rehearseProgram(program(first), { account: ACCOUNT });
    const { result, findings, missing, unmodelled } = verification;
    expect({ result, findings, missing, unmodelled }).to.deep.equal({
      result: "holds",
      findings: [],
      missing: [],
      unmodelled: [],
    });
  });
});
