/** What tells the topic what became of an image. */
import { asset } from "@pulumi/pulumi";

const SOURCE = `import { SNSClient, PublishCommand } from "@aws-sdk/client-sns";

const { TOPIC_ARN: TopicArn } = process.env;
const sns = new SNSClient({});

export const handler = async ({ id, format, error }) => {
  const result = error === undefined ? { id, format } : { id, error: error.Cause ?? error.Error };
  const Subject = error === undefined ? "An image was processed" : "An image was not processed";
  await sns.send(new PublishCommand({ TopicArn, Subject, Message: JSON.stringify(result) }));
  return result;
};
`;

export const notifyCode = new asset.AssetArchive({ "index.mjs": new asset.StringAsset(SOURCE) });
