/** The attributes of a subnet that are switched one by one (ModifySubnetAttribute), under the provider's names. */
import type { ValueMap } from "../../protocol";

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

/** The attributes that `inputs` give, over those given before. */
export function attributesFrom(inputs: ValueMap, before: ValueMap): ValueMap {
  return Object.fromEntries(
    Object.entries(before).map(([name, value]) => [name, inputs[name] ?? value]),
  );
}
