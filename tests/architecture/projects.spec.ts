import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";

const root = join(__dirname, "../..");

/** Every project of the repository: the root's, and one a program. */
const projects = [
  "Pulumi.yaml",
  ...readdirSync(join(root, "programs")).map((name) => `programs/${name}/Pulumi.yaml`),
].filter((file) => existsSync(join(root, file)));

describe("Pulumi projects", () => {
  for (const file of projects) {
    const settings = parse(readFileSync(join(root, file), "utf8")) as {
      name: string;
      main?: string;
      runtime?: { name?: string; options?: { tsconfig?: string } };
    };
    const folder = join(root, dirname(file));

    it(`${settings.name} starts a file: for a folder Pulumi would run the component library instead`, () => {
      expect(statSync(join(folder, settings.main ?? "")).isFile()).to.equal(true);
      expect(settings.main).to.match(/\.ts$/);
    });

    it(`${settings.name} names the root's tsconfig, from the folder of its program`, () => {
      const program = dirname(join(folder, settings.main ?? ""));
      const tsconfig = join(program, settings.runtime?.options?.tsconfig ?? "");
      expect(tsconfig).to.equal(join(root, "tsconfig.json"));
    });

    it(`${settings.name} has settings for dev, staging and prod`, () => {
      for (const stack of ["dev", "staging", "prod"])
        expect(existsSync(join(folder, `Pulumi.${stack}.yaml`)), stack).to.equal(true);
    });
  }
});
