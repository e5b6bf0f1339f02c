/** Runs a laboratory: as root on Linux, in namespaces of its own that are gone when it ends. */
import { spawn, spawnSync } from "node:child_process";
import * as path from "node:path";
import type { Network } from "../../../../analysis/model/network";
import { type Attempt, attemptsIn, serversIn } from "./attempts";
import { buildLab } from "./build";

const OWN_NAMESPACES = ["--mount", "--net", "--propagation", "private"];
const TOOLS = [
  ["ip", "iproute2", "-V"],
  ["nft", "nftables", "--version"],
  ["python3", "python3", "--version"],
  ["unshare", "util-linux", "--version"],
] as const;

/** Why there can be no laboratory on this machine; undefined where there can. */
export function whyNot(): string | undefined {
  if (process.platform !== "linux") return "real packets need Linux";
  if (process.getuid?.() !== 0) return "real packets need root";
  for (const [tool, from, flag] of TOOLS) {
    if (spawnSync(tool, [flag]).status !== 0) {
      return `real packets need ${tool} (Debian's package ${from})`;
    }
  }
  const trial = spawnSync("unshare", [...OWN_NAMESPACES, "nft", "add table ip trial"]);
  return trial.status === 0 ? undefined : `no namespaces here: ${trial.stderr.toString().trim()}`;
}

export interface Outcome {
  readonly attempt: Attempt;
  readonly delivered: boolean;
}

/** Sends every attempt of the network; `patience` is for how long what fails is tried again, in seconds. */
export async function sendPackets(network: Network, patience = 1.3): Promise<Outcome[]> {
  const lab = buildLab(network);
  const nameOf = (label: string) => lab.namespace(label).name;
  const attempts = attemptsIn(network);
  const plan = {
    attempts: attempts.map(({ questions: _, namespace, ...one }) => ({
      ...one,
      namespace: nameOf(namespace),
    })),
    servers: serversIn(network).map(({ namespace, ...one }) => ({
      ...one,
      namespace: nameOf(namespace),
    })),
    namespaces: lab.namespaces,
    links: lab.links,
    patience,
  };
  const { results } = JSON.parse(await drive(JSON.stringify(plan))) as { results: boolean[] };
  return attempts.map((attempt, n) => ({ attempt, delivered: results[n] === true }));
}

function drive(plan: string): Promise<string> {
  const driver = path.join(__dirname, "driver.py");
  // Not forked: to kill it is to end the last process that holds the namespaces.
  const child = spawn("unshare", [...OWN_NAMESPACES, "python3", driver]);
  const [out, errors]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (data: Buffer) => out.push(data));
  child.stderr.on("data", (data: Buffer) => errors.push(data));
  const late = setTimeout(() => child.kill("SIGKILL"), 60_000);
  child.stdin.end(plan);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(late);
      if (code === 0) resolve(Buffer.concat(out).toString());
      else
        reject(new Error(`the laboratory ended with ${code}: ${Buffer.concat(errors).toString()}`));
    });
  });
}
