/** moto as a server of its own, on a free port of this machine. */
import { spawnSync, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { startWatched, stopWatched } from "./watched";

export class Moto {
  private constructor(
    private readonly child: ChildProcess,
    readonly endpoint: string,
  ) {}

  /** Why there is none here, if there is none. */
  static missing(): string | undefined {
    const { status } = spawnSync("moto_server", ["--help"], { stdio: "ignore", timeout: 30_000 });
    return status === 0 ? undefined : "no moto_server is on the PATH";
  }

  static async start(): Promise<Moto> {
    const port = await freePort();
    const args = ["-H", "127.0.0.1", "-p", String(port)];
    // Amazon's own policies are there only where that is asked for.
    const env = { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: "true" };
    const child = startWatched("moto_server", args, { env, signal: "KILL" });
    // It says a line for each request: unread, they would stop it.
    child.stdout?.resume();
    child.stderr?.resume();
    const moto = new Moto(child, `http://127.0.0.1:${port}`);
    try {
      await moto.answers();
      return moto;
    } catch (error) {
      await moto.stop();
      throw error;
    }
  }

  private async answers(): Promise<void> {
    const deadline = Date.now() + 30_000;
    while (Date.now() < deadline && this.child.exitCode === null) {
      const isUp = await fetch(`${this.endpoint}/moto-api/data.json`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isUp) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("moto_server did not answer");
  }

  /** As if it had just been started. */
  async reset(): Promise<void> {
    await fetch(`${this.endpoint}/moto-api/reset`, { method: "POST" });
  }

  stop(): Promise<void> {
    return stopWatched(this.child);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        resolve(typeof address === "object" && address !== null ? address.port : 0),
      );
    });
  });
}
