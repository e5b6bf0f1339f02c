import type { Service } from "../service";
import { catalogDatabase } from "./catalogDatabase";
import { catalogTable } from "./catalogTable";

export const service: Service = { models: [catalogDatabase, catalogTable] };
