/** Interfaces of interface endpoints: one in each subnet. */
import type { Key, NetworkInterface, VpcEndpoint } from "../network";
import { maps, text } from "../records/properties";
import { textsIn, type ValueMap } from "../records/propertyValues";
import { interfaceOf, type InterfaceContext } from "./draft";

export function readEndpointInterfaces(
  context: InterfaceContext,
  endpoints: readonly VpcEndpoint[],
): NetworkInterface[] {
  const { reading } = context;
  return endpoints.flatMap(({ key, endpointType, subnets, securityGroups }) => {
    const record = reading.record(key);
    if (record === undefined || endpointType !== "Interface") return [];
    const addressing = text(record, "ipAddressType") ?? "ipv4";
    const configured = new Map<Key, ValueMap>(
      maps(record, "subnetConfigurations").flatMap((one) => {
        const reference = { noun: "subnet", record, property: "subnetConfigurations" } as const;
        const [subnet] = reading.resolve(reference, one.subnetId);
        return subnet === undefined ? [] : [[subnet, one] as const];
      }),
    );
    return subnets.map((subnet) =>
      interfaceOf(context, {
        record,
        kind: "endpoint",
        subnet,
        securityGroups,
        ipv4: textsIn(configured.get(subnet) ?? {}, "ipv4"),
        ipv6: textsIn(configured.get(subnet) ?? {}, "ipv6"),
        wantsIpv6: addressing !== "ipv4",
        ...(addressing === "ipv6" ? { hasIpv4: false } : {}),
        publicIpv4: false,
        endpoint: key,
      }),
    );
  });
}
