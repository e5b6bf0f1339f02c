import type { Service } from "../service";
import { database } from "./database";
import { namedQuery } from "./namedQuery";
import { workgroup } from "./workgroup";

export const service: Service = { models: [workgroup, database, namedQuery] };
