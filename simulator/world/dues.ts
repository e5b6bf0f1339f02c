/** What is on its way, by the time at which it arrives; at one time, in the order of keys, so that runs are alike. */

type Due = readonly [time: number, key: string];

export class Dues {
  private readonly list: Due[] = [];

  get next(): number | undefined {
    return this.list[0]?.[0];
  }

  get first(): string | undefined {
    return this.list[0]?.[1];
  }

  change(key: string, before: number | undefined, after: number | undefined): void {
    if (before === after) return;
    if (before !== undefined) this.list.splice(this.placeOf([before, key]), 1);
    if (after !== undefined) this.list.splice(this.placeOf([after, key]), 0, [after, key]);
  }

  clear(): void {
    this.list.length = 0;
  }

  private placeOf(due: Due): number {
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(this.list[middle], due)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function isBefore(one: Due | undefined, [time, key]: Due): boolean {
  if (one === undefined) return false;
  return one[0] === time ? one[1] < key : one[0] < time;
}
