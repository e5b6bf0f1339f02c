import { expect } from "chai";
import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { CidrBlock, coverRanges, coverWithout, parseAddress, parseCidrBlock } from "../../net";

/** The oracle counts addresses one by one, on ipaddr.js. */
function addressesOf(text: string): bigint[] {
  const [address, prefix] = ipaddr.IPv4.parseCIDR(text);
  const first = BigInt(
    address.octets.reduce((value: number, octet: number) => value * 256 + octet, 0),
  );
  return Array.from({ length: 2 ** (32 - prefix) }, (_, index) => first + BigInt(index));
}

function range(first: bigint, last: bigint): { first: bigint; last: bigint } {
  return { first, last };
}

describe("CIDR blocks", () => {
  for (const [text, first, last] of [
    ["10.0.0.0/16", 0x0a000000n, 0x0a00ffffn],
    ["0.0.0.0/0", 0n, 0xffffffffn],
    ["192.0.2.1/32", 0xc0000201n, 0xc0000201n],
    ["2001:db8::/32", 0x20010db8n << 96n, (0x20010db9n << 96n) - 1n],
    ["::/0", 0n, (1n << 128n) - 1n],
  ] as const) {
    it(`reads ${text} and writes it back`, () => {
      const block = parseCidrBlock(text);
      if (!block.ok) throw new Error(block.reason);
      expect([block.value.first, block.value.last, block.value.toString()]).to.deep.equal([
        first,
        last,
        text,
      ]);
    });
  }

  for (const [text, reason] of [
    [
      "10.0.0.1/16",
      'must have no host bits, got "10.0.0.1/16"; the canonical block is 10.0.0.0/16',
    ],
    [
      "2001:db8::1/56",
      'must have no host bits, got "2001:db8::1/56"; the canonical block is 2001:db8::/56',
    ],
    ["10.0.0.0/33", 'must be a CIDR block such as 10.0.0.0/16, got "10.0.0.0/33"'],
    ["10.0.0.0/016", 'must be a CIDR block such as 10.0.0.0/16, got "10.0.0.0/016"'],
    ["010.0.0.0/16", 'must be a CIDR block such as 10.0.0.0/16, got "010.0.0.0/16"'],
    ["300.0.0.0/16", 'must be a CIDR block such as 10.0.0.0/16, got "300.0.0.0/16"'],
    ["10.0.0/16", 'must be a CIDR block such as 10.0.0.0/16, got "10.0.0/16"'],
    ["10.0.0.0", 'must be a CIDR block such as 10.0.0.0/16, got "10.0.0.0"'],
    ["fe80::1%eth0/64", 'must be a CIDR block such as 10.0.0.0/16, got "fe80::1%eth0/64"'],
    ["", 'must be a CIDR block such as 10.0.0.0/16, got ""'],
  ] as const) {
    it(`refuses "${text}"`, () => {
      expect(parseCidrBlock(text)).to.deep.equal({ ok: false, reason });
    });
  }

  it("refuses what is no address", () => {
    expect(parseAddress("ten")).to.deep.equal({
      ok: false,
      reason: 'must be an IPv4 or IPv6 address, got "ten"',
    });
  });

  it("agrees with ipaddr.js on every IPv4 block", () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, prefix) => {
        const canonical = ipaddr.IPv4.networkAddressFromCIDR(`${address}/${prefix}`).toString();
        const last = ipaddr.IPv4.broadcastAddressFromCIDR(`${address}/${prefix}`).toString();
        const read = parseCidrBlock(`${canonical}/${prefix}`);
        if (!read.ok) throw new Error(read.reason);
        expect(read.value.toString()).to.equal(`${canonical}/${prefix}`);
        const end = parseAddress(last);
        expect(end.ok && end.value.address).to.equal(read.value.last);
      }),
    );
  });

  it("tells containing from overlapping by family", () => {
    const v4 = new CidrBlock(4, 0n, 0);
    const v6 = new CidrBlock(6, 0n, 0);
    expect([v4.contains(v6), v6.overlaps(v4), v4.contains(v4), v4.equals(v4)]).to.deep.equal([
      false,
      false,
      true,
      true,
    ]);
  });
});

describe("covers", () => {
  it("covers three /24 that start at an odd one with two blocks", () => {
    const cover = coverRanges(4, [range(0x0a000300n, 0x0a0005ffn)]);
    expect(cover.map(String)).to.deep.equal(["10.0.3.0/24", "10.0.4.0/23"]);
  });

  it("covers everything with one block", () => {
    expect(coverRanges(4, [range(0n, 0xffffffffn)]).map(String)).to.deep.equal(["0.0.0.0/0"]);
  });

  it("takes a subnet out of a network", () => {
    const left = coverWithout(new CidrBlock(4, 0x0a000000n, 22), [
      new CidrBlock(4, 0x0a000100n, 24),
    ]);
    expect(left.map(String)).to.deep.equal(["10.0.0.0/24", "10.0.2.0/23"]);
  });

  const ranges = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 60 }))
      .map(([start, length]) => range(BigInt(start), BigInt(Math.min(255, start + length)))),
    { maxLength: 6 },
  );

  it("covers exactly the addresses asked for, each once", () => {
    fc.assert(
      fc.property(ranges, (asked) => {
        const wanted = new Set(
          asked.flatMap(({ first, last }) =>
            Array.from({ length: Number(last - first) + 1 }, (_, index) => first + BigInt(index)),
          ),
        );
        const covered = coverRanges(4, asked).flatMap((block) => addressesOf(block.toString()));
        expect(covered.length).to.equal(wanted.size);
        expect(new Set(covered)).to.deep.equal(wanted);
      }),
    );
  });

  /** Of a whole block one; of an empty one none; of any other as many as its two halves need. */
  function fewest(wanted: ReadonlySet<bigint>, first: bigint, size: bigint): number {
    const inside = [...wanted].filter((one) => first <= one && one < first + size).length;
    if (inside === 0) return 0;
    if (BigInt(inside) === size) return 1;
    return fewest(wanted, first, size / 2n) + fewest(wanted, first + size / 2n, size / 2n);
  }

  it("uses the fewest blocks there are", () => {
    fc.assert(
      fc.property(ranges, (asked) => {
        const blocks = coverRanges(4, asked);
        const wanted = new Set(blocks.flatMap((block) => addressesOf(block.toString())));
        expect(blocks.length).to.equal(fewest(wanted, 0n, 256n));
      }),
    );
  });

  it("leaves exactly what is in none of the holes", () => {
    const block = new CidrBlock(4, 0n, 24);
    const holes = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 25, max: 32 }))
        .map(([address, prefix]) => {
          const size = 2 ** (32 - prefix);
          return new CidrBlock(4, BigInt(Math.floor(address / size) * size), prefix);
        }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(holes, (taken) => {
        const hit = new Set(taken.flatMap((hole) => addressesOf(hole.toString())));
        const wanted = addressesOf(block.toString()).filter((address) => !hit.has(address));
        const left = coverWithout(block, taken).flatMap((part) => addressesOf(part.toString()));
        expect(left).to.deep.equal(wanted);
      }),
    );
  });
});
