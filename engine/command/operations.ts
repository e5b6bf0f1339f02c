/** `preview`, `up`, `refresh` and `destroy`. */
import { arch, platform } from "node:os";
import { engineVersion, type Snapshot } from "../backend/checkpoint";
import type { StackLock, UpdateInfo } from "../backend/fileBackend";
import type { LoadedStack } from "../backend/loadedStack";
import { StateStore } from "../backend/stateStore";
import { readAutonaming } from "../deployment/goal/autonaming";
import * as deployment from "../deployment/deployment";
import { EventSink } from "../deployment/events";
import { Gate } from "../deployment/gate";
import type { ImportEntry } from "../deployment/steps/importResources";
import { livingResources, type Run, type RunConfig } from "../deployment/run";
import { languageHost } from "../language/languageHost";
import { inlineProgram } from "../language/inlineProgram";
import { nodeProgram } from "../language/nodeProgram";
import type { Program } from "../language/program";
import { programFolder } from "../project/projectFile";
import { countSealed } from "../sealedSecrets";
import { secret } from "../values";
import { refuseUnsupportedFlags } from "./commandLine";
import { selectedBy } from "./selected";
import { Display } from "./display";
import { readImports } from "./importFile";
import { openEventStream, type EventStream } from "./eventStream";
import { pendingWarning, settlePending } from "./pendingOperations";
import { mergedConfig, readRunConfig } from "./runConfig";
import { openProviders } from "./openProviders";
import { openStack, requireStack, type Session, type StackSession } from "./session";
import { load } from "./stateCommands";

/** Enough to keep every independent chain of a network moving; the CLI's default is four a core. */
const defaultParallel = 64;

export class OperationFailed extends Error {
  constructor(
    readonly stdout: string,
    readonly diagnostics: string,
  ) {
    super("update failed");
    this.name = "OperationFailed";
  }
}

type Kind = "preview" | "up" | "refresh" | "destroy" | "import";

const titles: Readonly<Record<Kind, string>> = {
  preview: "Previewing update",
  up: "Updating",
  refresh: "Refreshing",
  destroy: "Destroying",
  import: "Importing",
};

const historyKinds = {
  up: "update",
  refresh: "refresh",
  destroy: "destroy",
  import: "resource-import",
} as const;

/** @returns what the command prints. @throws OperationFailed where a step, a check or the program failed. */
export async function operate(session: Session, kind: Kind): Promise<string> {
  const { line, backend, options } = session;
  refuseUnsupportedFlags(line);
  const stack = await openStack(session);
  await requireStack(session, stack);
  const dryRun = kind === "preview" || line.flag("preview-only");
  const runs = kind === "up" || kind === "preview" || line.flag("run-program");
  const program = runs ? programOf(session, stack) : undefined;
  const imports =
    kind === "import" ? await readImports(line, { cwd: session.cwd, ...stack.name }) : [];
  const config = await readRunConfig(stack);
  const lock = dryRun || options.durable === false ? undefined : await backend.lock(stack.name);
  try {
    const loaded = await load(session, stack);
    return await new Operation(session, stack, {
      kind,
      dryRun,
      program,
      imports,
      config,
      loaded,
      lock,
    }).run();
  } finally {
    await lock?.release();
  }
}

function programOf(session: Session, { project }: StackSession): Program {
  const client = session.line.value("client");
  if (client !== undefined) return inlineProgram(client);
  const program = { project, env: session.env };
  return project.runtime === "nodejs" ? nodeProgram(program) : languageHost(program);
}

interface Request {
  readonly kind: Kind;
  readonly dryRun: boolean;
  readonly program: Program | undefined;
  readonly imports: readonly ImportEntry[];
  readonly config: RunConfig;
  readonly loaded: LoadedStack;
  readonly lock: StackLock | undefined;
}

class Operation {
  private readonly startTime = Math.floor(Date.now() / 1000);
  private readonly started = Date.now();
  private readonly display: Display;
  private readonly stream: EventStream;
  private readonly events: EventSink;
  private readonly gate: Gate;
  private readonly parallel: number;

