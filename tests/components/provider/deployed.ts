/** A program of components on the simulated AWS: constructed by the host, or by this process as in a TypeScript program. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import * as library from "../../../index";
import { createRehearsalCommand, inProcess } from "../../../engine";
import { openWorld, type World } from "../../../simulator";
import type { ComponentHost } from "./componentHost";
import type { Make } from "./constructions";
import { componentOf, mismatches, type Schema } from "./schema";

type Class = new (
  name: string,
  args: object,
  opts?: pulumi.ComponentResourceOptions,
) => pulumi.ComponentResource;

/** As an SDK that is generated from the schema: the arguments are what it says, and so are the outputs. */
class Remote extends pulumi.ComponentResource {
  constructor(
    { schema, component }: { readonly schema: Schema; readonly component: string },
    name: string,
    args: pulumi.Inputs,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    const { properties } = componentOf(schema, component);
    const outputs = Object.fromEntries(Object.keys(properties).map((key) => [key, undefined]));
    const { version } = schema;
    super(
      `aws-network:index:${component}`,
      name,
      { ...outputs, ...args },
      { version, ...opts },
      true,
    );
  }
}

export const remotely =
  (schema: Schema): Make =>
  (component, name, args, opts) => {
    const wrong = mismatches(schema, component, args);
    if (wrong.length > 0)
      throw new Error(`${component} is not given what it takes: ${wrong.join("; ")}`);
    return outputsOf(schema, component, new Remote({ schema, component }, name, args, opts));
  };

/** As an SDK that does not know what is plain: none of the generated ones, but all can be made to. */
export const unchecked =
  (schema: Schema): Make =>
  (component, name, args, opts) =>
    outputsOf(schema, component, new Remote({ schema, component }, name, args, opts));

export const natively =
  (schema: Schema): Make =>
  (component, name, args, opts) => {
    const Component = (library as unknown as Record<string, Class>)[component]!;
    return outputsOf(schema, component, new Component(name, args, opts));
  };

function outputsOf(schema: Schema, component: string, made: object): ReturnType<Make> {
  const { properties } = componentOf(schema, component);
  return Object.fromEntries(
    Object.keys(properties).map((key) => [
      key,
      pulumi.output((made as Record<string, never>)[key]!),
    ]),
  );
}

export class Deployed {
  private constructor(
    private readonly folder: string,
    private readonly world: World,
    private readonly host: ComponentHost,
  ) {}

  static async open(host: ComponentHost): Promise<Deployed> {
    const folder = await mkdtemp(join(tmpdir(), "pan-provider-"));
    return new Deployed(folder, await openWorld(), host);
  }

  async close(): Promise<void> {
    await this.world.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  async stack(program: () => pulumi.Inputs): Promise<Stack> {
    const stack = await LocalWorkspace.createOrSelectStack(
      {
        stackName: "dev",
        projectName: "provider",
        program: inProcess(() => Promise.resolve(program() as Record<string, unknown>)),
      },
      {
        workDir: this.folder,
        envVars: {
          PULUMI_BACKEND_URL: `file://${this.folder}`,
          PULUMI_CONFIG_PASSPHRASE: "provider",
          PULUMI_SKIP_UPDATE_CHECK: "true",
        },
        pulumiCommand: createRehearsalCommand({
          providers: { aws: this.world.providerFactory(), "aws-network": this.host.factory },
        }),
      },
    );
    await stack.setConfig("aws:region", { value: "us-east-1" });
    return stack;
  }
}

export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly provider?: string;
  readonly parent?: string;
  readonly inputs?: unknown;
  readonly outputs?: unknown;
  readonly protect?: boolean;
}

/** All resources of the stack's state by URN, but for providers. */
export async function resourcesOf(stack: Stack): Promise<Resource[]> {
  const { deployment } = await stack.exportStack();
  const { resources = [] } = deployment as { resources?: Resource[] };
  return resources
    .filter(({ type }) => !type.startsWith("pulumi:providers:"))
    .sort((a, b) => (a.urn < b.urn ? -1 : 1));
}
