/** Where images, and what is known of them, are kept; and how functions hand on work. */
import * as net from "pulumi-aws-network";
import type { ServerlessConfig } from "./config";
import type { Labels } from "./labels";

/** The longest that the function which empties the queue takes, in seconds. */
export const DISPATCH_TIMEOUT = 30;

export interface Storage {
  readonly images: net.PrivateBucket;
  readonly table: net.DocumentTable;
  readonly queue: net.MessageQueue;
  /** What became of an image: whoever wants to know subscribes. */
  readonly results: net.NotificationTopic;
}

export function createStorage(
  { deletionProtection }: ServerlessConfig,
  messageKey: net.EncryptionKey,
  { name, tagged }: Labels,
): Storage {
  const child = `${name}-images`;
  return {
    images: new net.PrivateBucket(child, {
      versioning: true,
      forceDestroy: !deletionProtection,
      ...tagged,
    }),
    table: new net.DocumentTable(child, {
      partitionKey: { name: "id" },
      deletionProtection,
      ...tagged,
    }),
    queue: new net.MessageQueue(child, {
      visibilityTimeoutSeconds: 6 * DISPATCH_TIMEOUT,
      ...tagged,
    }),
    results: new net.NotificationTopic(`${name}-results`, {
      kmsKeyArn: messageKey.keyArn,
      ...tagged,
    }),
  };
}
