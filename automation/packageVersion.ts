/** The version of this package. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** This file stands in `automation/` or in `dist/automation/`. */
export function packageVersion(): string {
  for (const up of ["..", "../.."]) {
    try {
      const text = readFileSync(join(__dirname, up, "package.json"), "utf8");
      return (JSON.parse(text) as { version: string }).version;
    } catch {
      // The other place, then.
    }
  }
  return "unknown";
}
