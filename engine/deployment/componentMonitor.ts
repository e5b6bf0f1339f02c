/** The resource monitor as a provider of this process sees it, while it constructs a component. */
import type { Monitor } from "../provider";
import { isUnknown, normaliseFromProgram } from "../values";
import { StoppedError } from "./gate";
import { goalOf } from "./goal";
import { ask } from "./lookups";
import type { Registrar } from "./registrar";
import type { Run } from "./run";

export function componentMonitor(run: Run, registrar: Registrar): Monitor {
  return {
    register: async (registration) => {
      if (run.gate.stopped) throw new StoppedError();
      const { state, outputs } = await registrar.register(goalOf(registration, run.identity));
      return { urn: state.urn, id: isUnknown(state.id) ? "" : state.id, properties: outputs };
    },
    registerOutputs: (urn, outputs) =>
      registrar.registerOutputs(urn, normaliseFromProgram(outputs)),
    invoke: (token, args, { provider, version }) =>
      ask(run, registrar, { token, args, provider, version, pluginDownloadUrl: "" }),
  };
}
