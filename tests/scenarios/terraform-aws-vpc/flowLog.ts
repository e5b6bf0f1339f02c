/** The counterpart of terraform-aws-vpc's `examples/flow-log`: four flow logs of one network, to CloudWatch Logs and to S3. */
import * as net from "../../../components";
import { common, Private, Public, tier } from "./networks";

export const ACCOUNT = "000000000000";

export function flowLog(): void {
  const vpc = new net.Vpc("flow-log", {
    ...common("flow-log"),
    subnetSpecs: [tier("private", Private, 0), tier("public", Public, 4)],
  });
  const accountId = ACCOUNT;
  const { bucketArns } = new net.FlowLogs("flow-log", {
    vpc,
    accountId,
    others: {
      external: { accountId, retentionInDays: 7 },
      s3: {
        accountId,
        bucket: {
          fileFormat: net.FlowLogFileFormat.PlainText,
          hiveCompatiblePartitions: false,
          perHourPartition: false,
          forceDestroy: true,
        },
      },
    },
  });
  new net.FlowLogs("flow-log-parquet", { vpc, bucket: { bucketArn: bucketArns.s3 } });
}
