/**
 * Makes Pulumi's SDK lighter to load and to run, for a process that is the command's own: called before the SDK is loaded.
 * Nothing that a deployment does is changed. Loads nothing of Pulumi itself.
 */
import Module = require("node:module");

interface Loader {
  _load(request: string, parent: { filename?: string } | undefined, isMain: boolean): unknown;
}

/** Only for programs that serialise functions; with what it brings along it is a third of the time to load the SDK. */
const seldomUsed = "@npmcli/arborist";

export function lightenSdk(): void {
  const loader = Module as unknown as Loader;
  const load = loader._load.bind(loader);
  loader._load = (request, parent, isMain) => {
    if (request === seldomUsed && parent?.filename?.includes("@pulumi/pulumi/"))
      return onFirstUse(() => load(request, parent, isMain));
    const loaded = load(request, parent, isMain);
    if (request.endsWith("/debuggable")) withoutStacks(loaded as Partial<Debuggable>);
    return loaded;
  };
}

/** Stands for a module until something of it is used. */
function onFirstUse(load: () => unknown): object {
  let loaded: object | undefined;
  return new Proxy(
    {},
    {
      // Said without loading: what asks is the import itself, which then takes the module as it is.
      get: (_target, key) =>
        key === "__esModule" ? true : (Reflect.get((loaded ??= load() as object), key) as unknown),
    },
  );
}

interface Debuggable {
  debuggablePromise: (...args: unknown[]) => unknown;
  lightened: boolean;
}

/**
 * The SDK keeps a stack trace of every promise that it makes, for messages about promises that never resolve; formatting
 * them is a fifth of a run's time. They are kept where PULUMI_DEBUG_PROMISE_LEAKS asks for those messages.
 */
function withoutStacks(module: Partial<Debuggable>): void {
  const { debuggablePromise } = module;
  if (debuggablePromise === undefined || module.lightened) return;
  if (process.env.PULUMI_DEBUG_PROMISE_LEAKS) return;
  module.lightened = true;
  module.debuggablePromise = (...args) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return debuggablePromise(...args);
    } finally {
      Error.stackTraceLimit = limit;
    }
  };
}
