/** Elastic IPs, by what they stand for: an instance, or an interface. */
import type { Key } from "../network";
import { text } from "../records/properties";
import type { Reading } from "../records/reading";
import type { ResourceRecord } from "../records/resourceRecord";

const association = "aws:ec2/eipAssociation:EipAssociation";

/** The address, where it is known. */
export interface PublicAddress {
  readonly address?: string;
}

export function addressesByOwner(reading: Reading): ReadonlyMap<Key, PublicAddress> {
  const found = new Map<Key, PublicAddress>();
  const add = (owners: readonly (Key | undefined)[], address: PublicAddress): void => {
    for (const owner of owners) if (owner !== undefined) found.set(owner, address);
  };
  for (const record of reading.of("elasticIp"))
    add(
      [
        reading.one("instance", record, "instance"),
        interfaceNamed(reading, record, "networkInterface"),
      ],
      addressOf(record),
    );
  for (const record of reading.ofTypes([association])) {
    const elastic = reading.one("elasticIp", record, "allocationId");
    const eip = elastic === undefined ? undefined : reading.record(elastic);
    const owners = [
      reading.one("instance", record, "instanceId"),
      interfaceNamed(reading, record, "networkInterfaceId"),
    ];
    add(owners, addressOf(eip ?? record));
  }
  return found;
}

/** NAT gateways' and load balancers' interfaces are nobody's resource: they are not missed. */
function interfaceNamed(reading: Reading, record: ResourceRecord, path: string): Key | undefined {
  const id = text(record, path);
  return id === undefined
    ? reading.source("networkInterface", record, path)
    : reading.find("networkInterface", id, record);
}

function addressOf(record: ResourceRecord): PublicAddress {
  const address = text(record, "publicIp");
  return address === undefined ? {} : { address };
}
