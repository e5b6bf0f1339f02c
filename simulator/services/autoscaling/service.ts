import type { Service } from "../service";
import { attachment } from "./attachment";
import { group } from "./group";
import { lifecycleHook } from "./lifecycleHook";
import { getGroup } from "./lookups";
import { notification } from "./notification";
import { policy } from "./policy";
import { schedule } from "./schedule";

export const service: Service = {
  models: [attachment, group, lifecycleHook, notification, policy, schedule],
  lookups: { "aws:autoscaling/getGroup:getGroup": getGroup },
};
