/**
 * What the DHCP server of a VPC tells its hosts: names, resolvers, time.
 * A set cannot be changed, only exchanged: a new one is made, and the VPC is given it in place of the
 * old. Between the two the hosts that renew are told nothing but AWS's `default`. Free of charge.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/VPC_DHCP_Options.html
 */
import * as ec2 from "@pulumi/aws/ec2";
import { parseAddress, type Issue } from "../../net";
import { tagsOf } from "../network";
import type { Building } from "./vpcParts";

/** DHCP options, at least one of them. */
export interface DhcpOptionsSpec {
  /**
   * The domain that hosts complete names with. Plain.
   *
   * @default - none is told
   */
  domainName?: string;
  /**
   * The resolvers, at most four: addresses, or `AmazonProvidedDNS`. Plain.
   *
   * @default - `AmazonProvidedDNS`, without which private zones and endpoints are not found
   */
  domainNameServers?: string[];
  /**
   * The NTP servers, at most four addresses. Plain.
   *
   * @default - none is told; the Amazon Time Sync Service needs no option
   */
  ntpServers?: string[];
  /**
   * The NetBIOS name servers, at most four addresses. Plain.
   *
   * @default - none is told
   */
  netbiosNameServers?: string[];
  /**
   * The NetBIOS node type: 1, 2, 4 or 8. Plain. AWS recommends 2.
   *
   * @default - none is told
   */
  netbiosNodeType?: number;
}

const AMAZON = "AmazonProvidedDNS";
const MOST_SERVERS = 4;

export function refuseDhcpOptions(spec: DhcpOptionsSpec): Issue[] {
  const { domainName, domainNameServers, ntpServers, netbiosNameServers, netbiosNodeType } = spec;
  const given = [domainName, domainNameServers, ntpServers, netbiosNameServers, netbiosNodeType];
  const node = `must be 1, 2, 4 or 8, got ${netbiosNodeType ?? ""}`;
  return [
    ...(given.every((one) => one === undefined)
      ? [{ propertyPath: "", reason: "must have at least one option; or leave it out" }]
      : []),
    ...refuseServers("domainNameServers", domainNameServers, [AMAZON]),
    ...refuseServers("ntpServers", ntpServers, []),
    ...refuseServers("netbiosNameServers", netbiosNameServers, []),
    ...(netbiosNodeType === undefined || [1, 2, 4, 8].includes(netbiosNodeType)
      ? []
      : [{ propertyPath: "netbiosNodeType", reason: node }]),
  ];
}

function refuseServers(
  argument: string,
  servers: readonly string[] | undefined,
  words: readonly string[],
): Issue[] {
  if (servers === undefined) return [];
  if (servers.length === 0 || servers.length > MOST_SERVERS) {
    const reason = `must list 1 to ${MOST_SERVERS} servers, got ${servers.length}`;
    return [{ propertyPath: argument, reason }];
  }
  return servers.flatMap((server, index) => {
    if (words.includes(server) || parseAddress(server).ok) return [];
    const reason = `must be an IP address${words.map((word) => ` or ${word}`).join("")}, got "${server}"`;
    return [{ propertyPath: `${argument}[${index}]`, reason }];
  });
}

export function createDhcpOptions({ parent, name, args, vpcId }: Building): void {
  const spec = args.dhcpOptions;
  if (spec === undefined) return;
  const options = new ec2.VpcDhcpOptions(
    name,
    {
      domainName: spec.domainName,
      domainNameServers: spec.domainNameServers ?? [AMAZON],
      ntpServers: spec.ntpServers,
      netbiosNameServers: spec.netbiosNameServers,
      netbiosNodeType: spec.netbiosNodeType?.toString(),
      region: args.region,
      tags: tagsOf(args, { child: name, resourceType: "dopt" }),
    },
    { parent },
  );
  new ec2.VpcDhcpOptionsAssociation(
    name,
    { vpcId, dhcpOptionsId: options.id, region: args.region },
    // Updated in place, its id would change, which Pulumi cannot record; made before the old one
    // is deleted, that would take the new options away again.
    { parent, replaceOnChanges: ["dhcpOptionsId"], deleteBeforeReplace: true },
  );
}
