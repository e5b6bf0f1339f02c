/** What the API calls: takes an image in, or tells what became of one. */
import { asset } from "@pulumi/pulumi";

/**
 * `POST /images` with the image, in base64, as its body;
 * `GET /images/{id}`. An image is kept before it is known of, and known of before it is
 * queued: what is queued can always be handled.
 */
const SOURCE = `import { randomUUID } from "node:crypto";
import { S3Client, PutObjectCommand } from "@aws-sdk/client-s3";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";

const { BUCKET, TABLE, QUEUE_URL } = process.env;
const [s3, dynamodb, sqs] = [new S3Client({}), new DynamoDBClient({}), new SQSClient({})];

const answer = (statusCode, body) => ({
  statusCode,
  headers: { "content-type": "application/json", "cache-control": "no-store" },
  body: JSON.stringify(body),
});

async function take(body) {
  const image = Buffer.from(body ?? "", "base64");
  if (image.length === 0) return answer(400, { error: "the body must be an image in base64" });
  const id = randomUUID();
  const key = "images/" + id;
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: image }));
  const Item = { id: { S: id }, status: { S: "received" } };
  await dynamodb.send(new PutItemCommand({ TableName: TABLE, Item }));
  const MessageBody = JSON.stringify({ id, key });
  await sqs.send(new SendMessageCommand({ QueueUrl: QUEUE_URL, MessageBody }));
  return answer(202, { id, status: "received" });
}

async function tell(id) {
  const Key = { id: { S: id } };
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName: TABLE, Key }));
  if (Item === undefined) return answer(404, { error: "there is no image " + id });
  return answer(200, { id, status: Item.status.S, format: Item.format?.S });
}

export const handler = ({ httpMethod, body, pathParameters }) =>
  httpMethod === "POST" ? take(body) : tell(pathParameters.id);
`;

export const ingestCode = new asset.AssetArchive({ "index.mjs": new asset.StringAsset(SOURCE) });
