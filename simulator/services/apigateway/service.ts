import type { Service } from "../service";
import { account } from "./account";
import { authorizer } from "./authorizer";
import { deployment } from "./deployment";
import { integration } from "./integration";
import { method } from "./method";
import { methodSettings } from "./methodSettings";
import { resource } from "./resource";
import { integrationResponse, methodResponse } from "./responses";
import { restApi, restApiPolicy } from "./restApi";
import { stage } from "./stage";
import { vpcLink } from "./vpcLink";

export const service: Service = {
  models: [
    ...[account, authorizer, deployment, integration, integrationResponse, method],
    ...[methodResponse, methodSettings, resource, restApi, restApiPolicy, stage, vpcLink],
  ],
};