  constructor(
    private readonly session: Session,
    private readonly stack: StackSession,
    private readonly request: Request,
  ) {
    const { line, onOutput } = session;
    this.display = new Display(onOutput);
    this.stream = openEventStream(line.value("event-log"));
    this.events = new EventSink(
      (event) => {
        this.stream.send(event);
        this.display.take(event);
      },
      request.dryRun,
      line.flag("debug"),
    );
    this.parallel = Number(line.value("parallel") ?? defaultParallel);
    this.gate = new Gate(Math.max(1, this.parallel));
  }

  async run(): Promise<string> {
    const { kind } = this.request;
    this.display.line(`${titles[kind]} (${this.stack.name.stack}):\n`);
    const stop = (): void => this.cancel();
    this.session.signal.addEventListener("abort", stop, { once: true });
    try {
      this.concealConfig();
      this.events.prelude(shownConfig(this.request.config));
      if (this.session.signal.aborted) stop();
      this.tellNotices();
      const succeeded = await this.execute();
      return await this.end(succeeded);
    } finally {
      this.session.signal.removeEventListener("abort", stop);
      await this.stream.close();
    }
  }

  private concealConfig(): void {
    const { values, secretKeys } = this.request.config;
    for (const key of secretKeys) this.events.conceal({ value: secret(values[key] ?? "") });
  }

  private cancel(): void {
    if (this.gate.stopped) return;
    this.events.diagnostic(
      "error",
      "the update was cancelled: what was under way ends, nothing more begins",
    );
    this.gate.stop();
  }

  private tellNotices(): void {
    const { loaded, lock } = this.request;
    for (const notice of loaded.notices) this.events.diagnostic("warning", notice);
    if (lock?.abandonedBy)
      this.events.diagnostic(
        "warning",
        `the lock of process ${lock.abandonedBy.pid}, which is gone, was taken over`,
      );
    const pending = loaded.snapshot.pendingOperations;
    if (pending.length === 0) return;
    if (this.session.options.resolvePending && !this.request.dryRun) return;
    this.events.diagnostic("warning", pendingWarning(pending, this.session.options.pendingRemedy));
  }

  private async execute(): Promise<boolean> {
    const { loaded, dryRun, config } = this.request;
    const durable = this.session.options.durable !== false;
    const snapshot = this.withoutCleared(loaded.snapshot);
    const store = dryRun
      ? undefined
      : new StateStore({
          backend: this.session.backend,
          name: this.stack.name,
          crypter: this.stack.crypter,
          loaded: { ...loaded, snapshot },
          durable,
          onFailure: (error) => this.stopSaving(error),
        });
    // What is wrong with the configuration is said before anything is opened.
    const run = this.runOver(snapshot, store, config);
    await store?.open();
    let succeeded = false;
    try {
      succeeded = await this.perform(run);
    } finally {
      await run.providers.cancel();
      if (store) await this.finish(store, succeeded);
    }
    return succeeded && this.events.errors === 0;
  }

  /** A full disk, say. */
  private stopSaving(error: Error): void {
    this.events.diagnostic(
      "error",
      `the state cannot be saved (${error.message}): nothing more is begun, and what is under way ends`,
    );
    this.gate.stop();
  }

  private async finish(store: StateStore, succeeded: boolean): Promise<void> {
    const text = await store.close();
    if (text === undefined) {
      const lost = store.lost.map((urn) => `\n  * ${urn}`).join("");
      this.events.diagnostic(
        "error",
        "the last good state and the journal beside it have been left as they are" +
          (lost === "" ? "" : `; they do not know what has become of:${lost}`),
      );
      return;
    }
    if (this.session.options.durable === false) return;
    try {
      await this.remember(text, succeeded);
    } catch (error) {
      this.events.diagnostic("error", `the history cannot be written: ${String(error)}`);
    }
  }

