/** Interfaces of one owner, as its resource gives them, and what its subnets add. */
import type { InterfaceKind, Key, NetworkInterface } from "../network";
import { partOf } from "../parts/part";
import type { SubnetFacts } from "../parts/subnets";
import { given } from "../records/propertyValues";
import type { Reading } from "../records/reading";
import type { ResourceRecord } from "../records/resourceRecord";

export interface Draft {
  readonly record: ResourceRecord;
  readonly kind: InterfaceKind;
  readonly subnet: Key;
  /** The owner's own key where it has but one interface. */
  readonly isOnly?: boolean;
  /** Of whom, where the resource is not the owner. */
  readonly owner?: Key;
  /** Empty: the default group of the VPC, where groups filter at all. */
  readonly securityGroups: readonly Key[];
  readonly filtered?: boolean;
  readonly ipv4?: readonly string[];
  readonly ipv6?: readonly string[];
  /** Whether it gets an IPv6 address where its subnet has a block. */
  readonly wantsIpv6: boolean;
  /** Undefined: where its subnet has a block. */
  readonly hasIpv4?: boolean;
  readonly publicIpv4: boolean | undefined;
  readonly publicAddress?: string;
  readonly sourceDestCheck?: boolean;
  readonly endpoint?: Key;
}

export interface InterfaceContext {
  readonly reading: Reading;
  readonly facts: ReadonlyMap<Key, SubnetFacts>;
}

export function interfaceOf({ reading, facts }: InterfaceContext, draft: Draft): NetworkInterface {
  const { record, subnet, filtered = true, isOnly = false, sourceDestCheck = true } = draft;
  const part = partOf(reading, record);
  const place = facts.get(subnet);
  const families = familiesOf(draft, place);
  return given({
    ...part,
    key: isOnly ? part.key : `${part.key}#${subnet}`,
    kind: draft.kind,
    owner: draft.owner ?? part.key,
    subnet,
    securityGroups: groupsOf(reading, draft, place),
    filtered,
    ...families,
    publicIpv4: families.hasIpv4 ? draft.publicIpv4 : false,
    publicAddress: draft.publicAddress,
    sourceDestCheck,
    endpoint: draft.endpoint,
  });
}

type Families = Pick<NetworkInterface, "ipv4" | "hasIpv4" | "ipv6" | "hasIpv6">;

function familiesOf(draft: Draft, place: SubnetFacts | undefined): Families {
  const { ipv4 = [], ipv6 = [] } = draft;
  const wantsIpv6 = draft.wantsIpv6 || place?.hasIpv4 === false;
  return {
    ipv4,
    hasIpv4: draft.hasIpv4 ?? (ipv4.length > 0 || (place?.hasIpv4 ?? true)),
    ipv6,
    hasIpv6: ipv6.length > 0 || (wantsIpv6 && (place?.hasIpv6 ?? false)),
  };
}

function groupsOf(
  reading: Reading,
  { record, securityGroups, filtered = true }: Draft,
  place: SubnetFacts | undefined,
): readonly Key[] {
  if (!filtered || securityGroups.length > 0) return securityGroups;
  const standing = place && reading.impliedBy("securityGroup", place.vpc);
  if (standing !== undefined) return [standing];
  const reference = { noun: "securityGroup", record, property: "securityGroups" } as const;
  return [reading.absent(reference, `${place?.vpc ?? record.urn}#defaultSecurityGroup`)];
}
