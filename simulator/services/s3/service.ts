import type { Service } from "../service";
import {
  bucketAcls,
  bucketOwnershipControls,
  bucketPolicy,
  bucketPublicAccessBlock,
} from "./access";
import { bucket, bucketV2 } from "./bucket";
import { bucketLifecycles } from "./lifecycle";
import { getBucket, getCanonicalUserId } from "./lookups";
import { bucketNotification } from "./notification";
import { bucketObject, bucketObjectV2 } from "./object";
import { bucketCors, bucketEncryptions, bucketLoggings, bucketVersionings } from "./settings";

export const service: Service = {
  models: [
    bucket,
    bucketV2,
    bucketNotification,
    bucketObject,
    bucketObjectV2,
    bucketOwnershipControls,
    bucketPolicy,
    bucketPublicAccessBlock,
    ...bucketAcls,
    ...bucketCors,
    ...bucketEncryptions,
    ...bucketLifecycles,
    ...bucketLoggings,
    ...bucketVersionings,
  ],
  lookups: {
    "aws:s3/getBucket:getBucket": getBucket,
    "aws:s3/getCanonicalUserId:getCanonicalUserId": getCanonicalUserId,
  },
};
