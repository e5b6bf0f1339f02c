/** A network with one thing changed: what people get wrong, and what they would not think of. */
import type { Mutation } from "./change";
import { filterMutations } from "./mutateFilters";
import { gatewayMutations } from "./mutateGateways";
import { joinMutations } from "./mutateJoins";
import { routeMutations } from "./mutateRoutes";

export const mutations: readonly Mutation[] = [
  ...routeMutations,
  ...filterMutations,
  ...gatewayMutations,
  ...joinMutations,
];
