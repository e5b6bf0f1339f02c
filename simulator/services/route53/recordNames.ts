/** What a record is called: in lower case, within its zone, without the dot at the end. */

export interface RecordKey {
  readonly zoneId: string;
  readonly fqdn: string;
  readonly type: string;
  readonly setIdentifier: string;
}

/** `www` in the zone `example.com` is `www.example.com`. */
export function fullName(name: string, zoneName: string): string {
  const plain = name.toLowerCase().replace(/\.$/, "");
  const zone = zoneName.toLowerCase().replace(/\.$/, "");
  if (plain === "") return zone;
  return plain.endsWith(zone) ? plain : `${plain}.${zone}`;
}

export const recordId = ({ zoneId, fqdn, type, setIdentifier }: RecordKey): string =>
  [zoneId, fqdn, type, ...(setIdentifier === "" ? [] : [setIdentifier])].join("_");
