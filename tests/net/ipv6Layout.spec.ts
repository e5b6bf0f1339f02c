import { expect } from "chai";
import { ipv6Subnet, ipv6SubnetIndex } from "../../net";

describe("a subnet's /64", () => {
  it("is that of its tier's slot and its zone's slot, and nothing else's", () => {
    const block = "2600:1f18:1:2200::/56";
    expect([
      ipv6Subnet(block, ipv6SubnetIndex(0, 0)),
      ipv6Subnet(block, ipv6SubnetIndex(0, 15)),
      ipv6Subnet(block, ipv6SubnetIndex(1, 2)),
      ipv6Subnet(block, ipv6SubnetIndex(15, 15)),
    ]).to.deep.equal([
      "2600:1f18:1:2200::/64",
      "2600:1f18:1:220f::/64",
      "2600:1f18:1:2212::/64",
      "2600:1f18:1:22ff::/64",
    ]);
    const all = Array.from({ length: 256 }, (_, index) => ipv6Subnet(block, index));
    expect(new Set(all).size).to.equal(256);
  });

  it("is of a /56, as Amazon provides", () => {
    expect(() => ipv6Subnet("2600:1f18::/48", 0)).to.throw(
      RangeError,
      'must be an IPv6 block of /56, got "2600:1f18::/48"',
    );
  });
});
