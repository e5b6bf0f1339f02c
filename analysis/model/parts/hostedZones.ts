/** Private hosted zones, with the VPCs that see them. */
import type { HostedZone, Key } from "../network";
import { isGiven, maps, text } from "../records/properties";
import type { Reading } from "../records/reading";
import { partOf } from "./part";

const association = "aws:route53/zoneAssociation:ZoneAssociation";

/** A zone that no VPC sees is public, and says nothing here. */
export function readHostedZones(reading: Reading): HostedZone[] {
  const associated = new Map<Key, Key[]>();
  for (const record of reading.ofTypes([association])) {
    const zone = reading.one("hostedZone", record, "zoneId");
    const vpcs = reading.many("vpc", record, "vpcId");
    if (zone !== undefined) associated.set(zone, [...(associated.get(zone) ?? []), ...vpcs]);
  }
  return reading.of("hostedZone").flatMap((record) => {
    const part = partOf(reading, record);
    const more = associated.get(part.key) ?? [];
    const reference = { noun: "vpc", record, property: "vpcs" } as const;
    // A zone that was read back lists those that other resources associate, too.
    const isOwn = more.length === 0 || isGiven(record, "vpcs");
    const own = isOwn
      ? maps(record, "vpcs").flatMap((one) => reading.resolve(reference, one.vpcId))
      : [];
    const vpcs = [...new Set([...own, ...more])];
    const domain = (text(record, "name") ?? part.name).replace(/\.$/, "");
    return vpcs.length === 0 ? [] : [{ ...part, domain, vpcs }];
  });
}
