import type { Service } from "../service";
import { getSecret, getSecretVersion } from "./lookups";
import { secret } from "./secret";
import { secretPolicy } from "./secretPolicy";
import { secretVersion } from "./secretVersion";

export const service: Service = {
  models: [secret, secretPolicy, secretVersion],
  lookups: {
    "aws:secretsmanager/getSecret:getSecret": getSecret,
    "aws:secretsmanager/getSecretVersion:getSecretVersion": getSecretVersion,
  },
};
