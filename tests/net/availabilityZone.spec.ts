import { expect } from "chai";
import { parseAvailabilityZone } from "../../net";

describe("availability zones", () => {
  for (const [text, kind, region, suffix, slot] of [
    ["us-east-1a", "name", "us-east-1", "1a", 0],
    ["us-east-1f", "name", "us-east-1", "1f", 5],
    ["ap-southeast-2c", "name", "ap-southeast-2", "2c", 2],
    ["us-gov-west-1b", "name", "us-gov-west-1", "1b", 1],
    ["us-west-2-lax-1a", "name", "us-west-2", "lax-1a", 0],
    ["us-east-1-wl1-bos-wlz-1", "name", "us-east-1", "wl1-bos-wlz-1", undefined],
    ["use1-az1", "id", undefined, "az1", 0],
    ["usw2-lax1-az2", "id", undefined, "lax1-az2", 1],
  ] as const) {
    it(`reads ${text}`, () => {
      expect(parseAvailabilityZone(text)).to.deep.equal({ name: text, kind, region, suffix, slot });
    });
  }

  for (const text of ["", "us-east-1", "a", "US-EAST-1A", "use1-az0", "us-east-1ab", "az1"]) {
    it(`takes "${text}" for no zone`, () => {
      expect(parseAvailabilityZone(text)).to.equal(undefined);
    });
  }
});
