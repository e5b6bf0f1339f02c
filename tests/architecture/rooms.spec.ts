import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

const root = join(__dirname, "../..");
const rooms = [
  "index.ts",
  "net",
  "storage",
  "components",
  "programs",
  "engine",
  "simulator",
  "analysis",
  "automation",
];

function cruise(): string {
  const cruiser = join(root, "node_modules/.bin/depcruise");
  const args = ["--config", "tests/architecture/rooms.cjs", "--output-type", "err", ...rooms];
  const { stdout, stderr } = spawnSync(cruiser, args, { cwd: root, encoding: "utf8" });
  return stdout + stderr;
}

describe("the rooms", () => {
  it("import what they may and nothing else, and nothing in a circle", function () {
    this.timeout(60_000);
    expect(cruise()).to.match(/no dependency violations found/);
  });

  it("would be told of a room that reaches into another", function () {
    this.timeout(60_000);
    const intruder = join(root, "net/zzIntruder.ts");
    writeFileSync(intruder, 'import * as engine from "../engine";\nexport { engine };\n');
    try {
      expect(cruise()).to.match(/net-imports: net\/zzIntruder\.ts → engine\/index\.ts/);
    } finally {
      rmSync(intruder);
    }
  });

  it("hold small files: a noun's folder, never a shelf", () => {
    for (const room of rooms.slice(1)) {
      const shelves = readdirSync(join(root, room), { recursive: true, encoding: "utf8" }).filter(
        (name) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.ts$)/.test(name),
      );
      expect(shelves, room).to.deep.equal([]);
    }
    expect(existsSync(join(root, "src"))).to.equal(false);
  });
});
