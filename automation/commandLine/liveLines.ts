/** Steps in flight at the foot of a terminal, each a line, redrawn as they come and go; what is done scrolls above them. */
import type { WriteStream } from "node:tty";

export class LiveLines {
  private readonly inFlight = new Map<string, string>();
  private readonly write: (text: string) => boolean;
  private drawn = 0;

  /** @param dress is put on a line after it has been cut to the terminal's width, which counts no colours */
  constructor(
    private readonly out: WriteStream,
    private readonly dress: (line: string) => string,
  ) {
    this.write = out.write.bind(out);
  }

  start(key: string, text: string): void {
    this.inFlight.set(key, text);
    this.redraw("");
  }

  end(key: string): void {
    this.inFlight.delete(key);
  }

  print(text: string): void {
    this.redraw(`${text}\n`);
  }

  clear(): void {
    this.inFlight.clear();
    this.redraw("");
  }

  /** One write, so that a terminal never shows half of it. */
  private redraw(above: string): void {
    const room = Math.max(1, this.out.rows - 2);
    const lines = [...this.inFlight.values()];
    const shown = lines
      .slice(0, room)
      .map((line) => this.dress(line.slice(0, this.out.columns - 1)));
    const erase = this.drawn > 0 ? `\u001b[${this.drawn}A\u001b[J` : "";
    this.write(erase + above + shown.map((line) => `${line}\n`).join(""));
    this.drawn = shown.length;
  }
}
