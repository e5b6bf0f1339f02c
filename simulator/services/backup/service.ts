import type { Service } from "../service";
import { plan } from "./plan";
import { selection } from "./selection";
import { vault, vaultLockConfiguration, vaultPolicy } from "./vault";

export const service: Service = {
  models: [vault, vaultPolicy, vaultLockConfiguration, plan, selection],
};
