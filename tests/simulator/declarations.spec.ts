import { expect } from "chai";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { modelledTypes } from "../../simulator";
import { findModel } from "../../simulator/services/registry";

/** Every property that `@pulumi/aws` declares, and no other: read from its declaration files. */
function declared(type: string): { outputs: string[]; args: string[] } {
  const [, module = ""] = type.split(":");
  const root = dirname(require.resolve("@pulumi/aws/package.json"));
  const source = readFileSync(join(root, `${module}.d.ts`), "utf8");
  const body = source.slice(
    source.indexOf("export declare class"),
    source.indexOf("export interface"),
  );
  const args = source.slice(source.search(/export interface \w+Args/));
  const names = (text: string, form: RegExp): string[] =>
    [...text.matchAll(form)].map((match) => match[1]!).sort();
  return {
    outputs: names(body, /^ {4}readonly (\w+): pulumi\.Output</gm),
    args: names(args, /^ {4}(\w+)\??: /gm),
  };
}

describe("the properties of each type are those that @pulumi/aws declares:", () => {
  for (const type of modelledTypes())
    it(type, () => {
      const { properties } = findModel(type)!;
      const { outputs, args } = declared(type);
      const inputs = Object.entries(properties)
        .filter(([, property]) => property.output !== true)
        .map(([name]) => name);
      expect(Object.keys(properties).sort()).to.deep.equal(outputs);
      expect(inputs.sort()).to.deep.equal(args);
    });
});
