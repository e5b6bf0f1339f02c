import { expect } from "chai";
import * as fc from "fast-check";
import {
  ALL_ADDRESSES,
  INTERNET_ADDRESSES,
  NAT64_ADDRESSES,
  PacketSet,
  PointSet,
  addressPoint,
  cidrAddresses,
  formatAddresses,
  formatServices,
  portServices,
  translateToIpv4,
  translateToIpv6,
  unnamedAddress,
  type Cube,
} from "../../net";

const UNIVERSE = Array.from({ length: 24 }, (_, point) => point);

/** Ranges on a short line, some of them of bigints, as addresses are. */
const pointSet = fc
  .array(fc.tuple(fc.nat(23), fc.nat(23)), { maxLength: 4 })
  .map((ranges) =>
    PointSet.of(ranges.map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as const)),
  );

const members = (set: PointSet): number[] => UNIVERSE.filter((point) => set.has(point));

describe("Sets of points", () => {
  it("do what sets of numbers do", () => {
    fc.assert(
      fc.property(pointSet, pointSet, (a, b) => {
        const [x, y] = [new Set(members(a)), new Set(members(b))];
        const where = (keep: (point: number) => boolean) => UNIVERSE.filter(keep);
        expect(members(a.and(b))).to.deep.equal(where((p) => x.has(p) && y.has(p)));
        expect(members(a.or(b))).to.deep.equal(where((p) => x.has(p) || y.has(p)));
        expect(members(a.without(b))).to.deep.equal(where((p) => x.has(p) && !y.has(p)));
        expect(a.meets(b)).to.equal(where((p) => x.has(p) && y.has(p)).length > 0);
        expect(a.contains(b)).to.equal([...y].every((p) => x.has(p)));
        expect(a.equals(b)).to.equal(members(a).join() === members(b).join());
      }),
    );
  });

  it("are written the same whatever they were made of", () => {
    fc.assert(
      fc.property(pointSet, pointSet, (a, b) => {
        expect(a.or(b).edges).to.deep.equal(b.or(a).edges);
        expect(a.without(b).or(a.and(b)).edges).to.deep.equal(a.edges);
      }),
    );
  });
});

describe("Sets of packets", () => {
  const cube = fc.record<Cube>({
    source: pointSet,
    destination: pointSet,
    service: pointSet,
    sourcePort: pointSet,
  });
  const packets = fc.array(cube, { maxLength: 3 }).map((cubes) => PacketSet.of(...cubes));
  const point = fc.tuple(fc.nat(23), fc.nat(23), fc.nat(23), fc.nat(23));
  const holds = (set: PacketSet, [a, b, c, d]: readonly number[]): boolean =>
    set.cubes.some(
      (one) =>
        one.source.has(a ?? 0) &&
        one.destination.has(b ?? 0) &&
        one.service.has(c ?? 0) &&
        one.sourcePort.has(d ?? 0),
    );

  it("do what sets of packets do", () => {
    fc.assert(
      fc.property(packets, packets, fc.array(point, { minLength: 20 }), (a, b, points) => {
        for (const one of points) {
          const [x, y] = [holds(a, one), holds(b, one)];
          expect(holds(a.and(b), one)).to.equal(x && y);
          expect(holds(a.or(b), one)).to.equal(x || y);
          expect(holds(a.without(b), one)).to.equal(x && !y);
        }
        expect(a.contains(a.and(b))).to.equal(true);
        expect(a.meets(b)).to.equal(!a.and(b).isEmpty);
        expect(a.without(b).meets(b)).to.equal(false);
        expect(a.without(b).or(b).contains(a)).to.equal(true);
      }),
    );
  });

  it("answer for one packet", () => {
    const set = PacketSet.of({
      source: cidrAddresses("10.0.0.0/24") ?? ALL_ADDRESSES,
      service: portServices(6, 443, 443),
      sourcePort: new PointSet([32768, 61000]),
    });
    const packet = { source: "10.0.0.9", destination: "8.8.8.8", protocol: 6, sourcePort: 40000 };
    expect(set.has({ ...packet, destinationPort: 443 })).to.equal(true);
    expect(set.has({ ...packet, destinationPort: 444 })).to.equal(false);
    expect(set.has({ ...packet, destinationPort: 443, sourcePort: 61000 })).to.equal(false);
    expect(set.has({ ...packet, destinationPort: 443, source: "10.0.1.9" })).to.equal(false);
    expect(() => set.has({ ...packet, source: "nobody" })).to.throw('got "nobody"');
  });
});

describe("The line of addresses", () => {
  it("has both families, and the addresses of services that nobody has named", () => {
    const all4 = cidrAddresses("0.0.0.0/0");
    const all6 = cidrAddresses("::/0");
    expect(all4?.contains(unnamedAddress(3))).to.equal(true);
    expect(all6?.meets(all4 ?? ALL_ADDRESSES)).to.equal(false);
    expect(INTERNET_ADDRESSES.meets(unnamedAddress(0))).to.equal(false);
    expect(all4?.or(all6 ?? ALL_ADDRESSES).equals(ALL_ADDRESSES)).to.equal(true);
    expect(addressPoint("::1")).to.not.equal(addressPoint("0.0.0.1"));
  });

  it("masks host bits down as AWS does, and knows what is no block", () => {
    expect(cidrAddresses("10.0.0.7/24")?.equals(cidrAddresses("10.0.0.0/24") ?? ALL_ADDRESSES)).to
      .be.true;
    expect(cidrAddresses("10.0.0.0/33")).to.equal(undefined);
  });

  it("is written in the fewest blocks", () => {
    const set = (cidrAddresses("10.0.0.0/24") ?? ALL_ADDRESSES)
      .or(cidrAddresses("10.0.1.0/24") ?? ALL_ADDRESSES)
      .or(cidrAddresses("2001:db8::/64") ?? ALL_ADDRESSES);
    expect(formatAddresses(set)).to.deep.equal(["10.0.0.0/23", "2001:db8::/64"]);
    expect(formatAddresses(unnamedAddress(1))).to.deep.equal(["AWS service addresses"]);
  });

  it("puts IPv4 behind NAT64 and back", () => {
    const block = cidrAddresses("198.51.100.0/24") ?? ALL_ADDRESSES;
    const behind = translateToIpv6(block);
    expect(NAT64_ADDRESSES.contains(behind)).to.equal(true);
    expect(formatAddresses(behind)).to.deep.equal(["64:ff9b::c633:6400/120"]);
    expect(translateToIpv4(behind).equals(block)).to.equal(true);
  });
});

describe("Services in writing", () => {
  const cases: readonly [PointSet, string[]][] = [
    [portServices(6, 443, 443), ["tcp/443"]],
    [portServices(17, 1024, 65535), ["udp/1024-65535"]],
    [portServices(6, 0, 65535), ["tcp"]],
    [portServices(6, 22, 22).or(portServices(6, 80, 81)), ["tcp/22", "tcp/80-81"]],
    [new PointSet([0, 256 * 65536]), ["all"]],
    [new PointSet([50 * 65536, 52 * 65536]), ["protocols 50-51"]],
    [new PointSet([65536 + 8 * 256, 65536 + 8 * 256 + 1]), ["icmp type 8 code 0"]],
  ];
  for (const [set, texts] of cases)
    it(texts.join(", "), () => {
      expect(formatServices(set)).to.deep.equal(texts);
    });
});
