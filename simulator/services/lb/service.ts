import type { Lookup, Service } from "../service";
import { listeners } from "./listener";
import { listenerCertificates } from "./listenerCertificate";
import { listenerRules } from "./listenerRule";
import { loadBalancers } from "./loadBalancer";
import { getListener, getLoadBalancer, getTargetGroup } from "./lookups";
import { targetGroups } from "./targetGroup";
import { targetGroupAttachments } from "./targetGroupAttachment";

/** Under both of their modules. */
const lookups = (module: "alb" | "lb"): Readonly<Record<string, Lookup>> => ({
  [`aws:${module}/getListener:getListener`]: getListener,
  [`aws:${module}/getLoadBalancer:getLoadBalancer`]: getLoadBalancer,
  [`aws:${module}/getTargetGroup:getTargetGroup`]: getTargetGroup,
});

export const service: Service = {
  models: [
    ...listenerCertificates,
    ...listenerRules,
    ...listeners,
    ...loadBalancers,
    ...targetGroupAttachments,
    ...targetGroups,
  ],
  lookups: { ...lookups("alb"), ...lookups("lb") },
};
