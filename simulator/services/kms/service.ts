import type { Service } from "../service";
import { alias } from "./alias";
import { key } from "./key";
import { keyPolicy } from "./keyPolicy";

export const service: Service = { models: [alias, key, keyPolicy] };
