/** What is handed what the queue holds: starts the state machine for each image. */
import { asset } from "@pulumi/pulumi";

/**
 * A run is named after its image, so that a message which comes twice starts one run. What could not be
 * started is answered by name, and comes back alone.
 */
const SOURCE = `import { SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";

const { STATE_MACHINE_ARN: stateMachineArn } = process.env;
const states = new SFNClient({});

async function start({ messageId, body }) {
  try {
    const { id: name } = JSON.parse(body);
    await states.send(new StartExecutionCommand({ stateMachineArn, name, input: body }));
    return [];
  } catch (error) {
    if (error.name === "ExecutionAlreadyExists") return [];
    console.error(error);
    return [{ itemIdentifier: messageId }];
  }
}

export const handler = async ({ Records }) => ({
  batchItemFailures: (await Promise.all(Records.map(start))).flat(),
});
`;

export const dispatchCode = new asset.AssetArchive({ "index.mjs": new asset.StringAsset(SOURCE) });
