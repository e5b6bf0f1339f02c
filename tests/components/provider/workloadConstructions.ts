/** Arguments of what runs without servers: functions' queues and tables, state machines, APIs and their users. */
import * as pulumi from "@pulumi/pulumi";
import type { Constructions, Stand } from "./constructions";

/** A function in a network of its own. */
function functionOf(stand: Stand) {
  const vpc = stand.network();
  const code = new pulumi.asset.AssetArchive({
    "index.mjs": new pulumi.asset.StringAsset("export const handler = async () => 1;"),
  });
  const securityGroupIds = [stand.groups(vpc).web];
  return stand.make("LambdaFunction", "function", { vpc, securityGroupIds, code });
}

export const workloadConstructions: Constructions = {
  DocumentTable: () => ({
    partitionKey: { name: "customer" },
    sortKey: { name: "second", type: "number" },
    deletionProtection: pulumi.output(false),
  }),
  MessageQueue: () => ({ maxReceiveCount: 3, retentionInDays: 14 }),
  QueueConsumer: (stand) => {
    const { functionName, roleName } = functionOf(stand);
    const { queueArn } = stand.make("MessageQueue", "queue", {});
    return { functionName, roleName, queueArn, batchSize: 1 };
  },
  RestApi: (stand) => {
    const { functionArn, invokeArn } = functionOf(stand);
    const { userPoolArn } = stand.make("UserPool", "users", { deletionProtection: false });
    const answers = { functionArn, invokeArn };
    return {
      routes: {
        "get-image": { method: "GET", path: "/images/{id}", ...answers },
        "post-image": { method: "POST", path: "/images", ...answers },
      },
      userPoolArns: [userPoolArn],
      throttle: { requestsPerSecond: 5 },
      accountLogging: true,
    };
  },
  StateMachine: () => ({
    definition: pulumi.output(
      JSON.stringify({ StartAt: "Done", States: { Done: { Type: "Succeed" } } }),
    ),
    permissions: [
      {
        actions: ["sns:Publish"],
        resources: [pulumi.output("arn:aws:sns:us-east-1:123456789012:x")],
      },
    ],
    type: "express",
  }),
  UserPool: () => ({ secondFactor: "optional", deletionProtection: false }),
};
