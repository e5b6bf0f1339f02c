/** The code of the function that sends mail. The driver of its database comes with what it asks of it. */
import { asset } from "@pulumi/pulumi";

/** With the SDK of Lambda's runtime: the password by Secrets Manager's endpoint, mail by SES through NAT. */
const SOURCE = `import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SendEmailCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { connect } from "node:net";

const { DATABASE_HOST, DATABASE_PORT, DATABASE_SECRET_ARN, MAIL_FROM } = process.env;

const databaseAnswers = () =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: DATABASE_HOST, port: Number(DATABASE_PORT), timeout: 5000 });
    socket.once("connect", () => { socket.end(); resolve(true); });
    socket.once("timeout", () => { socket.destroy(); reject(new Error("the database does not answer")); });
    socket.once("error", reject);
  });

export const handler = async ({ to, subject, text }) => {
  if (!to || !subject || !text) throw new Error("a mail has to, subject and text");
  const secret = await new SecretsManagerClient().send(
    new GetSecretValueCommand({ SecretId: DATABASE_SECRET_ARN }),
  );
  const { username } = JSON.parse(secret.SecretString);
  await databaseAnswers();
  const { MessageId } = await new SESv2Client().send(
    new SendEmailCommand({
      FromEmailAddress: MAIL_FROM,
      Destination: { ToAddresses: [to] },
      Content: { Simple: { Subject: { Data: subject }, Body: { Text: { Data: text } } } },
    }),
  );
  return { messageId: MessageId, databaseUser: username };
};
`;

export const mailerCode = new asset.AssetArchive({ "index.mjs": new asset.StringAsset(SOURCE) });
