/** VPC Block Public Access: of a region and an account, and what is excluded from it. */
import type { BlockPublicAccess, Key } from "../network";
import { text } from "../records/properties";
import type { Reading } from "../records/reading";
import type { ResourceRecord } from "../records/resourceRecord";

const options = "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions";
const exclusion = "aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion";

const modes: Readonly<Record<string, BlockPublicAccess>> = {
  "block-bidirectional": "bidirectional",
  "block-ingress": "ingress",
};

/** What is blocked in the place that a resource stands in. */
export function blockedAt(reading: Reading): (record: ResourceRecord) => BlockPublicAccess {
  const set = reading.ofTypes([options]).map((record) => ({
    mode: modes[text(record, "internetGatewayBlockMode") ?? ""] ?? "off",
    region: text(record, "awsRegion") ?? reading.placeOf(record).region,
    account: text(record, "awsAccountId") ?? reading.placeOf(record).account,
  }));
  return (record) => {
    const { region, account } = reading.placeOf(record);
    const found = set.find(
      (one) =>
        one.region === region &&
        (one.account === undefined || account === undefined || one.account === account),
    );
    return found?.mode ?? "off";
  };
}

/** By subnet or VPC. */
export function readExclusions(
  reading: Reading,
): ReadonlyMap<Key, "allow-bidirectional" | "allow-egress"> {
  return new Map(
    reading.ofTypes([exclusion]).flatMap((record) => {
      const key = reading.one("subnet", record, "subnetId") ?? reading.one("vpc", record, "vpcId");
      const isBoth = text(record, "internetGatewayExclusionMode") === "allow-bidirectional";
      const mode = isBoth ? ("allow-bidirectional" as const) : ("allow-egress" as const);
      return key === undefined ? [] : [[key, mode] as const];
    }),
  );
}
