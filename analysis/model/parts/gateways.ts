/** Internet gateways and egress-only ones. */
import type { InternetGateway, Key } from "../network";
import type { Reading } from "../records/reading";
import { partOf } from "./part";

const attachment = "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment";

export function readInternetGateways(reading: Reading): InternetGateway[] {
  const attached = new Map<Key, Key | undefined>();
  for (const record of reading.ofTypes([attachment])) {
    const gateway = reading.one("internetGateway", record, "internetGatewayId");
    if (gateway !== undefined) attached.set(gateway, reading.one("vpc", record, "vpcId"));
  }
  return reading.of("internetGateway").map((record) => {
    const part = partOf(reading, record);
    return { ...part, vpc: attached.get(part.key) ?? reading.one("vpc", record, "vpcId") };
  });
}

export const readEgressOnlyGateways = (reading: Reading): InternetGateway[] =>
  reading
    .of("egressOnlyInternetGateway")
    .map((record) => ({ ...partOf(reading, record), vpc: reading.one("vpc", record, "vpcId") }));
