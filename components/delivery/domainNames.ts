/** Names of hosts, as records and certificates have them. */
import type { Issue } from "../../net";

const LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
const DOMAIN = new RegExp(`^(?:\\*\\.)?(?:${LABEL}\\.)+[a-z0-9-]{2,63}$`);

export function refuseDomain(propertyPath: string, name: string): Issue[] {
  if (DOMAIN.test(name)) return [];
  return [
    { propertyPath, reason: `must be a lower-case name such as "www.example.com", got "${name}"` },
  ];
}
