/**
 * Availability zones by name (`us-east-1a`) or by id (`use1-az1`), and the slot that each has in
 * every tier: its letter (a = 0 …) or the number of its id less one. Never its place in a list, so
 * that adding, dropping or reordering zones moves no subnet.
 *
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 */
export interface AvailabilityZone {
  /** As the caller gave it. */
  readonly name: string;
  /** Whether `name` is a name or an id. */
  readonly kind: "name" | "id";
  /** The region of a zone's name; an id does not spell it. */
  readonly region: string | undefined;
  /** What tells the zone from its region's others, for the names of resources: `1a`, `az1`. */
  readonly suffix: string;
  /** The natural slot; wavelength zones have none. */
  readonly slot: number | undefined;
}

const NAME = /^([a-z]{2,}(?:-[a-z]+)+)-(\d+)([a-z]|-[a-z0-9-]+)$/;
const ID = /^[a-z]+\d+-((?:[a-z0-9]+-)*az([1-9]\d*))$/;

/** Undefined where the text is neither a zone's name nor a zone's id. */
export function parseAvailabilityZone(text: string): AvailabilityZone | undefined {
  const name = NAME.exec(text);
  if (name) {
    const [, area = "", number = "", rest = ""] = name;
    const letter = /(?:^|\d)([a-z])$/.exec(rest)?.[1];
    return {
      name: text,
      kind: "name",
      region: `${area}-${number}`,
      suffix: rest.startsWith("-") ? rest.slice(1) : `${number}${rest}`,
      slot: letter === undefined ? undefined : letter.charCodeAt(0) - "a".charCodeAt(0),
    };
  }
  const id = ID.exec(text);
  if (!id) return undefined;
  const [, suffix = "", number = ""] = id;
  return { name: text, kind: "id", region: undefined, suffix, slot: Number(number) - 1 };
}
