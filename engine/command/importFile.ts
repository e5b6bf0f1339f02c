/** What `import` is told to take into the state: a file of resources, or one on the command line. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { ImportEntry } from "../deployment/steps/importResources";
import { EngineError, refuse, severalErrors } from "../errors";
import { isProviderType, makeUrn, parseUrn } from "../urn";
import type { CommandLine } from "./commandLine";

interface Specification {
  readonly type?: string;
  readonly name?: string;
  readonly logicalName?: string;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly version?: string;
  readonly pluginDownloadUrl?: string;
  readonly properties?: readonly string[];
  readonly component?: boolean;
  readonly remote?: boolean;
}

interface ImportFile {
  readonly nameTable?: Readonly<Record<string, string>>;
  readonly resources?: readonly Specification[];
}

interface Target {
  readonly project: string;
  readonly stack: string;
}

/** @throws EngineError in the CLI's words, for everything that is wrong with the file */
export async function readImports(
  line: CommandLine,
  { cwd, ...target }: Target & { readonly cwd: string },
): Promise<ImportEntry[]> {
  if (line.value("from") !== undefined) refuse("import by a converter (--from)");
  if (line.value("generate-code") !== "false")
    throw new EngineError(
      "the rehearsal engine does not generate code for imported resources: pass --generate-code=false " +
        "(generateCode: false in Automation API)",
    );
  const file = line.value("file");
  const given = file === undefined ? inline(line) : await readFrom(line, resolve(cwd, file));
  return resolveAll(given, target, line.value("protect") !== "false");
}

function inline(line: CommandLine): ImportFile {
  const [type, name, id, ...more] = line.positionals;
  const missing =
    "an inline resource must be specified if no converter or import file is used, missing";
  if (type === undefined) throw new EngineError(`${missing} type, name, and id`);
  if (name === undefined) throw new EngineError(`${missing} name and id`);
  if (id === undefined) throw new EngineError(`${missing} id`);
  if (more.length > 0) throw new EngineError("only expected at most three arguments");
  const parent = named(line.value("parent"), "parent");
  const provider = named(line.value("provider"), "provider");
  const properties = line.values("properties").flatMap((list) => list.split(","));
  return {
    nameTable: { ...parent, ...provider },
    resources: [
      { type, name, id, properties, parent: firstKey(parent), provider: firstKey(provider) },
    ],
  };
}

/** `name=<urn>`, or the URN alone. */
function named(given: string | undefined, name: string): Readonly<Record<string, string>> {
  if (given === undefined) return {};
  const equals = given.indexOf("=");
  if (given.startsWith("urn:")) return { [name]: given };
  if (equals <= 0) throw new EngineError(`invalid ${name} URN: '${given}'`);
  return { [given.slice(0, equals)]: given.slice(equals + 1) };
}

const firstKey = (table: Readonly<Record<string, string>>): string | undefined =>
  Object.keys(table)[0];

async function readFrom(line: CommandLine, file: string): Promise<ImportFile> {
  if (line.positionals.length > 0)
    throw new EngineError(
      "an inline resource may not be specified in conjunction with an import file",
    );
  try {
    return JSON.parse(await readFile(file, "utf8")) as ImportFile;
  } catch (error) {
    throw new EngineError(`could not read import file: ${(error as Error).message}`);
  }
}

function resolveAll(
  { nameTable = {}, resources = [] }: ImportFile,
  target: Target,
  protect: boolean,
): ImportEntry[] {
  const unsupported = ["inputs", "outputs", "parameterization", "extension"];
  for (const one of resources) {
    const met = unsupported.find((key) => key in one);
    if (met !== undefined) refuse(`"${met}" in an import file`);
  }
  fail(resources.flatMap(problemsOf));
  const names = new Names(resources, nameTable, target);
  fail(names.problems);
  return resources.map((one) => {
    const name = nameOf(one);
    return {
      type: one.type ?? "",
      name: one.logicalName ?? name,
      id: one.id ?? "",
      parent: one.parent === undefined ? "" : names.of(one.parent),
      provider: one.provider === undefined ? "" : names.of(one.provider),
      version: one.version ?? "",
      pluginDownloadUrl: one.pluginDownloadUrl ?? "",
      properties: one.properties ?? [],
      protect,
      component: one.component === true,
      remote: one.remote === true,
    };
  });
}

