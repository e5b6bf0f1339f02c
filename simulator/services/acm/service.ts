import type { Service } from "../service";
import { certificate } from "./certificate";
import { certificateValidation } from "./certificateValidation";

export const service: Service = { models: [certificate, certificateValidation] };
