/** `promote` and `sim promote`: the plan is shown before anybody is asked. */
import type { Gate } from "../../analysis";
import { DriverError } from "../errors";
import type { Ask } from "../promotion/promote";
import type { EngineName } from "../types";
import type { PlannedPromotion, Promotion } from "../promotion/promotion";
import { guarded } from "./actions";
import { confirmPromotion } from "./approval";
import { onInterrupt } from "./interrupt";
import { createPrinter, type Printer } from "./printer";
import { endText, planText } from "./promotionText";

interface PromoteCliOptions {
  readonly from: string;
  readonly to: string;
  readonly approve?: string;
  readonly accept?: readonly Gate[];
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly color?: boolean;
  readonly cwd?: string;
  readonly home?: string;
  readonly engine?: EngineName;
}

export async function promoteAction(
  lane: "promote" | "sim promote",
  project: string,
  given: object,
): Promise<void> {
  const options = given as PromoteCliOptions;
  const printer = createPrinter(options);
  const cloud = lane === "promote" ? "aws" : "simulated";
  const engine = lane === "promote" ? "pulumi" : (options.engine ?? "rehearsal");
  const asked = { stack: `${project}/${options.to}`, command: lane, engine, cloud } as const;
  await guarded(printer, asked, () =>
    onInterrupt(printer, async (signal) => {
      const { promote, simPromote } = await import("../promotion");
      const { from, to, approve, accept, cwd, home, engine } = options;
      const settings = {
        ...{ from, to, approve, accept, cwd, home, engine, signal },
        onPlanned: (planned: PlannedPromotion) => showPlan(printer, planned),
        onProgress: printer.progress,
      };
      const run = lane === "promote" ? promote : simPromote;
      await shown(printer, () => run(project, settings, askFor(printer, options)));
    }),
  );
}

/** Undefined where nobody can be asked: production is then deployed by `--approve` alone. */
function askFor(printer: Printer, { yes = false }: PromoteCliOptions): Ask {
  const canAsk = process.stdin.isTTY && process.stdout.isTTY && !printer.json;
  if (!canAsk && !yes) return undefined;
  return async (planned) => {
    if (yes && planned.approval === "none") return;
    if (!canAsk) throw new DriverError("nobody can be asked here: use --approve <digest>", 2);
    await confirmPromotion(planned);
  };
}

async function shown(printer: Printer, work: () => Promise<Promotion>): Promise<void> {
  try {
    end(printer, await work());
  } catch (error) {
    const { PromotionError } = await import("../promotion/promotion");
    if (!(error instanceof PromotionError)) throw error;
    end(printer, error.promotion, error.message);
    process.exitCode = error.exitCode;
  }
}

function showPlan(printer: Printer, planned: PlannedPromotion): void {
  if (!printer.json) printer.document(`${planText(planned)}\n`);
}

function end(printer: Printer, promotion: Promotion, failure?: string): void {
  if (printer.json) printer.document(`${JSON.stringify(promotion, undefined, 2)}\n`);
  else printer.document(`${endText(promotion, failure)}\n`);
}
