import type { Service } from "../service";
import { alias } from "./alias";
import { eventSourceMapping } from "./eventSourceMapping";
import { getFunction, lambdaFunction } from "./function";
import { functionUrl } from "./functionUrl";
import { layerVersion } from "./layerVersion";
import { permission } from "./permission";

export const service: Service = {
  models: [lambdaFunction, permission, alias, functionUrl, layerVersion, eventSourceMapping],
  lookups: { "aws:lambda/getFunction:getFunction": getFunction },
};
