/** Load balancers: one interface in each subnet. */
import type { Key, NetworkInterface } from "../network";
import { flag, maps, text } from "../records/properties";
import { textIn, type ValueMap } from "../records/propertyValues";
import type { Reading } from "../records/reading";
import type { ResourceRecord } from "../records/resourceRecord";
import { interfaceOf, type InterfaceContext } from "./draft";

const types = [
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:alb/loadBalancer:LoadBalancer",
  "aws:applicationloadbalancing/loadBalancer:LoadBalancer",
  "aws:elasticloadbalancingv2/loadBalancer:LoadBalancer",
];
const classicTypes = [
  "aws:elb/loadBalancer:LoadBalancer",
  "aws:elasticloadbalancing/loadBalancer:LoadBalancer",
];

export const loadBalancerTypes: readonly string[] = [...types, ...classicTypes];

export const isGatewayBalancer = (record: ResourceRecord): boolean =>
  text(record, "loadBalancerType") === "gateway";

export function readLoadBalancers(context: InterfaceContext): NetworkInterface[] {
  const { reading } = context;
  return reading
    .ofTypes(loadBalancerTypes)
    .filter((record) => !isGatewayBalancer(record))
    .flatMap((record) => {
      const mapped = mappings(reading, record);
      const securityGroups = reading.many("securityGroup", record, "securityGroups");
      const isNetwork = text(record, "loadBalancerType") === "network";
      const addressing = text(record, "ipAddressType") ?? "ipv4";
      const isInternal = flag(record, "internal") ?? false;
      return subnetsOf(reading, record, mapped).map((subnet) => {
        const mapping = mapped.get(subnet);
        return interfaceOf(context, {
          record,
          kind: "loadBalancer",
          subnet,
          securityGroups,
          filtered: !isNetwork || securityGroups.length > 0,
          ipv4: listOf(mapping && textIn(mapping, "privateIpv4Address")),
          ipv6: listOf(mapping && textIn(mapping, "ipv6Address")),
          wantsIpv6: addressing.startsWith("dualstack"),
          publicIpv4: !isInternal && addressing !== "dualstack-without-public-ipv4",
          publicAddress: mapping && elasticAddress(reading, record, mapping),
        });
      });
    });
}

const listOf = (text: string | undefined): string[] => (text === undefined ? [] : [text]);

function mappings(reading: Reading, record: ResourceRecord): ReadonlyMap<Key, ValueMap> {
  const reference = { noun: "subnet", record, property: "subnetMappings" } as const;
  return new Map(
    maps(record, "subnetMappings").flatMap((mapping) => {
      const [subnet] = reading.resolve(reference, mapping.subnetId);
      return subnet === undefined ? [] : [[subnet, mapping] as const];
    }),
  );
}

const subnetsOf = (
  reading: Reading,
  record: ResourceRecord,
  mapped: ReadonlyMap<Key, ValueMap>,
): readonly Key[] => {
  const subnets = reading.many("subnet", record, "subnets");
  return subnets.length > 0 ? subnets : [...mapped.keys()];
};

function elasticAddress(
  reading: Reading,
  record: ResourceRecord,
  mapping: ValueMap,
): string | undefined {
  const id = textIn(mapping, "allocationId");
  const key = id === undefined ? undefined : reading.find("elasticIp", id, record);
  const address = key === undefined ? undefined : reading.record(key);
  return address && text(address, "publicIp");
}
