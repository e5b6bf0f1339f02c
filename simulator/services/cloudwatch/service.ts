import type { Service } from "../service";
import { compositeAlarm } from "./compositeAlarm";
import { dashboard } from "./dashboard";
import { eventRule } from "./eventRule";
import { eventTarget } from "./eventTarget";
import { getLogGroup, logGroup } from "./logGroup";
import { logMetricFilter } from "./logMetricFilter";
import { logResourcePolicy } from "./logResourcePolicy";
import { logStream } from "./logStream";
import { logSubscriptionFilter } from "./logSubscriptionFilter";
import { metricAlarm } from "./metricAlarm";

export const service: Service = {
  models: [
    logGroup,
    logStream,
    logMetricFilter,
    logSubscriptionFilter,
    logResourcePolicy,
    metricAlarm,
    compositeAlarm,
    dashboard,
    eventRule,
    eventTarget,
  ],
  lookups: { "aws:cloudwatch/getLogGroup:getLogGroup": getLogGroup },
};
