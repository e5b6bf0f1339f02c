/** The provider as a process of its own, asked as Terraform asks it. */
import type { ChildProcess } from "node:child_process";
import { Client, credentials } from "@grpc/grpc-js";
import { readDiagnostics, readPlan, request, type Diagnostic, type Plan } from "./messages";
import type { TerraformValue } from "./msgpack";
import { startWatched, stopWatched } from "./watched";

/** What Terraform gives its plugins, to show that it started them. */
const handshake = {
  TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
  PLUGIN_PROTOCOL_VERSIONS: "5",
};

/** As Terraform 1.11 says of itself: values that are written and never kept may be given. */
const capabilities = { flags: [2] };

export class Plugin {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: Client,
  ) {}

  /** @param env all that the process gets */
  static async start(file: string, env: Readonly<Record<string, string>>): Promise<Plugin> {
    const child = startWatched(file, [], { env: { ...env, ...handshake }, signal: "KILL" });
    child.stderr?.resume();
    try {
      const address = await firstLine(child);
      const [, , network, at] = address.split("|");
      if (network !== "unix" || at === undefined)
        throw new Error(`the provider said "${address}", which is no address of a socket`);
      const client = new Client(`unix:${at}`, credentials.createInsecure(), {
        "grpc.max_receive_message_length": -1,
      });
      return new Plugin(child, client);
    } catch (error) {
      await stopWatched(child);
      throw error;
    }
  }

  configure(config: TerraformValue): Promise<readonly Diagnostic[]> {
    const fields = { 1: { text: "1.11.4" }, 2: { value: config } };
    return this.call("Configure", request(fields), (bytes) => readDiagnostics(bytes, 1));
  }

  validate(type: string, config: TerraformValue): Promise<readonly Diagnostic[]> {
    const fields = { 1: { text: type }, 2: { value: config }, 3: capabilities };
    return this.call("ValidateResourceTypeConfig", request(fields), (bytes) =>
      readDiagnostics(bytes, 1),
    );
  }

  /** @param prior null for one that is to be made */
  plan(
    type: string,
    { prior, proposed, config }: Readonly<Record<"prior" | "proposed" | "config", TerraformValue>>,
  ): Promise<Plan> {
    const fields = {
      1: { text: type },
      2: { value: prior },
      3: { value: proposed },
      4: { value: config },
      7: capabilities,
    };
    return this.call("PlanResourceChange", request(fields), readPlan);
  }

  stop(): Promise<void> {
    this.client.close();
    return stopWatched(this.child);
  }

  private call<T>(method: string, message: Buffer, answer: (bytes: Buffer) => T): Promise<T> {
    const plain = (bytes: Buffer): Buffer => bytes;
    return new Promise((resolve, reject) => {
      this.client.makeUnaryRequest(
        `/tfplugin5.Provider/${method}`,
        plain,
        plain,
        message,
        (error, bytes) => {
          if (error !== null) reject(error);
          else resolve(answer(bytes ?? Buffer.alloc(0)));
        },
      );
    });
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("\n")) resolve(said.slice(0, said.indexOf("\n")));
    });
    child.once("error", reject);
    child.once("exit", () => reject(new Error("the provider ended before it gave an address")));
  });
}
