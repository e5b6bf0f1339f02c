/** An answer in a word: `yes` (whatever AWS chooses), `perhaps` (by some choice), `no`, `undecided`. */
import type { Answer } from "./agreement/compare";

export function wordOf({ sure, possible, undecided }: Answer): string {
  if (sure) return "yes";
  if (undecided) return possible ? "perhaps, undecided" : "undecided";
  return possible ? "perhaps" : "no";
}
