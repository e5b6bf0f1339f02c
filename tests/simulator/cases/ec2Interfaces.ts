/** Network interfaces that a program makes, and what is attached to them. */
import { type Case, type Suite, tagged } from "../lifecycleCases";
import { networkAround } from "../networkAround";
import { types } from "../support";

const cases: readonly Case[] = [
  {
    type: types.networkInterface,
    args: ({ freeSubnet }) => ({ subnetId: freeSubnet! }),
    updates: {
      ...tagged,
      attachments: ({ neighbour }) => ({ attachments: [{ instance: neighbour!, deviceIndex: 1 }] }),
      securityGroups: ({ group }) => ({ securityGroups: [group!] }),
      privateIpsCount: () => ({ privateIpsCount: 2 }),
      ipv4PrefixCount: () => ({ ipv4PrefixCount: 1 }),
      ipv4Prefixes: () => ({ ipv4Prefixes: ["10.0.1.64/28"] }),
      ipv6AddressCount: () => ({ ipv6AddressCount: 2 }),
      ipv6PrefixCount: () => ({ ipv6PrefixCount: 1 }),
    },
    replaces: {
      interfaceType: () => ({ interfaceType: "efa" }),
    },
    untried: {
      privateIp: "the provider changes nothing for it",
      privateIps: "with or without the primary address (interfaces.spec)",
      privateIpLists: "together with privateIpListEnabled (interfaces.spec)",
      ipv6Addresses: "of the subnet's block, which differs (interfaces.spec)",
      ipv6AddressLists: "together with ipv6AddressListEnabled",
      ipv6Prefixes: "of the subnet's block, which differs (interfaces.spec)",
    },
  },
  {
    type: "aws:ec2/networkInterfaceAttachment:NetworkInterfaceAttachment",
    args: ({ card, instance }) => ({
      networkInterfaceId: card!,
      instanceId: instance!,
      deviceIndex: 1,
    }),
  },
  {
    type: "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment",
    args: ({ card, group }) => ({ networkInterfaceId: card!, securityGroupId: group! }),
  },
];

export const suite: Suite = {
  cases,
  async surroundings(stack) {
    const { ids, made } = await networkAround(stack);
    const like = made.find((one) => one.type === "aws:ec2/instance:Instance")!;
    const neighbour = await stack.create(like.type, "neighbour", {
      ...like.inputs,
      subnetId: ids.freeSubnet!,
    });
    return { ids: { ...ids, neighbour: neighbour.id }, made: [...made, neighbour] };
  },
};
