/** What looks at an image: tells its format by its first bytes, and writes that down. */
import { asset } from "@pulumi/pulumi";

const SOURCE = `import { S3Client, GetObjectCommand } from "@aws-sdk/client-s3";
import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";

const { BUCKET, TABLE } = process.env;
const [s3, dynamodb] = [new S3Client({}), new DynamoDBClient({})];

const formats = [
  ["png", /^89504e470d0a1a0a/],
  ["jpeg", /^ffd8ff/],
  ["gif", /^47494638/],
  ["webp", /^52494646.{8}57454250/],
];

async function note(id, status, format) {
  const values = { ":status": { S: status }, ...(format && { ":format": { S: format } }) };
  await dynamodb.send(
    new UpdateItemCommand({
      TableName: TABLE,
      Key: { id: { S: id } },
      UpdateExpression: "SET #status = :status" + (format ? ", #format = :format" : ""),
      ExpressionAttributeNames: { "#status": "status", ...(format && { "#format": "format" }) },
      ExpressionAttributeValues: values,
    }),
  );
}

export const handler = async ({ id, key }) => {
  const object = new GetObjectCommand({ Bucket: BUCKET, Key: key, Range: "bytes=0-15" });
  const { Body } = await s3.send(object);
  const start = Buffer.from(await Body.transformToByteArray()).toString("hex");
  const format = formats.find(([, form]) => form.test(start))?.[0];
  await note(id, format === undefined ? "refused" : "processed", format);
  if (format === undefined) throw new Error("no image format begins with " + start);
  return { id, key, format };
};
`;

export const processCode = new asset.AssetArchive({ "index.mjs": new asset.StringAsset(SOURCE) });
