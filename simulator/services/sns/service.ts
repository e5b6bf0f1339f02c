import type { Service } from "../service";
import { getTopic, topic } from "./topic";
import { topicPolicy } from "./topicPolicy";
import { topicSubscription } from "./topicSubscription";

export const service: Service = {
  models: [topic, topicPolicy, topicSubscription],
  lookups: { "aws:sns/getTopic:getTopic": getTopic },
};