function fail(problems: readonly string[]): void {
  if (problems.length > 0) throw severalErrors(problems);
}

const nameOf = ({ name, logicalName }: Specification): string => name ?? logicalName ?? "";

function subject(one: Specification, index: number): string {
  const name = nameOf(one) || one.id;
  const type = one.type ? ` of type '${one.type}'` : "";
  return `resource ${name ? `'${name}'` : index}${type}`;
}

function problemsOf(one: Specification, index: number): string[] {
  const { type = "", component = false, remote = false } = one;
  const found = [
    ...(type === "" ? ["has no type"] : []),
    ...(nameOf(one) === "" ? ["has no name"] : []),
    ...(isProviderType(type) ? problemsOfProvider(one) : problemsOfResource(one)),
    ...(remote && !component ? ["is marked as remote, but not as a component"] : []),
  ];
  return found.map((problem) => `${subject(one, index)} ${problem}`);
}

function problemsOfProvider({ id = "", component = false }: Specification): string[] {
  return [
    ...(id === "" ? [] : ["has an ID, but is a provider, which is created rather than read"]),
    ...(component ? ["is a provider and may not be marked as a component"] : []),
  ];
}

function problemsOfResource({ id = "", component = false }: Specification): string[] {
  if (component === (id === "")) return [];
  return [component ? "has an ID, but is marked as a component" : "has no ID"];
}

/** The names that a file gives to URNs, its own resources' among them. */
class Names {
  readonly problems: string[] = [];
  private readonly urns = new Map<string, string>();
  private readonly own = new Map<Specification, string>();
  private readonly ambiguous: ReadonlySet<string>;

  constructor(
    resources: readonly Specification[],
    private readonly table: Readonly<Record<string, string>>,
    private readonly target: Target,
  ) {
    for (const [name, urn] of Object.entries(table)) this.urns.set(name, urn);
    const all = resources.map(nameOf);
    this.ambiguous = new Set(all.filter((name, index) => all.indexOf(name) !== index));
    const byName = new Map(resources.map((one) => [nameOf(one), one] as const));
    const taken = new Set(Object.values(table));
    resources.forEach((one, index) => {
      const urn = this.resolve(one, index, byName);
      if (taken.has(urn))
        this.problems.push(
          `${subject(one, index)} has an ambiguous URN, set name (or logical name) to be unique`,
        );
      taken.add(urn);
      this.checkProvider(one, index);
    });
  }

  of(name: string): string {
    return this.urns.get(name) ?? "";
  }

  /** A parent may stand behind its child in the file. */
  private resolve(
    one: Specification,
    index: number,
    byName: ReadonlyMap<string, Specification>,
  ): string {
    const known = this.own.get(one);
    if (known !== undefined) return known;
    // Until it is known: a parent of itself finds nothing here.
    this.own.set(one, "");
    const urn = makeUrn({
      stack: this.target.stack,
      project: this.target.project,
      parent: this.parentOf(one, index, byName),
      type: one.type ?? "",
      name: one.logicalName ?? nameOf(one),
    });
    this.own.set(one, urn);
    if (!(nameOf(one) in this.table)) this.urns.set(nameOf(one), urn);
    return urn;
  }

  private parentOf(
    { parent, ...one }: Specification,
    index: number,
    byName: ReadonlyMap<string, Specification>,
  ): string {
    if (parent === undefined) return "";
    if (this.ambiguous.has(parent))
      this.problems.push(`${subject(one, index)} has an ambiguous parent`);
    const listed = this.table[parent];
    if (listed !== undefined) return listed;
    const holder = byName.get(parent);
    const urn = holder && this.resolve(holder, index, byName);
    if (urn === undefined)
      this.problems.push(
        `the parent '${parent}' for ${subject(one, index)} has no entry in 'nameTable'`,
      );
    return urn ?? "";
  }

  private checkProvider(one: Specification, index: number): void {
    const { provider } = one;
    if (provider === undefined) return;
    if (this.ambiguous.has(provider))
      this.problems.push(`${subject(one, index)} has an ambiguous provider`);
    const urn = this.urns.get(provider);
    if (urn === undefined)
      this.problems.push(
        `the provider '${provider}' for ${subject(one, index)} has no entry in 'nameTable' or 'resources'`,
      );
    else if (!isProviderType(parseUrn(urn).type))
      this.problems.push(`the provider '${provider}' for ${subject(one, index)} is not a provider`);
  }
}
