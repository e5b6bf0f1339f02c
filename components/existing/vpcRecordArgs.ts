import type { VpcAttributes } from "../network";

/** What of a network is recorded. */
export interface VpcRecordArgs {
  /** The network, such as `Vpc.get` finds it. None that the same program makes. */
  vpc: VpcAttributes;
  /**
   * The associations by which its subnets have their route tables, by tier and zone, such as the
   * `routeTableAssociationIds` of what `Vpc.get` finds; "" for a subnet in the main table. Plain.
   *
   * @default - none: every subnet is in the main table
   */
  routeTableAssociationIds?: Record<string, Record<string, string>>;
}
