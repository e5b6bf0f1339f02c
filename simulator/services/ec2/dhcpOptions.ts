/**
 * What the DHCP server of a VPC tells its hosts; it cannot be changed, only exchanged for another.
 * https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSetConcepts.html
 * Replaces as internal/service/ec2/vpc_dhcp_options.go and vpc_dhcp_options_association.go say.
 */
import { AwsError } from "../../errors";
import { common, output, region, requiredForcesNew, type Model, type Property } from "../../model";
import type { ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import { defineThing } from "../../resource/spec";
import { text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { snake } from "./blocks";
import { atLeastOne } from "./combinations";
import { vpcKind, type Vpc } from "./entities";
import { regionalOptionsId } from "./newVpc";
import { findVpc, needVpc } from "./references";

export const dhcpOptionsKind = defineThing("dhcp-options");

/** AWS's word for having none. */
const noOptions = "default";

const settings = [
  "domainName",
  "domainNameServers",
  "ipv6AddressPreferredLeaseTime",
  "netbiosNameServers",
  "netbiosNodeType",
  "ntpServers",
] as const;

const forced = { replaces: true } as const;
const forcedList: Property = { kind: "list", replaces: true };

/** The provider itself gives the VPCs that use the set no set at all, before it deletes it. */
function leaveVpcs(scope: Scope, id: string): void {
  for (const vpc of scope.find(vpcKind, "dhcpOptions", id)) setOptions(scope, vpc, noOptions);
}

const setOptions = (scope: Scope, vpc: Vpc, dhcpOptionsId: string): Vpc =>
  scope.put(vpcKind, { ...vpc, dhcpOptionsId });

export const vpcDhcpOptions: Model = defineResource({
  type: "aws:ec2/vpcDhcpOptions:VpcDhcpOptions",
  service: "EC2",
  noun: "EC2 DHCP Options Set",
  calls: { create: "CreateDhcpOptions", update: "CreateTags", delete: "DeleteDhcpOptions" },
  kind: dhcpOptionsKind,
  properties: {
    ...common,
    arn: output,
    domainName: forced,
    domainNameServers: forcedList,
    ipv6AddressPreferredLeaseTime: forced,
    netbiosNameServers: forcedList,
    netbiosNodeType: forced,
    ntpServers: forcedList,
    ownerId: output,
  },
  validate: (inputs) => atLeastOne(inputs, settings),
  id: ({ scope, urn }) => scope.newId("dopt", urn),
  fill: ({ scope }, id) => ({
    arn: scope.arn("ec2", `dhcp-options/${id}`),
    ownerId: scope.account,
  }),
  gone: (id) =>
    new AwsError("InvalidDhcpOptionsID.NotFound", `The dhcpOption ID '${id}' does not exist`),
  accept: ({ inputs }) => acceptSettings(inputs),
  mayGo: (scope, thing) => leaveVpcs(scope, thing.id),
});

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateDhcpOptions.html */
function acceptSettings(inputs: ValueMap): void {
  for (const key of ["domainNameServers", "netbiosNameServers", "ntpServers"]) {
    const given = texts(inputs, key);
    if (given.length > 4)
      throw new AwsError(
        "InvalidParameterValue",
        `Value (${given.join(", ")}) for parameter ${snake(key).replaceAll("_", "-")} is invalid. At most four servers can be given.`,
      );
  }
  const type = text(inputs, "netbiosNodeType");
  if (type !== undefined && !["1", "2", "4", "8"].includes(type))
    throw new AwsError(
      "InvalidParameterValue",
      `Value (${type}) for parameter netbios-node-type is invalid. It is 1, 2, 4 or 8.`,
    );
}

function associate(scope: Scope, vpcId: string, dhcpOptionsId: string): string {
  const vpc = needVpc(scope, vpcId);
  const isStanding = [noOptions, regionalOptionsId(scope)].includes(dhcpOptionsId);
  if (!isStanding && scope.get(dhcpOptionsKind, dhcpOptionsId) === undefined)
    throw new AwsError(
      "InvalidDhcpOptionsID.NotFound",
      `The dhcpOption ID '${dhcpOptionsId}' does not exist`,
    );
  setOptions(scope, vpc, dhcpOptionsId);
  return pairId(dhcpOptionsId, vpcId);
}

const pairId = (dhcpOptionsId: string, vpcId: string): string => `${dhcpOptionsId}-${vpcId}`;

/** Of `dopt-…-vpc-…` or `default-vpc-…`; an import gives the VPC alone. */
function partsOf(scope: Scope, id: string): { readonly dhcpOptionsId: string; vpcId: string } {
  const at = id.indexOf("-vpc-");
  if (at >= 0) return { dhcpOptionsId: id.slice(0, at), vpcId: id.slice(at + 1) };
  return { dhcpOptionsId: findVpc(scope, id)?.dhcpOptionsId ?? "", vpcId: id };
}

export const vpcDhcpOptionsAssociation: Model = {
  type: "aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation",
  service: "EC2",
  noun: "EC2 VPC DHCP Options Set Association",
  calls: {
    create: "AssociateDhcpOptions",
    update: "AssociateDhcpOptions",
    delete: "AssociateDhcpOptions",
  },
  properties: { region, dhcpOptionsId: { required: true }, vpcId: requiredForcesNew },
  create: (scope, inputs) =>
    associate(scope, text(inputs, "vpcId") ?? "", text(inputs, "dhcpOptionsId") ?? ""),
  read(scope, id) {
    const { dhcpOptionsId, vpcId } = partsOf(scope, id);
    const vpc = findVpc(scope, vpcId);
    if (vpc?.dhcpOptionsId !== dhcpOptionsId) return undefined;
    return { id: pairId(dhcpOptionsId, vpcId), dhcpOptionsId, vpcId };
  },
  update(scope, _id, { news }) {
    associate(scope, text(news, "vpcId") ?? "", text(news, "dhcpOptionsId") ?? "");
  },
  /** The id names the set: the provider's new one does not reach the state, which no longer finds it. */
  idAfterUpdate: (_scope, known) =>
    pairId(text(known, "dhcpOptionsId") ?? "", text(known, "vpcId") ?? ""),
  delete(scope, id) {
    const { dhcpOptionsId, vpcId } = partsOf(scope, id);
    const vpc = scope.get(vpcKind, vpcId);
    // Whichever set the VPC has by now: the provider does not look.
    if (vpc !== undefined && dhcpOptionsId !== noOptions) setOptions(scope, vpc, noOptions);
  },
};
