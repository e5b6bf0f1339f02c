import type { Service } from "../service";
import { lifecyclePolicy, repositoryPolicy } from "./policies";
import { repository } from "./repository";

export const service: Service = { models: [lifecyclePolicy, repository, repositoryPolicy] };
