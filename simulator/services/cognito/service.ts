import type { Service } from "../service";
import { resourceServer } from "./resourceServer";
import { getUserPools, userPool } from "./userPool";
import { userPoolClient } from "./userPoolClient";
import { userPoolDomain } from "./userPoolDomain";

export const service: Service = {
  models: [userPool, userPoolClient, userPoolDomain, resourceServer],
  lookups: { "aws:cognito/getUserPools:getUserPools": getUserPools },
};
