import { expect } from "chai";
import { join } from "node:path";
import { chooseStack, findProjects } from "../../automation/project/project";
import { folderWith, removeFolders } from "./support/folders";
import { rejection } from "./support/rejection";

const several = {
  ".git/HEAD": "",
  "Pulumi.yaml": "name: serverless\nruntime: nodejs\n",
  "Pulumi.dev.yaml": "",
  "Pulumi.prod.yaml": "",
  "programs/peering/Pulumi.yaml": "name: peering\nruntime: nodejs\n",
  "programs/peering/Pulumi.dev.yaml": "",
  "programs/peering/src/index.ts": "",
  "programs/notes/readme.md": "",
};

async function choose(cwd: string, reference?: string): Promise<string> {
  const { project, stack } = chooseStack(await findProjects(cwd), reference);
  return `${project.name}/${stack}`;
}

describe("projects and stacks", () => {
  afterEach(removeFolders);

  it("finds a stack by project/stack from anywhere in the repository", async () => {
    const root = folderWith(several);
    expect(await choose(root, "peering/dev")).to.equal("peering/dev");
    expect(await choose(join(root, "programs/peering/src"), "serverless/prod")).to.equal(
      "serverless/prod",
    );
  });

  it("takes the nearest project upward and its only stack when none is named", async () => {
    const root = folderWith(several);
    expect(await choose(join(root, "programs/peering/src"))).to.equal("peering/dev");
  });

  it("gives the stack's file and its project's folder", async () => {
    const root = folderWith({ ...several, "Pulumi.qa.yml": "" });
    const choice = chooseStack(await findProjects(root), "serverless/qa");
    expect(choice.stackFile).to.equal(join(root, "Pulumi.qa.yml"));
    expect(choice.project.folder).to.equal(root);
  });

  it("keeps an organization apart from the project", async () => {
    const choice = chooseStack(await findProjects(folderWith(several)), "acme/serverless/dev");
    expect([choice.organization, choice.project.name, choice.stack]).to.deep.equal([
      "acme",
      "serverless",
      "dev",
    ]);
  });

  it("looks for stack files where the project says that they are", async () => {
    const root = folderWith({
      "Pulumi.yaml": "name: app\nstackConfigDir: stacks\n",
      "stacks/Pulumi.dev.yaml": "",
    });
    const choice = chooseStack(await findProjects(root), undefined);
    expect(choice.stackFile).to.equal(join(root, "stacks/Pulumi.dev.yaml"));
  });

  it("takes the outermost project of the repository for the root, and none beyond it", async () => {
    const outer = folderWith({
      "Pulumi.yaml": "name: foreign\n",
      "repo/.git/HEAD": "",
      "repo/app/Pulumi.yaml": "name: app\n",
    });
    const projects = await findProjects(join(outer, "repo/app"));
    expect(projects.root).to.equal(join(outer, "repo/app"));
    expect(projects.all.map(({ name }) => name)).to.deep.equal(["app"]);
  });

  describe("refuses", () => {
    const refusals: readonly [
      title: string,
      at: string,
      reference: string | undefined,
      message: string,
    ][] = [
      [
        "an unknown project, with the nearest name",
        ".",
        "severless/dev",
        'no project named "severless"; the projects here are peering, serverless (did you mean "serverless"?)',
      ],
      [
        "an unknown stack, with the nearest name",
        ".",
        "serverless/prd",
        'project serverless has no stack named "prd": its stacks are dev, prod (did you mean "prod"?); ' +
          "a stack is a file Pulumi.<stack>.yaml, which may be empty",
      ],
      [
        "a stack without its project",
        ".",
        "dev",
        '"dev" is not written project/stack; the stacks here are peering/dev, serverless/dev, serverless/prod',
      ],
      [
        "to choose between several stacks",
        ".",
        undefined,
        "project serverless has several stacks; say which: serverless/dev, serverless/prod",
      ],
    ];
    for (const [title, at, reference, message] of refusals)
      it(title, async () => {
        const error = await rejection(choose(join(folderWith(several), at), reference));
        expect(error.message).to.equal(message);
        expect(error).to.have.property("exitCode", 2);
      });

    it("a folder without any project", async () => {
      const root = folderWith({ ".git/HEAD": "" });
      expect((await rejection(choose(root))).message).to.equal(
        `there is no Pulumi.yaml in ${root}, above it or in its programs/*/; go to a Pulumi project or name one with --cwd`,
      );
      expect((await rejection(choose(root, "app/dev"))).message).to.equal(
        `no project named "app": there is no Pulumi.yaml in ${root}, above it or in its programs/*/; ` +
          `go to a Pulumi project or name one with --cwd`,
      );
    });

    it("a folder that is not there", async () => {
      const root = join(folderWith({}), "nowhere");
      expect((await rejection(choose(root))).message).to.equal(`there is no folder ${root}`);
    });

    it("a project without any stack file", async () => {
      const root = folderWith({ "Pulumi.yaml": "name: app\n" });
      expect((await rejection(choose(root, "app/dev"))).message).to.equal(
        'project app has no stack named "dev": it has none; a stack is a file Pulumi.<stack>.yaml, which may be empty',
      );
    });

    it("one name for two projects", async () => {
      const root = folderWith({ ...several, "programs/twin/Pulumi.yaml": "name: peering\n" });
      expect((await rejection(choose(root, "peering/dev"))).message).to.equal(
        `"peering" is the name of more than one project: ${root}/programs/peering and ${root}/programs/twin`,
      );
    });

    it("a damaged Pulumi.yaml, with its line", async () => {
      const root = folderWith({ "Pulumi.yaml": "name: app\nmain: [a\n" });
      const error = await rejection(choose(root));
      expect(error.name).to.equal("DamagedFileError");
      expect(error.message).to.match(
        /Pulumi\.yaml is damaged and has been left as it is: line \d: /,
      );
    });

    it("a Pulumi.yaml without a name", async () => {
      const root = folderWith({ "Pulumi.yaml": "runtime: nodejs\n" });
      expect((await rejection(choose(root))).message).to.equal(
        `${root}/Pulumi.yaml is damaged and has been left as it is: it has no "name", which every Pulumi project has`,
      );
    });
  });
});
