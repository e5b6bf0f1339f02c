/**
 * A network whose way out is changed, watched: after every call that changes the simulated AWS, who can get out, and from
 * which public address.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as ec2 from "@pulumi/aws/ec2";
import { LocalWorkspace, type PulumiFn } from "@pulumi/pulumi/automation";
import * as net from "../../../components";
import { createRehearsalCommand, inProcess, type Provider } from "../../../engine";
import {
  isChange,
  readIntentFile,
  readNetwork,
  replay,
  verifyNetwork,
  type Gap,
  type ResourceRecord,
} from "../../../analysis";
import { openWorld, type World } from "../../../simulator";
import { waysOut, type WaysOut } from "./waysOut";

export interface Watched {
  /** What was done to which resource, `same` left out. */
  readonly steps: readonly string[];
  /** The ways out after each call that changed the world. */
  readonly seen: readonly { readonly call: string; readonly ways: WaysOut }[];
  /** Where it ends. */
  readonly ways: WaysOut;
  /** Steps between which some order would cut off a subnet that can reach the internet at both ends. */
  readonly gaps: readonly Gap[];
  /** Rules of the baseline that are broken, errors only. */
  readonly errors: readonly string[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

export interface Layout {
  readonly publicBlocks?: Record<string, string>;
  readonly natGateways?: net.NatGatewaysSpec;
  readonly tiers?: readonly string[];
}

export const A = "us-east-1a";
export const B = "us-east-1b";

/** Two zones, a client in each private subnet, and the way out. */
export const network =
  ({ publicBlocks, natGateways, tiers = ["public"] }: Layout): PulumiFn =>
  () => {
    const vpc = new net.Vpc("main", {
      cidrBlock: "10.0.0.0/16",
      availabilityZoneNames: [A, B],
      subnetSpecs: [
        { name: "private", type: net.SubnetType.Private },
        { name: "spare", type: net.SubnetType.Isolated },
        ...tiers.map((name) => ({
          name,
          type: net.SubnetType.Public,
          ...(publicBlocks && name === "public" ? { cidrBlocks: publicBlocks } : {}),
        })),
      ],
      ...(natGateways ? { natGateways } : {}),
    });
    const { groupIds } = new net.SecurityGroups("main", {
      vpc,
      groups: ["client"],
      flows: [{ source: "client", destination: "0.0.0.0/0", ports: ["tcp/443"] }],
    });
    for (const [zone, subnetId] of Object.entries(vpc.subnetIds.private ?? {}))
      new ec2.NetworkInterface(`client-${zone}`, {
        subnetId,
        securityGroups: [groupIds.client ?? ""],
      });
    return Promise.resolve({ natPublicIps: vpc.natPublicIps, natGatewayIds: vpc.natGatewayIds });
  };

const { intents } = readIntentFile(
  "egress.yaml",
  "intents: [{name: out, source: 'tier:private', expect: reach, destination: internet, ports: [tcp/443]}]",
);

export class WatchedStack {
  private seen: { call: string; ways: WaysOut }[] = [];
  private resources: readonly ResourceRecord[] = [];

  private constructor(
    private readonly folder: string,
    readonly world: World,
  ) {}

  static async open(): Promise<WatchedStack> {
    return new WatchedStack(await mkdtemp(join(tmpdir(), "pan-egress-")), await openWorld());
  }

  async close(): Promise<void> {
    await this.world.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  async up(program: PulumiFn): Promise<Watched> {
    const stack = await this.stack(program);
    this.seen = [];
    const before = this.resources;
    const steps: { operation: string; urn: string }[] = [];
    const { outputs } = await stack.up({
      onEvent: ({ resOutputsEvent: done }) => {
        if (done) steps.push({ operation: done.metadata.op, urn: done.metadata.urn });
      },
    });
    const after = await this.exported(program);
    this.resources = after;
    const report = verifyNetwork({
      network: readNetwork(after),
      intents: [],
      cloud: "simulated",
      waiversOn: new Date(),
    });
    return {
      steps: steps.filter(isChange).map(({ operation, urn }) => `${operation} ${shortOf(urn)}`),
      seen: this.seen,
      ways: this.ways,
      gaps: replay({ before, after, steps, intents, limit: 3000 }).gaps,
      errors: report.findings.filter(({ grade }) => grade === "error").map(({ rule }) => rule),
      outputs: Object.fromEntries(
        Object.entries(outputs).map(([key, { value }]) => [key, value as unknown]),
      ),
    };
  }

  /** As it is now. */
  get ways(): WaysOut {
    return waysOut(this.world);
  }

  async down(): Promise<void> {
    await (await this.stack(network({}))).destroy();
  }

  private async exported(program: PulumiFn): Promise<readonly ResourceRecord[]> {
    const { deployment } = await (await this.stack(program)).exportStack();
    return (deployment as { resources: ResourceRecord[] }).resources;
  }

  private async stack(program: PulumiFn) {
    const stack = await LocalWorkspace.createOrSelectStack(
      { stackName: "dev", projectName: "egress", program: inProcess(program) },
      {
        workDir: this.folder,
        envVars: {
          PULUMI_BACKEND_URL: `file://${this.folder}`,
          PULUMI_CONFIG_PASSPHRASE: "egress",
        },
        pulumiCommand: createRehearsalCommand({ providers: { aws: this.watchedProvider() } }),
      },
    );
    await stack.setConfig("aws:region", { value: "us-east-1" });
    return stack;
  }

  private watchedProvider() {
    const factory = this.world.providerFactory();
    return (request: Parameters<typeof factory>[0]): Provider => {
      const provider = factory(request) as Provider;
      const watch =
        <R extends { urn: string; preview?: boolean }, T>(
          call: "create" | "update" | "delete",
          run: (request: R) => Promise<T>,
        ) =>
        async (given: R): Promise<T> => {
          const result = await run(given);
          if (given.preview !== true)
            this.seen.push({ call: `${call} ${shortOf(given.urn)}`, ways: waysOut(this.world) });
          return result;
        };
      return Object.assign(Object.create(provider) as Provider, {
        create: watch("create", (one: Parameters<Provider["create"]>[0]) => provider.create(one)),
        update: watch("update", (one: Parameters<Provider["update"]>[0]) => provider.update(one)),
        delete: watch("delete", (one: Parameters<Provider["delete"]>[0]) => provider.delete(one)),
      });
    };
  }
}

const shortOf = (urn: string): string => {
  const [, , type = "", name = ""] = urn.split("::");
  return `${type.split(":").at(-1) ?? ""} ${name}`;
};
