import type { Service } from "../service";
import { api } from "./api";
import { authorizer } from "./authorizer";
import { deployment } from "./deployment";
import { integration } from "./integration";
import { route } from "./route";
import { stage } from "./stage";
import { vpcLink } from "./vpcLink";

export const service: Service = {
  models: [api, authorizer, deployment, integration, route, stage, vpcLink],
};
