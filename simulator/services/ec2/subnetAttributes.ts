/** The attributes of a subnet that are switched one by one (ModifySubnetAttribute), under the provider's names. */
import type { Value, ValueMap } from "../../protocol";
import { oneOf } from "../../resource/forms";

export const hostnameType = oneOf("ip-name", "resource-name");

export const defaultAttributes: ValueMap = {
  assignIpv6AddressOnCreation: false,
  customerOwnedIpv4Pool: "",
  enableDns64: false,
  enableLniAtDeviceIndex: 0,
  enableResourceNameDnsARecordOnLaunch: false,
  enableResourceNameDnsAaaaRecordOnLaunch: false,
  ipv6Native: false,
  mapCustomerOwnedIpOnLaunch: false,
  mapPublicIpOnLaunch: false,
  privateDnsHostnameTypeOnLaunch: "ip-name",
};

const names = Object.keys(defaultAttributes);

/** The attributes that `inputs` give, over those given before. */
export function attributesFrom(inputs: ValueMap, before: ValueMap): ValueMap {
  const attributes: Record<string, Value> = { ...before };
  for (const name of names) {
    const given = inputs[name];
    if (given !== undefined && given !== null) attributes[name] = given;
  }
  return attributes;
}
