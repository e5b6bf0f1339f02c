import type { Service } from "../service";
import { table } from "./table";
import { tableItem } from "./tableItem";

export const service: Service = { models: [table, tableItem] };
