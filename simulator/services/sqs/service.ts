import type { Service } from "../service";
import { getQueue, queue } from "./queue";
import { queuePolicy } from "./queuePolicy";

export const service: Service = {
  models: [queue, queuePolicy],
  lookups: { "aws:sqs/getQueue:getQueue": getQueue },
};
