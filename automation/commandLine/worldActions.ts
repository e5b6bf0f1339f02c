/** The command line's actions on the kept simulated AWS itself: no program is run. */
import { guarded, simulatedAsk, type CliOptions } from "./actions";
import { createPrinter, type Printer } from "./printer";
import type { Drifted, Fault, FaultEffect } from "../../simulator";

interface WorldOptions extends CliOptions {
  readonly region?: string;
  readonly effect?: FaultEffect;
  readonly urn?: string;
  readonly times?: string;
  readonly code?: string;
  readonly message?: string;
  readonly clear?: boolean;
}

type Work = (printer: Printer, args: readonly string[], options: WorldOptions) => Promise<void>;

const works: Readonly<Record<string, Work>> = {
  ls: async (printer, _args, options) => {
    printer.world(await (await import("../home/keptWorld")).simList(options));
  },
  show: async (printer, [id = ""], options) => {
    printer.worldEntry(await (await import("../home/keptWorld")).simShow(id, options));
  },
  reset: async (printer, _args, options) => {
    if (!options.yes) await (await import("./approval")).approveReset(printer);
    await (await import("../home/keptWorld")).simReset(options);
    printer.worldReset();
  },
  set: async (printer, [target = "", ...pairs], options) => {
    const { parseProperties, simSet } = await import("../home/byHand");
    printer.changed(told("set", await simSet(target, parseProperties(pairs), options)));
  },
  rm: async (printer, [target = ""], options) => {
    const { simRemove } = await import("../home/byHand");
    printer.changed(told("deleted", await simRemove(target, options)));
  },
  add: async (printer, [type = "", name = "", ...pairs], options) => {
    const { parseProperties, simAdd } = await import("../home/byHand");
    printer.changed(told("added", await simAdd(type, name, parseProperties(pairs), options)));
  },
  prime: async (printer, [path = ""], options) => {
    const diagnostics = await (await import("../home/prime")).simPrime(path, options);
    const text = diagnostics.map(({ message }) => message).join("\n");
    printer.changed({ text, data: { diagnostics } });
  },
  snapshot: async (printer, [name], options) => {
    const { simSnapshot, simSnapshots } = await import("../home/snapshots");
    if (name === undefined) {
      const snapshots = await simSnapshots(options);
      printer.changed({ text: snapshots.join("\n") || "no snapshot", data: { snapshots } });
      return;
    }
    await simSnapshot(name, options);
    printer.changed({ text: `snapshot ${name} made`, data: { snapshot: name } });
  },
  restore: async (printer, [name = ""], options) => {
    await (await import("../home/snapshots")).simRestore(name, options);
    printer.changed({ text: `snapshot ${name} put back`, data: { snapshot: name } });
  },
  advance: async (printer, [duration = ""], options) => {
    const { seconds } = await (await import("../home/worldTime")).simAdvance(duration, options);
    printer.changed({ text: `the clock stands at ${seconds} s`, data: { clock: seconds } });
  },
  fault: async (printer, [action], options) => {
    const faults = await faultsAfter(action, options);
    const text = faults.map(describe).join("\n") || "no fault is asked for";
    printer.changed({ text, data: { faults } });
  },
};

async function faultsAfter(
  action: string | undefined,
  options: WorldOptions,
): Promise<readonly Fault[]> {
  const { simClearFaults, simFault, simFaults } = await import("../home/worldTime");
  if (options.clear === true) return simClearFaults(options);
  if (action === undefined) return simFaults(options);
  const { effect = "error", urn, times, code, message } = options;
  return simFault(
    {
      action,
      effect,
      ...(urn === undefined ? {} : { urn }),
      ...(times === undefined ? {} : { times: Number(times) }),
      ...(code === undefined ? {} : { code }),
      ...(message === undefined ? {} : { message }),
    },
    options,
  );
}

const describe = ({ action, effect, urn = "*", times = 1 }: Fault): string =>
  `${effect} at the next ${times} ${action} of ${urn}`;

function told(done: string, drifted: Drifted): { text: string; data: object } {
  const { type, id, urn, account, region } = drifted;
  return {
    text: `${done} by hand: ${type} ${id} in ${account}${region === "" ? "" : `/${region}`} (${urn})`,
    data: { [done]: { urn, type, id, account, region } },
  };
}

export async function worldAction(
  name: string,
  args: readonly string[],
  given: object,
): Promise<void> {
  const options = given as WorldOptions;
  const printer = createPrinter(options);
  await guarded(printer, simulatedAsk(`sim ${name}`, "", options), async () => {
    await works[name]?.(printer, args, options);
  });
}
