/** The resource monitor as a provider of this process sees it, while it constructs a component. */
import type { Monitor } from "../../provider";
import { isUnknown, normaliseFromProgram } from "../../values";
import { StoppedError } from "../gate";
import { readGoal } from "../goal/goal";
import { ask } from "./lookups";
import type { Registrar } from "../registrar";
import { registrationMessage } from "./registrationMessage";
import type { Run } from "../run";
import type { Transforms } from "./transforms";

export function componentMonitor(run: Run, registrar: Registrar, transforms: Transforms): Monitor {
  return {
    register: async (registration) => {
      if (run.gate.stopped) throw new StoppedError();
      const request = registrationMessage(registration);
      const named = await transforms.apply(request, registrar.inheritedFrom(registration.parent));
      const { state, outputs } = await registrar.register(readGoal(request, run.identity));
      named(state.urn);
      return { urn: state.urn, id: isUnknown(state.id) ? "" : state.id, properties: outputs };
    },
    registerOutputs: (urn, outputs) =>
      registrar.registerOutputs(urn, normaliseFromProgram(outputs)),
    invoke: (token, args, { provider, version }) =>
      ask(run, registrar, { token, args, provider, version, pluginDownloadUrl: "" }),
  };
}
