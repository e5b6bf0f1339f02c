/** The code of the function that processes images. What it reads and writes comes with its buckets. */
import { asset } from "@pulumi/pulumi";

/** Tells an image's format by its key. */
const SOURCE = `export const handler = async ({ bucket, key }) => {
  const format = /\\.([a-z0-9]+)$/i.exec(key)?.[1]?.toLowerCase();
  if (format === undefined) throw new Error("no image format in the key " + key);
  return { bucket, key, format };
};
`;

export const processorCode = new asset.AssetArchive({ "index.mjs": new asset.StringAsset(SOURCE) });
