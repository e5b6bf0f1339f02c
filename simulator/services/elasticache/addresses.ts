/** Names under which caches answer: `master.orders.00000a.use1.cache.amazonaws.com`. */
import type { Scope } from "../../world/scope";

/** The account's label in a region, and the region's short name, as its zones' ids have it. */
export function cacheDomain(scope: Scope): { readonly label: string; readonly domain: string } {
  const [zone] = scope.availabilityZones;
  const code = (zone?.id ?? "use1-az1").split("-")[0] ?? "";
  return {
    label: `000${scope.hash("cache endpoints").slice(0, 3)}`,
    domain: `${code}.cache.amazonaws.com`,
  };
}
