import type { Service } from "../service";
import { stateMachine } from "./stateMachine";

export const service: Service = { models: [stateMachine] };
