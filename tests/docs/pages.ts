/** The pages that users read, and what stands in them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(__dirname, "../..");

/** README and the guides, by path from the root. */
export const pages: readonly string[] = [
  "README.md",
  "CHANGELOG.md",
  "SECURITY.md",
  ...readdirSync(join(root, "docs"))
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
];

export function readPage(page: string): string {
  return readFileSync(join(root, page), "utf8");
}

export interface Block {
  readonly page: string;
  /** Where its first line stands, counted from 1. */
  readonly line: number;
  readonly text: string;
}

/** The fenced blocks of one language. */
export function blocksOf(page: string, language: string): Block[] {
  const text = readPage(page);
  const fences = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm");
  return [...text.matchAll(fences)].map((found) => ({
    page,
    line: text.slice(0, found.index).split("\n").length + 1,
    text: found[1] ?? "",
  }));
}

/** The cells of a page's tables, row by row, without headings and rules. */
export function tableRows(text: string): string[][] {
  const lines = text.split("\n");
  return lines
    .filter(
      (line, index) =>
        line.startsWith("| ") &&
        !line.startsWith("| ---") &&
        !lines[index + 1]?.startsWith("| ---"),
    )
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );
}
