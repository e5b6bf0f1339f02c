/** The command line's `verify`: options become a call of {@link verify}, and its answer is printed in the form asked for. */
import { join, relative } from "node:path";
import type { Verification } from "../../analysis";
import { guarded, runSettings, simulatedAsk, simulatedOptions, type CliOptions } from "./actions";
import { UsageError } from "../errors";
import { onInterrupt } from "./interrupt";
import { packageVersion } from "../packageVersion";
import { createPrinter, type Printer } from "./printer";
import type { VerifyOptions } from "../verification/verify";

interface VerifyCliOptions extends CliOptions {
  readonly state?: readonly string[];
  readonly describe?: string;
  readonly intents?: readonly string[];
  readonly diff?: string;
  readonly markdown?: boolean;
  readonly sarif?: boolean;
}

export async function verifyAction(target: string | undefined, given: object): Promise<void> {
  const options = given as VerifyCliOptions;
  const printer = createPrinter(options);
  const asked = simulatedAsk("verify", target, options);
  await guarded(printer, asked, () =>
    onInterrupt(printer, async (signal) => {
      checkForm(options);
      const { verify } = await import("../verification/verify");
      const settings: VerifyOptions = {
        ...runSettings(options, signal, printer),
        ...simulatedOptions(options),
        onProgress: undefined,
        states: options.state,
        described: options.describe,
        intents: options.intents,
        before: options.diff,
      };
      const verification = await verify(target, settings, true);
      await print(verification, { printer, options, target });
      const { exitCode } = await import("../../analysis");
      process.exitCode = exitCode(verification);
    }),
  );
}

function checkForm({ json, markdown, sarif }: VerifyCliOptions): void {
  const forms = [json && "--json", markdown && "--markdown", sarif && "--sarif"].filter(Boolean);
  if (forms.length > 1) throw new UsageError(`${forms.join(" and ")}: one form at a time`);
}

interface Printing {
  readonly printer: Printer;
  readonly options: VerifyCliOptions;
  readonly target: string | undefined;
}

async function print(verification: Verification, printing: Printing): Promise<void> {
  const { printer, options, target } = printing;
  if (options.markdown) {
    const { toMarkdown } = await import("../../analysis");
    printer.document(toMarkdown(verification));
  } else if (options.sarif) {
    const { toSarif } = await import("../../analysis");
    const artifact = await artifactOf(options, target);
    const sarif = toSarif(verification, { artifact, toolVersion: packageVersion() });
    printer.document(`${JSON.stringify(sarif, undefined, 2)}\n`);
  } else if (options.json) printer.document(`${JSON.stringify(verification, undefined, 2)}\n`);
  else {
    const { verificationEnd, verificationText, wholeRoom } = await import("./verifyText");
    printer.verified({
      start: startOf(verification, options, target),
      text: (paint) => verificationText(verification, paint, wholeRoom),
      end: verificationEnd(verification),
    });
  }
}

function startOf(
  { cloud, counts }: Verification,
  { state = [], describe }: VerifyCliOptions,
  target: string | undefined,
): string {
  const size = [
    counted(counts.vpcs, "VPC"),
    counted(counts.subnets, "subnet"),
    counted(counts.networkInterfaces, "interface"),
  ].join(", ");
  if (cloud === "simulated")
    return `SIMULATED AWS: verify ${target ?? "the stack here"}, as a rehearsal from nothing makes it: ${size}`;
  return `MODELLED: verify ${[...state, ...(describe === undefined ? [] : [describe])].join(", ")}: ${size}`;
}

const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? "" : "s"}`;

/** What tools show results at: the state, the folder, or the project. */
async function artifactOf(
  { state = [], describe, cwd }: VerifyCliOptions,
  target: string | undefined,
): Promise<string> {
  const [first] = state;
  const file = first ?? describe;
  if (file !== undefined && file !== "-") return relative(process.cwd(), file) || file;
  const { chooseStack, findProjects } = await import("../project/project");
  const { project } = chooseStack(await findProjects(cwd), target);
  return relative(process.cwd(), join(project.folder, "Pulumi.yaml"));
}
