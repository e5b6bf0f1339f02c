import type { Service } from "../service";
import { logGroup } from "./logGroup";

export const service: Service = { models: [logGroup] };
