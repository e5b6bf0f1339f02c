import { expect } from "chai";
import fc from "fast-check";
import {
  formatTraffic,
  parseTraffic,
  subtractPorts,
  subtractTraffic,
  type Traffic,
} from "../../net";

const read = (text: string): Traffic => {
  const traffic = parseTraffic(text);
  if (!traffic.ok) throw new Error(traffic.reason);
  return traffic.value;
};
const minus = (from: string[], taken: string[]): string[] | undefined =>
  subtractTraffic(from.map(read), taken.map(read))?.map(formatTraffic);

describe("traffic", () => {
  for (const text of ["tcp/443", "udp/123", "tcp/1024-65535", "udp/0-65535", "icmp", "all"]) {
    it(`reads ${text} and writes it back`, () => {
      expect(formatTraffic(read(text))).to.equal(text);
    });
  }

  it("writes a range of one port as the port", () => {
    expect(formatTraffic(read("tcp/443-443"))).to.equal("tcp/443");
  });

  for (const text of ["", "tcp", "TCP/443", "tcp/", "tcp/0443", "icmp/8", "sctp/1", "tcp/1-2-3"]) {
    it(`refuses "${text}"`, () => {
      expect(parseTraffic(text)).to.deep.equal({
        ok: false,
        reason: `must be "all", "icmp", or "tcp" or "udp" with ports, such as "tcp/443" or "udp/1024-65535", got "${text}"`,
      });
    });
  }

  it("refuses a port that does not exist", () => {
    expect(parseTraffic("tcp/65536")).to.deep.equal({
      ok: false,
      reason: 'must have ports between 0 and 65535, got "tcp/65536"',
    });
  });

  it("refuses a range that runs backwards", () => {
    expect(parseTraffic("udp/20-10")).to.deep.equal({
      ok: false,
      reason: 'must have the lower port first, got "udp/20-10"',
    });
  });

  for (const [from, taken, left] of [
    [["tcp/1024-65535"], ["tcp/8080"], ["tcp/1024-8079", "tcp/8081-65535"]],
    [["tcp/443", "udp/123"], ["tcp/1024-65535"], ["tcp/443", "udp/123"]],
    [["tcp/443", "icmp"], ["tcp/0-65535"], ["icmp"]],
    [["icmp"], ["icmp"], []],
    [["all"], ["all"], []],
    [["tcp/1-9"], ["all"], []],
    [["all"], [], ["all"]],
    [["all"], ["tcp/443"], undefined],
    [[], ["tcp/1"], []],
  ] as const) {
    it(`takes ${taken.join(", ") || "nothing"} out of ${from.join(", ") || "nothing"}`, () => {
      expect(minus([...from], [...taken])).to.deep.equal(left);
    });
  }

  it("subtracts ports as sets, port by port", () => {
    const port = fc.integer({ min: 0, max: 40 });
    const ranges = fc.array(
      fc.tuple(port, port).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) })),
      { maxLength: 5 },
    );
    const has = (list: { from: number; to: number }[], one: number): boolean =>
      list.some(({ from, to }) => from <= one && one <= to);
    fc.assert(
      fc.property(ranges, ranges, (from, taken) => {
        const left = subtractPorts(from, taken);
        for (let one = 0; one <= 41; one += 1) {
          expect(has(left, one)).to.equal(has(from, one) && !has(taken, one));
        }
        expect(
          left.every((range, index) => index === 0 || range.from > (left[index - 1]?.to ?? 0) + 1),
        ).to.equal(true);
      }),
    );
  });
});
