/** The addresses that random networks are made of. */
export interface Space {
  /** Of the VPC of that number. */
  vpcBlock(vpc: number): string;
  vpcBlock6(vpc: number): string;
  /** Every VPC's. */
  readonly everyVpc: string;
  readonly subnetsPerVpc: number;
  subnetBlock(vpc: number, subnet: number): string;
  subnetBlock6(vpc: number, subnet: number): string;
  host(vpc: number, subnet: number, host: number): string;
  host6(vpc: number, subnet: number, host: number): string;
  readonly ipv6: boolean;
}

const hex = (number: number) => number.toString(16);

/** VPCs of 32 addresses, subnets of eight: few enough to try every one. */
export const SMALL: Space = {
  everyVpc: "10.0.0.0/24",
  subnetsPerVpc: 4,
  ipv6: true,
  vpcBlock: (vpc) => `10.0.0.${32 * vpc}/27`,
  vpcBlock6: (vpc) => `2600:1f00::${hex(vpc + 1)}00/120`,
  subnetBlock: (vpc, subnet) => `10.0.0.${32 * vpc + 8 * subnet}/29`,
  subnetBlock6: (vpc, subnet) => `2600:1f00::${hex(vpc + 1)}${subnet}0/124`,
  host: (vpc, subnet, host) => `10.0.0.${32 * vpc + 8 * subnet + host + 1}`,
  host6: (vpc, subnet, host) => `2600:1f00::${hex(vpc + 1)}${subnet}${hex(host + 1)}`,
};

/** As real VPCs are; IPv4 only. */
export const REAL: Space = {
  everyVpc: "10.0.0.0/8",
  subnetsPerVpc: 4,
  ipv6: false,
  vpcBlock: (vpc) => `10.${vpc}.0.0/16`,
  vpcBlock6: (vpc) => `2600:1f00:0:${hex(vpc + 1)}00::/56`,
  subnetBlock: (vpc, subnet) => `10.${vpc}.${subnet}.0/24`,
  subnetBlock6: (vpc, subnet) => `2600:1f00:0:${hex(vpc + 1)}0${subnet}::/64`,
  host: (vpc, subnet, host) => `10.${vpc}.${subnet}.${10 + host}`,
  host6: (vpc, subnet, host) => `2600:1f00:0:${hex(vpc + 1)}0${subnet}::${hex(10 + host)}`,
};

/** AWS's list of the service: two blocks. */
export const SERVICE_BLOCKS = ["52.0.0.0/30", "52.0.0.8/31", "2600:1fa0::/126"] as const;
/** A partner's, so that a rule names some of the internet and not all. */
export const PARTNER_BLOCKS = ["9.9.0.0/16"] as const;

export const PUBLIC_ADDRESSES = ["8.8.8.8", "9.9.9.9", "52.0.0.1", "2001:4860::8888"] as const;
