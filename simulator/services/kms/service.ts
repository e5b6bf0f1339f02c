import type { Service } from "../service";
import { key } from "./key";

export const service: Service = { models: [key] };
