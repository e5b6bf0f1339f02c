/** Programs in other languages, where their hosts are installed: the same resources, through the same engine. */
import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { LocalWorkspace, type EngineEvent, type Stack } from "@pulumi/pulumi/automation";
import { createRehearsalCommand } from "../../engine";
import { Stage } from "./stage";

interface Language {
  readonly runtime: string;
  /** Throws, with why, where the language is not installed. */
  readonly probe: (folder: string) => void;
  /** Files of a program that makes two things, the second of the first, and prints a line. */
  readonly files: Readonly<Record<string, string>>;
  /** The same, but it fails. */
  readonly failing: Readonly<Record<string, string>>;
}

const run = (cwd: string, command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

const pythonThing = `import pulumi

class Thing(pulumi.CustomResource):
    def __init__(self, name, args=None):
        super().__init__("test:index:Thing", name, {"echo": None, **(args or {})},
                         pulumi.ResourceOptions(version="1.2.3"))

    @property
    @pulumi.getter
    def echo(self):
        return pulumi.get(self, "echo")
`;

const python: Language = {
  runtime: "python",
  probe: (folder) => {
    run(folder, "pulumi-language-python", "--version");
    run(folder, "python3", "-c", "import pulumi");
  },
  files: {
    "__main__.py": `${pythonThing}
print("printed by the program")
one = Thing("one", {"colour": pulumi.Config().require("colour"), "hidden": pulumi.Output.secret("hush-hush")})
two = Thing("two", {"of": one.id})
pulumi.export("echo", two.echo)
pulumi.export("hidden", pulumi.Output.secret("hush-hush"))
`,
  },
  failing: { "__main__.py": `raise Exception("no luck")\n` },
};

const goModule = `module several

go 1.24

require github.com/pulumi/pulumi/sdk/v3 v3.0.0
`;

const goProgram = (body: string): string => `package main

import (
	"errors"
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

type Thing struct {
	pulumi.CustomResourceState
	Echo pulumi.StringOutput \`pulumi:"echo"\`
}

func thing(ctx *pulumi.Context, name string, args pulumi.Map) (*Thing, error) {
	made := &Thing{}
	return made, ctx.RegisterResource("test:index:Thing", name, args, made, pulumi.Version("1.2.3"))
}

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
${body}
	})
}

var _ = errors.New
var _ = fmt.Println
var _ = config.New
`;

/** The SDK's own sources: from the module cache, or where they are said to be. */
function requireGo(folder: string): void {
  const local = process.env.PULUMI_GO_SDK;
  if (local)
    run(folder, "go", "mod", "edit", "-replace", `github.com/pulumi/pulumi/sdk/v3=${local}`);
  else run(folder, "go", "get", "github.com/pulumi/pulumi/sdk/v3");
  run(folder, "go", "mod", "tidy");
  run(folder, "go", "build", "-o", "built", ".");
}

const go: Language = {
  runtime: "go",
  probe: (folder) => {
    run(folder, "pulumi-language-go", "--help");
    requireGo(folder);
  },
  files: {
    "go.mod": goModule,
    "main.go": goProgram(`		fmt.Println("printed by the program")
		one, err := thing(ctx, "one", pulumi.Map{
			"colour": pulumi.String(config.Require(ctx, "colour")),
			"hidden": pulumi.ToSecret(pulumi.String("hush-hush")).(pulumi.StringOutput),
		})
		if err != nil {
			return err
		}
		two, err := thing(ctx, "two", pulumi.Map{"of": one.ID()})
		if err != nil {
			return err
		}
		ctx.Export("echo", two.Echo)
		ctx.Export("hidden", pulumi.ToSecret(pulumi.String("hush-hush")))
		return nil`),
  },
  failing: { "main.go": goProgram(`		return errors.New("no luck")`) },
};

for (const language of [python, go])
  describe(`a program of runtime ${language.runtime}`, function () {
    this.timeout(300_000);
    let stage: Stage;
    let folder: string;
    let stack: Stack;

    const write = async (files: Readonly<Record<string, string>>): Promise<void> => {
      for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    };

    before(async function () {
      stage = await new Stage().open();
      folder = join(await stage.folder(), "program");
      await mkdir(folder);
      await writeFile(
        join(folder, "Pulumi.yaml"),
        `name: several\nruntime: ${language.runtime}\nconfig:\n  colour:\n    type: string\n    default: red\n`,
      );
      await write(language.files);
      try {
        language.probe(folder);
      } catch (error) {
        const [why] = (error as Error).message.split("\n");
        process.stdout.write(`      skipped: no ${language.runtime} host or SDK (${why ?? ""})\n`);
        this.skip();
      }
      stack = await LocalWorkspace.createOrSelectStack(
        { stackName: "dev", workDir: folder },
        {
          envVars: stage.env,
          pulumiCommand: createRehearsalCommand({ providers: { test: stage.cloud.factory } }),
        },
      );
    });
    after(() => stage.close());

    it("is previewed, and makes what it says, with its configuration and its outputs", async () => {
      expect((await stack.preview()).changeSummary).to.deep.equal({ create: 3 });
      const events: EngineEvent[] = [];
      const { summary, outputs } = await stack.up({ onEvent: (event) => events.push(event) });
      expect(summary.resourceChanges).to.deep.equal({ create: 3 });
      expect(stage.cloud.calls).to.deep.equal(["create one", "create two"]);
      expect([...stage.cloud.things.values()][0]?.properties).to.deep.include({
        colour: "red",
        hidden: "hush-hush",
      });
      expect(outputs.echo?.value).to.match(/^echo of "thing-/);
      expect(outputs.hidden).to.deep.equal({ value: "hush-hush", secret: true });
      const messages = events.flatMap(({ diagnosticEvent }) => diagnosticEvent?.message ?? []);
      expect(messages).to.include("printed by the program\n");
      expect(JSON.stringify(events)).not.to.contain("hush-hush");
    });

    it("is the same again, and changes what its configuration changes", async () => {
      expect((await stack.up()).summary.resourceChanges).to.deep.equal({ same: 3 });
      await stack.setConfig("colour", { value: "blue" });
      expect((await stack.up()).summary.resourceChanges).to.deep.equal({ same: 2, update: 1 });
    });

    it("fails in its own words", async () => {
      await write(language.failing);
      const failure = await stack.up().then(
        () => "it succeeded",
        (error: unknown) => String(error),
      );
      expect(failure).to.contain("no luck");
    });
  });

describe("a program of a runtime whose host is not installed", () => {
  it("is refused by name, with what is missing", async () => {
    const stage = await new Stage().open();
    const refusal = async (runtime: string): Promise<string> => {
      const folder = await stage.folder();
      await writeFile(join(folder, "Pulumi.yaml"), `name: several\nruntime: ${runtime}\n`);
      const stack = await LocalWorkspace.createOrSelectStack(
        { stackName: runtime, workDir: folder },
        {
          envVars: { ...stage.env, PATH: folder },
          pulumiCommand: createRehearsalCommand({ providers: {} }),
        },
      );
      return stack.up().then(
        () => "it succeeded",
        (error: unknown) => String(error),
      );
    };
    expect(await refusal("python")).to.contain(
      'programs of runtime "python" are run by pulumi-language-python, which is not on the PATH',
    );
    expect(await refusal("dotnet")).to.contain(
      'the rehearsal engine does not support programs of runtime "dotnet"',
    );
    await stage.close();
  });
});
