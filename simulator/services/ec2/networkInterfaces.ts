/** Network interfaces that AWS makes for what needs them; they hold the subnet and their security groups. */
import { AwsError } from "../../errors";
import type { Scope } from "../../world/scope";
import { networkInterfaceKind, type NetworkInterface, type Subnet } from "./entities";
import { takeAddresses, takeIpv6 } from "./interfaces/addresses";

export { freeAddresses } from "./interfaces/addresses";

interface NewInterface {
  readonly subnet: Subnet;
  readonly owner: string;
  readonly role: string;
  readonly interfaceType: NetworkInterface["interfaceType"];
  readonly securityGroupIds: readonly string[];
  readonly description: string;
  readonly privateIp?: string | undefined;
  readonly publicIp?: string | undefined;
  /** Of which families it has an address: `ipv4` unless said, `ipv6` or `dualstack`. */
  readonly addressing?: string | undefined;
}

export function makeInterface(scope: Scope, wanted: NewInterface): NetworkInterface {
  const { subnet, owner, role, securityGroupIds, privateIp } = wanted;
  checkInterfaceQuotas(scope, securityGroupIds);
  const id = scope.childId("eni", owner, role);
  const { interfaceType, description, publicIp, addressing = "ipv4" } = wanted;
  const isIpv6Alone = addressing === "ipv6";
  const [address = ""] = takeAddresses(scope, {
    subnet,
    id,
    wanted: privateIp === undefined ? [] : [privateIp],
    count: isIpv6Alone ? 0 : 1,
  });
  const ipv6Addresses =
    addressing !== "ipv4" ? takeIpv6(scope, { subnet, id, wanted: [], count: 1 }) : undefined;
  return scope.put(networkInterfaceKind, {
    id,
    vpcId: subnet.vpcId,
    subnetId: subnet.id,
    privateIp: address,
    securityGroupIds,
    description,
    owner,
    interfaceType,
    ...(ipv6Addresses === undefined ? {} : { ipv6Addresses }),
    ...(publicIp === undefined ? {} : { publicIp }),
  });
}

export function checkInterfaceQuotas(scope: Scope, securityGroupIds: readonly string[]): void {
  checkGroupQuota(scope, securityGroupIds);
  if (scope.countAll(networkInterfaceKind) >= scope.quota("networkInterfacesPerRegion"))
    throw new AwsError(
      "NetworkInterfaceLimitExceeded",
      "The maximum number of network interfaces has been reached.",
    );
}

export function checkGroupQuota(scope: Scope, securityGroupIds: readonly string[]): void {
  if (securityGroupIds.length > scope.quota("securityGroupsPerInterface"))
    throw new AwsError(
      "SecurityGroupsPerInterfaceLimitExceeded",
      "The maximum number of security groups per interface has been reached.",
    );
}

export function interfacesOf(scope: Scope, owner: string): readonly NetworkInterface[] {
  return scope.find(networkInterfaceKind, "owner", owner);
}

/** As `ip-10-0-0-4.ec2.internal`, AWS's name for a private address. */
export function privateDnsName(scope: Scope, privateIp: string): string {
  const domain = scope.region === "us-east-1" ? "ec2.internal" : `${scope.region}.compute.internal`;
  return `ip-${privateIp.replaceAll(".", "-")}.${domain}`;
}
