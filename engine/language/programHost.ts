/**
 * A Node process that has loaded the program's Pulumi SDK before it is told what to run: the SDK takes longer to load than
 * most programs take to run, and the engine has its own loading to do meanwhile. Started by `warmProgram.ts` with the
 * program's folder as its argument; takes one line of JSON from its standard input, and then is Pulumi's `cmd/run`.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import type { ProgramOrder } from "./warmProgram";

const load = createRequire(join(process.argv[2] ?? process.cwd(), "index.js"));

function preload(name: string): void {
  try {
    load(name);
  } catch {
    // Told by `cmd/run` itself, when the program is started.
  }
}

// The instrumentation comes first: it patches the gRPC that the SDK loads.
preload("@pulumi/pulumi/cmd/run/instrumentation.js");
preload("@pulumi/pulumi");
preload("ts-node");

let text = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (chunk: string) => {
  text += chunk;
});
process.stdin.on("end", () => {
  // No order: whoever started this has gone.
  if (text === "") return;
  const { runner, args, env } = JSON.parse(text) as ProgramOrder;
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.argv = [process.execPath, runner, ...args];
  load(runner);
});
