/**
 * A program on disk in another language: run by that language's own host, `pulumi-language-<runtime>`, which comes with the
 * Pulumi CLI and speaks the same protocol as Automation API's server.
 */
import { spawn, type ChildProcessByStdio } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import type { Readable } from "node:stream";
import { credentials } from "@grpc/grpc-js";
import languageGrpc = require("@pulumi/pulumi/proto/language_grpc_pb");
import languageProto = require("@pulumi/pulumi/proto/language_pb");
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { EngineError, refuse } from "../errors";
import { entryPoint, type Project } from "../project/projectFile";
import { askToRun, runRequest, type LanguageClient } from "./languageRuntime";
import type { DiskProgram } from "./nodeProgram";
import type { Program, ProgramRun } from "./program";

type Environment = DiskProgram["env"];
type HostProcess = ChildProcessByStdio<null, Readable, Readable>;

/** A closed list: those that have been tried. */
const runtimes = new Set(["python", "go"]);

/** @throws EngineError for a runtime that is not known, or whose host is not installed */
export function languageHost({ project, env }: DiskProgram): Program {
  const { runtime } = project;
  if (!runtimes.has(runtime))
    refuse(`programs of runtime "${runtime}" (only nodejs, ${[...runtimes].join(", ")})`);
  const executable = findHost(runtime, env);
  let host: HostProcess | undefined;
  let client: LanguageClient | undefined;
  return {
    run: async (run) => {
      host = spawn(executable, [run.address], {
        cwd: project.folder,
        env: { ...env },
        stdio: ["ignore", "pipe", "pipe"],
        // Ctrl-C is for the run, which ends its program itself.
        detached: true,
      });
      const port = await portOf(host, run);
      client = new languageGrpc.LanguageRuntimeClient(
        `127.0.0.1:${port}`,
        credentials.createInsecure(),
      );
      return askToRun(client, runRequest(run, placeOf(project)));
    },
    end: () => {
      client?.close();
      endHost(host);
    },
  };
}

function findHost(runtime: string, env: Environment): string {
  const name = `pulumi-language-${runtime}`;
  const endings = process.platform === "win32" ? [".exe"] : [""];
  const files = (env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => endings.map((end) => join(folder, name + end)));
  const found = files.find(isExecutable);
  if (found !== undefined) return found;
  throw new EngineError(
    `programs of runtime "${runtime}" are run by ${name}, which is not on the PATH: it comes with the Pulumi CLI`,
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The host tells its port on the first line that it prints; what follows is the program's. */
function portOf(host: HostProcess, { onLine }: ProgramRun): Promise<string> {
  const lines: Interface = createInterface({ input: host.stdout });
  createInterface({ input: host.stderr }).on("line", onLine);
  return new Promise((resolve, reject) => {
    lines.once("line", (port) => {
      lines.on("line", onLine);
      resolve(port.trim());
    });
    host.once("error", reject);
    host.once("exit", (code) =>
      reject(
        new EngineError(`the language host ended before it began (exit code ${code ?? "none"})`),
      ),
    );
  });
}

function placeOf(project: Project): languageProto.ProgramInfo {
  const { folder, entry } = entryPoint(project);
  const place = new languageProto.ProgramInfo();
  place.setRootDirectory(project.folder);
  place.setProgramDirectory(folder);
  place.setEntryPoint(entry);
  place.setOptions(
    Struct.fromJavaScript(project.runtimeOptions as Record<string, JavaScriptValue>),
  );
  return place;
}

/** Its program is a child of the host's: the whole group is asked, and five seconds later not asked any more. */
function endHost(host: HostProcess | undefined): void {
  if (host?.pid === undefined || host.exitCode !== null || host.signalCode !== null) return;
  const { pid } = host;
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(-pid, name);
    } catch {
      // It is gone already.
    }
  };
  signal("SIGTERM");
  const kill = setTimeout(() => signal("SIGKILL"), 5000).unref();
  host.once("close", () => clearTimeout(kill));
}
