/** The provider, asked what it makes of a resource: whether it takes it, and what it plans for a change. */
import { tmpdir } from "node:os";
import type { ValueMap } from "../../../simulator";
import { locate, type Found } from "./locate";
import type { Diagnostic } from "./messages";
import type { TerraformObject, TerraformValue } from "./msgpack";
import { namesOf, terraformType } from "./names";
import { Plugin } from "./plugin";
import { proposed } from "./proposed";
import { canonical } from "./sameness";
import {
  isMany,
  members,
  readSchema,
  type Block,
  type Member,
  type ProviderSchema,
} from "./schema";
import { translate } from "./translate";
import { environment, Workspace } from "./workspace";

export interface Outcome {
  /** Attributes of Terraform's that differ from what was, each with what it is to be. */
  readonly changed: ReadonlyMap<string, string>;
  /** Those for which it makes a new one. */
  readonly replaced: ReadonlySet<string>;
  readonly errors: readonly string[];
  /** It could not say without AWS. */
  readonly asksAws: boolean;
}

/** Nothing listens there: what the provider would ask AWS, nobody answers. */
const nowhere = "http://127.0.0.1:9";

export const offline = {
  region: "us-east-1",
  accessKey: "simulated",
  secretKey: "simulated",
  skipCredentialsValidation: true,
  skipRequestingAccountId: true,
  skipMetadataApiCheck: "true",
  skipRegionValidation: true,
} as const;

let dumped: Promise<ProviderSchema> | undefined;

/** The provider's schema, asked for once in a process. */
export function schemaOf(found: Found): Promise<ProviderSchema> {
  dumped ??= (async () => {
    const workspace = await Workspace.open(found);
    try {
      await workspace.init({});
      return readSchema(await workspace.schema());
    } finally {
      await workspace.close();
    }
  })();
  return dumped;
}

/** What is on the machine; otherwise the suite is skipped, and says so where people look for what was not run. */
export function foundOrSkipped(context: Mocha.Context): Found {
  const found = locate();
  if (typeof found !== "string") return found;
  process.stdout.write(`      skipped: ${found}\n`);
  return context.skip();
}

export class Judge {
  private constructor(
    readonly schema: ProviderSchema,
    private readonly plugin: Plugin,
  ) {}

  static async open(found: Found): Promise<Judge> {
    const schema = await schemaOf(found);
    const env = { ...environment, HOME: tmpdir(), AWS_ENDPOINT_URL: nowhere };
    const plugin = await Plugin.start(found.provider, env);
    const judge = new Judge(schema, plugin);
    const config = translate("provider", schema.provider.block, { ...offline, maxRetries: 1 });
    const errors = messages(await plugin.configure(config.value));
    if (errors.length > 0) throw new Error(`the provider is not configured: ${errors.join("; ")}`);
    return judge;
  }

  close(): Promise<void> {
    return this.plugin.stop();
  }

  /** Terraform's name, and what a resource of the type consists of. */
  typed(token: string): { readonly type: string; readonly block: Block } {
    const type = terraformType(token, this.schema.resource_schemas);
    const found = type === undefined ? undefined : this.schema.resource_schemas[type];
    if (type === undefined || found === undefined)
      throw new Error(`${token} has no name in the provider: add it to names.ts`);
    return { type, block: found.block };
  }

  /** What the provider has by a property's name. */
  member(token: string, property: string): Member | undefined {
    const { type, block } = this.typed(token);
    const all = members(block);
    const names = namesOf(
      type,
      [...all].map(([name, one]) => [name, isMany(one)]),
    );
    return all.get(names.get(property) ?? "");
  }

  /** Why the provider refuses it, before AWS is asked. */
  async refusals(token: string, inputs: ValueMap): Promise<readonly string[]> {
    const { type, block } = this.typed(token);
    const config = configured(type, block, inputs);
    const errors = messages(await this.plugin.validate(type, config));
    if (errors.length > 0) return errors;
    const proposal = proposed(block, null, config);
    const plan = await this.plugin.plan(type, { prior: null, proposed: proposal, config });
    return messages(plan.diagnostics);
  }

  /** @param outputs what AWS answered last, as it stands in a state */
  async change(token: string, outputs: ValueMap, inputs: ValueMap): Promise<Outcome> {
    const { type, block } = this.typed(token);
    const prior = settled(block, translate(type, block, outputs).value);
    const config = configured(type, block, inputs);
    const proposal = proposed(block, prior, config);
    const plan = await this.plugin.plan(type, { prior, proposed: proposal, config });
    const changed = differing(block, prior, plan.planned);
    const errors = messages(plan.diagnostics);
    return {
      changed,
      replaced: new Set(plan.replaces.filter((name) => changed.has(name))),
      errors,
      asksAws: errors.some((error) => error.includes("operation error ")),
    };
  }
}

/** A resource's region is the provider's own affair in the version that judges. */
function configured(type: string, block: Block, inputs: ValueMap): TerraformObject {
  const { value } = translate(type, block, inputs);
  return "region" in value ? { ...value, region: null } : value;
}

/** A state has an empty collection where AWS answered with none, and nothing of what is only written. */
function settled(block: Block, state: TerraformObject): TerraformObject {
  const filled = Object.entries(state).map(([name, value]) => {
    const { type, nested_type: nested, write_only: isWritten } = block.attributes?.[name] ?? {};
    if (isWritten === true) return [name, null];
    if (value !== null || nested !== undefined || typeof type !== "object") return [name, value];
    return [name, type[0] === "map" ? {} : []];
  });
  return Object.fromEntries(filled) as TerraformObject;
}

function differing(
  block: Block,
  prior: TerraformObject,
  planned: TerraformValue,
): Map<string, string> {
  const after = (planned ?? {}) as TerraformObject;
  const found = new Map<string, string>();
  for (const [name, member] of members(block)) {
    const is = canonical(member, after[name] ?? null);
    if (canonical(member, prior[name] ?? null) !== is) found.set(name, is);
  }
  return found;
}

const messages = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics
    .filter(({ isError }) => isError)
    .map(({ summary, detail }) => (detail === "" ? summary : `${summary}: ${detail}`));
