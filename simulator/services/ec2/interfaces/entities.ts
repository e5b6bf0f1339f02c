/** A network interface: addresses of a subnet, held by whatever it belongs to. Data only. */
import type { Tags } from "../../../values";
import { defineKind, type Entity } from "../../../world/entity";

export interface Attachment {
  readonly id: string;
  readonly instanceId: string;
  readonly deviceIndex: number;
  readonly networkCardIndex: number;
}

export interface NetworkInterface extends Entity {
  readonly vpcId: string;
  readonly subnetId: string;
  /** "" in a subnet of IPv6 alone. */
  readonly privateIp: string;
  /** Beside the primary address. */
  readonly secondaryIps?: readonly string[];
  readonly ipv6Addresses?: readonly string[];
  readonly ipv4Prefixes?: readonly string[];
  readonly ipv6Prefixes?: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly description: string;
  /** What made it: the id or ARN of a NAT gateway, an endpoint, a load balancer, a function …; its own where a program did. */
  readonly owner: string;
  /** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterface.html */
  readonly interfaceType:
    | "branch"
    | "efa"
    | "efa-only"
    | "interface"
    | "lambda"
    | "load_balancer"
    | "nat_gateway"
    | "network_load_balancer"
    | "transit_gateway"
    | "trunk"
    | "vpc_endpoint";
  /** Of the primary address. */
  readonly publicIp?: string;
  /** Of the others. */
  readonly secondaryPublicIps?: readonly string[];
  /** Switched off for what forwards the traffic of others. */
  readonly sourceDestCheck?: false;
  /** To an instance, of one that a program made. */
  readonly attachment?: Attachment;
  readonly tags?: Tags;
}

/** IPv4 ones, the primary one first. */
export const addressesOf = (one: NetworkInterface): readonly string[] =>
  [one.privateIp, ...(one.secondaryIps ?? [])].filter((address) => address !== "");

const isPublic = ({ publicIp, secondaryPublicIps = [] }: NetworkInterface): boolean =>
  publicIp !== undefined || secondaryPublicIps.length > 0;

const isCrowded = ({ secondaryIps = [], ipv4Prefixes = [] }: NetworkInterface): boolean =>
  secondaryIps.length > 0 || ipv4Prefixes.length > 0;

export const networkInterfaceKind = defineKind<NetworkInterface>(
  "network-interface",
  {
    vpc: (one) => one.vpcId,
    subnet: (one) => one.subnetId,
    securityGroup: (one) => one.securityGroupIds,
    owner: (one) => one.owner,
    address: (one) =>
      [...addressesOf(one), ...(one.ipv6Addresses ?? [])].map((ip) => `${one.subnetId}/${ip}`),
    /** Those that hold more than one address. */
    crowded: (one) => (isCrowded(one) ? one.subnetId : undefined),
    publicInVpc: (one) => (isPublic(one) ? one.vpcId : undefined),
    attachedTo: (one) => one.attachment?.instanceId,
    attachment: (one) => one.attachment?.id,
  },
  // What is on its way with an interface is its end: it lingers after what it belonged to.
  () => undefined,
);
