/** What a promotion is asked, and what it answers. */
import type { Gate } from "../../analysis";
import { DriverError } from "../errors";
import type { ProgressEvent, RunResult } from "../types";

export interface PromoteOptions {
  /** The stack whose last deployment is promoted, such as `dev`. */
  readonly from: string;
  /** The stack that it is promoted to, such as `staging`. */
  readonly to: string;
  /** Where projects are looked for. @default process.cwd() */
  readonly cwd?: string;
  /**
   * The digest of the plan that somebody has approved. Another plan is not deployed. @default - who calls is asked, where the
   * environment demands approval
   */
  readonly approve?: string;
  /** Gates to pass knowingly: they are reported all the same. @default - none */
  readonly accept?: readonly Gate[];
  readonly onProgress?: (event: ProgressEvent) => void;
  /** Is told of the plan before anybody is asked and before anything is changed. */
  readonly onPlanned?: (planned: PlannedPromotion) => void;
  /** Aborting it stops the deployment as Ctrl-C does; it is then not rolled back. */
  readonly signal?: AbortSignal;
}

/** What is approved: nothing else is deployed. */
export interface PlannedPromotion {
  readonly version: 1;
  readonly cloud: RunResult["cloud"];
  readonly project: string;
  readonly from: string;
  readonly to: string;
  /** Forty hexadecimal digits: of the last deployment of `from`, and what is checked out. */
  readonly commit: string;
  /** `sha256:` over the steps, the program, its configuration, the state before and the intents. */
  readonly digest: string;
  /** Whether the environment demands that somebody approves. */
  readonly approval: "required" | "none";
  readonly rehearsal: RunResult;
  /** The commit that a failed deployment goes back to; undefined: `noRollback` says why. */
  readonly rollbackTo: string | undefined;
  readonly noRollback: string | undefined;
}

export interface Rollback {
  readonly commit: string;
  /** Undefined where it could not be begun. */
  readonly run: RunResult | undefined;
  /** What is not as it was before, a sentence each. */
  readonly notRolledBack: readonly string[];
}

export interface Promotion extends PlannedPromotion {
  /** `unchanged`: there was nothing to deploy. */
  readonly result: "deployed" | "unchanged" | "rolledBack" | "failed" | "awaitsApproval";
  readonly deployment?: RunResult;
  readonly rollback?: Rollback;
}

/** The promotion was planned, and did not end as it should have. */
export class PromotionError extends DriverError {
  constructor(
    message: string,
    readonly promotion: Promotion,
    exitCode: 1 | 2 = 1,
  ) {
    super(message, exitCode);
  }
}
