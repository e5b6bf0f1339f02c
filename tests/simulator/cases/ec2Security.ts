/** Security groups, network ACLs and prefix lists, with their rules. */
import type { ValueMap } from "../../../simulator";
import { type Case, type Suite, tagged } from "../lifecycleCases";
import { networkAround } from "../networkAround";
import { textOf, types } from "../support";

const https = [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] }];
const everywhere = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];
const inline = { ingress: () => ({ ingress: https }), egress: () => ({ egress: everywhere }) };

const groups: readonly Case[] = [
  {
    type: types.group,
    args: ({ vpc }) => ({ vpcId: vpc!, description: "a group" }),
    updates: { ...tagged, ...inline },
    replaces: {
      name: () => ({ name: "own" }),
      namePrefix: () => ({ namePrefix: "own-" }),
    },
    heldBy: {
      type: types.networkInterface,
      args: ({ subnet }, group) => ({ subnetId: subnet!, securityGroups: [group.id] }),
      code: "DependencyViolation",
    },
  },
  {
    type: types.defaultGroup,
    stays: true,
    args: ({ vpc }) => ({ vpcId: vpc! }),
    updates: { ...tagged, ...inline },
  },
  ...[types.ingress, types.egress].map((type): Case => ({
    type,
    args: ({ group }) => ({
      securityGroupId: group!,
      ipProtocol: "tcp",
      fromPort: 80,
      toPort: 80,
      cidrIpv4: "10.0.0.0/8",
    }),
    updates: {
      ...tagged,
      fromPort: () => ({ fromPort: 79 }),
      cidrIpv4: () => ({ cidrIpv4: "10.1.0.0/16" }),
    },
    replaces: {
      prefixListId: () => ({ cidrIpv4: null, prefixListId: "pl-63a5400a" }),
      referencedSecurityGroupId: ({ group }) => ({
        cidrIpv4: null,
        referencedSecurityGroupId: group!,
      }),
      cidrIpv6: () => ({ cidrIpv4: null, cidrIpv6: "::/0" }),
    },
  })),
  {
    type: "aws:ec2/securityGroupRule:SecurityGroupRule",
    args: ({ group }) => ({
      type: "ingress",
      securityGroupId: group!,
      protocol: "tcp",
      fromPort: 80,
      toPort: 80,
      cidrBlocks: ["10.0.0.0/8", "192.168.0.0/16"],
    }),
    replaces: {
      type: () => ({ type: "egress" }),
      cidrBlocks: () => ({ cidrBlocks: ["10.0.0.0/8"] }),
      ipv6CidrBlocks: () => ({ ipv6CidrBlocks: ["::/0"] }),
      self: () => ({ cidrBlocks: null, self: true }),
      sourceSecurityGroupId: ({ otherGroup }) => ({
        cidrBlocks: null,
        sourceSecurityGroupId: otherGroup!,
      }),
    },
    importId: ({ inputs }) =>
      `${textOf(inputs, "securityGroupId")}_ingress_tcp_80_80_10.0.0.0/8_192.168.0.0/16`,
  },
  {
    type: "aws:vpc/securityGroupVpcAssociation:SecurityGroupVpcAssociation",
    args: ({ group, bareVpc }) => ({ securityGroupId: group!, vpcId: bareVpc! }),
  },
];

const acls: readonly Case[] = [
  {
    type: types.acl,
    args: ({ vpc }) => ({ vpcId: vpc! }),
    updates: {
      ...tagged,
      subnetIds: ({ freeSubnet }) => ({ subnetIds: [freeSubnet!] }),
      ingress: () => ({ ingress: [aclBlock(100)] }),
      egress: () => ({ egress: [aclBlock(200)] }),
    },
  },
  {
    type: types.defaultAcl,
    stays: true,
    args: ({ defaultAcl }) => ({ defaultNetworkAclId: defaultAcl! }),
    updates: {
      ...tagged,
      ingress: () => ({ ingress: [aclBlock(100)] }),
      egress: () => ({ egress: [aclBlock(100)] }),
    },
    untried: {
      subnetIds: "a subnet leaves its ACL only for another: the provider sees it for ever",
    },
  },
  {
    type: types.aclRule,
    args: ({ acl }) => ({
      networkAclId: acl!,
      ruleNumber: 100,
      protocol: "tcp",
      ruleAction: "allow",
      cidrBlock: "10.0.0.0/8",
      fromPort: 80,
      toPort: 80,
    }),
    replaces: {
      protocol: () => ({ protocol: "udp" }),
      ruleAction: () => ({ ruleAction: "deny" }),
      cidrBlock: () => ({ cidrBlock: "10.0.0.0/9" }),
      ipv6CidrBlock: () => ({ cidrBlock: null, ipv6CidrBlock: "::/0" }),
    },
    importId: (made) => `${textOf(made.inputs, "networkAclId")}:100:6:false`,
  },
  {
    type: types.aclAssociation,
    args: ({ acl, freeSubnet }) => ({ networkAclId: acl!, subnetId: freeSubnet! }),
  },
];

const lists: readonly Case[] = [
  {
    type: types.prefixList,
    args: () => ({ name: "partners", addressFamily: "IPv4", maxEntries: 3 }),
    updates: {
      ...tagged,
      entries: () => ({ entries: [{ cidr: "192.0.2.0/24", description: "one" }] }),
    },
    replaces: { addressFamily: () => ({ addressFamily: "IPv6" }) },
    heldBy: {
      type: types.ingress,
      args: ({ group }, list) => ({
        securityGroupId: group!,
        ipProtocol: "-1",
        prefixListId: list.id,
      }),
      code: "DependencyViolation",
    },
  },
  {
    type: "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry",
    args: ({ prefixList }) => ({ prefixListId: prefixList!, cidr: "192.0.2.0/24" }),
    replaces: { cidr: () => ({ cidr: "198.51.100.0/24" }) },
  },
];

function aclBlock(ruleNo: number): ValueMap {
  return {
    ruleNo,
    action: "allow",
    protocol: "-1",
    cidrBlock: "0.0.0.0/0",
    fromPort: 0,
    toPort: 0,
  };
}

export const suite: Suite = {
  cases: [...groups, ...acls, ...lists],
  surroundings: networkAround,
};
