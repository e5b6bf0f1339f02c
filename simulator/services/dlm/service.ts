import type { Service } from "../service";
import { lifecyclePolicy } from "./lifecyclePolicy";

export const service: Service = { models: [lifecyclePolicy] };
