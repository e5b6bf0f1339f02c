import type { Service } from "../service";
import { policy } from "./policy";
import { target } from "./target";

export const service: Service = { models: [policy, target] };
