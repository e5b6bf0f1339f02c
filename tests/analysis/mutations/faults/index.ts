import { aclFaults } from "./acls";
import type { FaultKind } from "./fault";
import { gatewayFaults } from "./gateways";
import { groupFaults } from "./groups";
import { joinFaults } from "./joins";
import { routeFaults } from "./routes";

export type { FaultKind, Site } from "./fault";

export const faultKinds: readonly FaultKind[] = [
  ...routeFaults,
  ...gatewayFaults,
  ...groupFaults,
  ...aclFaults,
  ...joinFaults,
];
