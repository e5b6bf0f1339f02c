/** Every example of the pages compiles, and the README's program runs. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { compileFunction } from "node:vm";
import { expect } from "chai";
import ts from "typescript";
import * as components from "../../index";
import { record } from "../components/recordedMocks";
import { blocksOf, pages, readPage, root, type Block } from "./pages";

const examples = pages.flatMap((page) => blocksOf(page, "ts"));

/** The README's first example: a whole program. */
function program(): Block {
  const [first] = blocksOf("README.md", "ts");
  if (!first) throw new Error("the README has no program");
  return first;
}

/** All blocks in one program, as files that stand nowhere, so that the SDKs' types are read once. */
function typeErrors(blocks: readonly Block[]): string[] {
  const files = new Map(
    blocks.map((block) => [join(root, `${block.page}.${block.line}.ts`), block]),
  );
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile.bind(ts.sys));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const own: ts.CompilerOptions = {
    ...options,
    noEmit: true,
    paths: {
      "pulumi-aws-network": [join(root, "index.ts")],
      "pulumi-aws-network/analysis": [join(root, "analysis/index.ts")],
      "pulumi-aws-network/automation": [join(root, "automation/index.ts")],
      "pulumi-aws-network/policy": [join(root, "analysis/policyPack/index.ts")],
      "pulumi-aws-network/testing": [join(root, "automation/testing/index.ts")],
    },
  };
  const host = ts.createCompilerHost(own);
  const disk = { ...host };
  host.fileExists = (file) => files.has(file) || disk.fileExists(file);
  host.readFile = (file) => files.get(file)?.text ?? disk.readFile(file);
  host.getSourceFile = (file, ...rest) => {
    const block = files.get(file);
    if (block) return ts.createSourceFile(file, block.text, ts.ScriptTarget.ES2022);
    return disk.getSourceFile(file, ...rest);
  };
  const built = ts.createProgram([...files.keys()], own, host);
  return [...files].flatMap(([file, block]) => {
    const source = built.getSourceFile(file);
    const found = [
      ...built.getSyntacticDiagnostics(source),
      ...built.getSemanticDiagnostics(source),
    ];
    return found.map(({ messageText, start = 0 }) => {
      const line = block.line + (source?.getLineAndCharacterOfPosition(start).line ?? 0);
      return `${block.page}:${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    });
  });
}

describe("the examples of the pages", () => {
  it("compile", function () {
    this.timeout(120_000);
    expect(examples.length).to.be.greaterThan(8);
    expect(typeErrors(examples)).to.deep.equal([]);
  });

  it("are told apart when they do not: a mistake is found, on its line", function () {
    this.timeout(120_000);
    const block: Block = {
      page: "wrong.md",
      line: 10,
      text: 'import * as net from "pulumi-aws-network";\nnew net.Vpc("a", { cidrBlock: 1 });\n',
    };
    expect(typeErrors([block]).join("\n")).to.match(/^wrong\.md:11: /);
  });

  it("begin with a program of under 25 lines, which registers a whole network", async () => {
    const { text } = program();
    expect(text.trimEnd().split("\n").length).to.be.lessThan(25);
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    const exported: Record<string, unknown> = {};
    const run = compileFunction(outputText, ["require", "exports"]) as (
      load: (name: string) => unknown,
      exports: Record<string, unknown>,
    ) => void;
    const { resources } = await record(() => run(() => components, exported));
    const types = resources.map(({ type }) => type);
    expect(types).to.include.members([
      "aws-network:index:Vpc",
      "aws:ec2/natGateway:NatGateway",
      "aws:ec2/flowLog:FlowLog",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    ]);
    expect(Object.keys(exported)).to.include.members(["vpcId", "lambdaSecurityGroupId"]);
  });
});

describe("the pages", () => {
  it("lead to pages and headings that are there", () => {
    const slug = (heading: string): string =>
      heading
        .toLowerCase()
        .replace(/[^a-z0-9 _-]/g, "")
        .replaceAll(" ", "-");
    const anchors = (page: string): string[] =>
      [...readPage(page).matchAll(/^#+ (.*)$/gm)].map((found) => slug(found[1] ?? ""));
    const broken = pages.flatMap((page) =>
      [...readPage(page).matchAll(/\]\(([^)\s]+)\)/g)]
        .map((found) => found[1] ?? "")
        .filter((link) => !/^https?:/.test(link))
        .filter((link) => {
          const [path = "", anchor] = link.split("#");
          const target = path === "" ? page : join(dirname(page), path);
          if (!existsSync(join(root, target))) return true;
          return anchor !== undefined && !anchors(target).includes(anchor);
        })
        .map((link) => `${page}: ${link}`),
    );
    expect(broken).to.deep.equal([]);
  });
});