  private runOver(snapshot: Snapshot, store: StateStore | undefined, config: RunConfig): Run {
    const { line } = this.session;
    const { kind } = this.request;
    const olds = livingResources(snapshot);
    return {
      identity: this.stack.name,
      dryRun: this.request.dryRun,
      config,
      folder: programFolder(this.stack.project),
      hasSealedSecrets: countSealed(this.session.options.initialState?.resources ?? []) > 0,
      olds,
      superseded: snapshot.resources.filter((one) => one.delete),
      providers: openProviders(this.session, this.stack, {
        events: this.events,
        gate: this.gate,
        olds,
      }),
      store,
      events: this.events,
      gate: this.gate,
      namer: readAutonaming(config, this.stack.name),
      purpose: kind === "refresh" || kind === "destroy" ? kind : "update",
      refreshesByProgram: line.flag("run-program") && (kind === "refresh" || line.flag("refresh")),
      selection: selectedBy(this.session.line, snapshot.resources),
      continueOnError: this.session.line.flag("continue-on-error"),
      plugins: {
        packages: this.session.options.componentPlugins ?? [],
        env: this.session.env,
      },
    };
  }

  /** What was being changed or deleted is in the state: this run finds out. What was being made stays until it is settled. */
  private withoutCleared(snapshot: Snapshot): Snapshot {
    const clears = this.session.line.flag("clear-pending-creates");
    const pendingOperations = snapshot.pendingOperations.filter(
      ({ type }) => type === "creating" && !clears,
    );
    return { ...snapshot, pendingOperations };
  }

  private async perform(run: Run): Promise<boolean> {
    const { kind, program, imports } = this.request;
    if (kind === "import") return deployment.importAll(run, imports);
    if (kind === "refresh" && program) return deployment.update(run, program, this.parallel);
    if (kind === "refresh") return (await deployment.refresh(run)).succeeded;
    const { resolvePending } = this.session.options;
    const pending = this.request.loaded.snapshot.pendingOperations;
    const settled =
      resolvePending && !run.dryRun ? await settlePending(run, pending, resolvePending) : run;
    const refreshed =
      this.session.line.flag("refresh") && !settled.refreshesByProgram
        ? await this.refreshFirst(settled)
        : settled;
    if (refreshed === undefined) return false;
    if (program === undefined && kind === "destroy") return deployment.destroy(refreshed);
    if (program === undefined) throw new Error(`${kind} needs a program`);
    return deployment.update(refreshed, program, this.parallel);
  }

  /** `--refresh`: the update starts from what the providers read. Its own changes are counted, not the refresh's. */
  private async refreshFirst(run: Run): Promise<Run | undefined> {
    const { succeeded, run: refreshed } = await deployment.refresh(run);
    return succeeded ? refreshed : undefined;
  }

  private async end(succeeded: boolean): Promise<string> {
    const { line } = this.session;
    const { changes } = this.events;
    const changed = Object.entries(changes).some(
      ([op, count]) => op !== "same" && op !== "read" && count > 0,
    );
    if (succeeded && line.flag("expect-no-changes") && changed) {
      this.events.diagnostic("error", "no changes were expected but changes were proposed");
      succeeded = false;
    }
    this.events.ended(this.session.signal.aborted);
    const seconds = Math.ceil((Date.now() - this.started) / 1000);
    this.events.summary(seconds, succeeded);
    const diagnostics = this.display.tellDiagnostics();
    this.display.tellChanges(changes, this.request.dryRun);
    this.display.line(`\nDuration: ${seconds}s`);
    const stdout = `${this.display.lines.join("\n")}\n`;
    if (!succeeded) throw new OperationFailed(stdout, diagnostics);
    return Promise.resolve(stdout);
  }

  private async remember(checkpoint: string, succeeded: boolean): Promise<void> {
    const { line, backend } = this.session;
    const { kind } = this.request;
    if (kind === "preview") return;
    const info: UpdateInfo = {
      kind: historyKinds[kind],
      startTime: this.startTime,
      message: line.value("message") ?? "",
      environment: {
        "exec.kind": line.value("exec-kind") ?? "",
        "pulumi.arch": arch() === "x64" ? "amd64" : arch(),
        "pulumi.os": platform(),
        "pulumi.version": engineVersion,
        ...(await this.session.options.updateEnvironment?.()),
      },
      config: Object.fromEntries(mergedConfig(this.stack)),
      version: 0,
      result: succeeded ? "succeeded" : "failed",
      endTime: Math.floor(Date.now() / 1000),
      resourceChanges: this.events.changes,
    };
    await backend.addHistory(this.stack.name, info, checkpoint);
  }
}

function shownConfig({ values, secretKeys }: RunConfig): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      secretKeys.includes(key) ? "[secret]" : value,
    ]),
  );
}
