/** All traffic of a side, recorded in a bucket of its account and region. */
import { interpolate } from "@pulumi/pulumi";
import * as net from "pulumi-aws-network";
import type { PeeringConfig } from "./config";
import type { Side } from "./sides";

/** AES-256, over TLS only, closed to the public: the component's defaults. */
export function createFlowLogs(config: PeeringConfig, side: Side, vpc: net.Vpc): net.FlowLogs {
  const { name, region, account, common, opts } = side;
  const { suffix } = common.naming;
  return new net.FlowLogs(
    name,
    {
      vpc,
      accountId: account,
      bucket: {
        bucketName: interpolate`flowlogs-${name}-${suffix}-${account}-${region}`,
        expirationInDays: config.flowLogRetentionInDays,
        forceDestroy: config.deleteFlowLogs,
      },
      ...common,
    },
    opts,
  );
}
