/** Machines, their disks and what they are launched from. */
import { imagesOf } from "../../../simulator/services/compute/images";
import { type Suite, tagged } from "../lifecycleCases";
import { network, types } from "../support";

export const publicKey =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA simulated";

const region = "us-east-1";
export const image = (part: string, where = region): string =>
  imagesOf(where)
    .filter((one) => one.name.includes(part))
    .at(-1)!.id;
const linux = (): string => image("al2023-ami-2023.6.20250115.0-kernel-6.1-x86_64");

export const suite: Suite = {
  async surroundings(stack) {
    const { vpc, gateway, subnet } = await network(stack);
    const group = await stack.create(types.group, "around", { vpcId: vpc.id });
    const keyPair = await stack.create("aws:ec2/keyPair:KeyPair", "around", { publicKey });
    const standing = await stack.create("aws:ec2/instance:Instance", "around", {
      ami: linux(),
      instanceType: "t2.micro",
      subnetId: subnet.id,
    });
    const volume = await stack.create("aws:ebs/volume:Volume", "around", {
      availabilityZone: "us-east-1a",
      size: 10,
    });
    const parts = { vpc, gateway, subnet, group, keyPair, standing, volume };
    const ids = Object.fromEntries(Object.entries(parts).map(([key, one]) => [key, one.id]));
    return { ids, made: Object.values(parts) };
  },
  cases: [
    {
      type: "aws:ec2/instance:Instance",
      args: ({ subnet }) => ({ ami: linux(), instanceType: "t2.micro", subnetId: subnet! }),
      updates: {
        ...tagged,
        instanceType: () => ({ instanceType: "t2.small" }),
        vpcSecurityGroupIds: ({ group }) => ({ vpcSecurityGroupIds: [group!] }),
        metadataOptions: () => ({ metadataOptions: { httpTokens: "optional" } }),
        rootBlockDevice: () => ({ rootBlockDevice: { volumeSize: 20 } }),
        userData: () => ({ userData: "#!/bin/sh" }),
        userDataBase64: () => ({ userDataBase64: "IyEvYmluL3No" }),
      },
      replaces: {
        networkInterfaces: () => ({
          subnetId: null,
          networkInterfaces: [{ deviceIndex: 0, networkInterfaceId: "eni-1" }],
        }),
        tenancy: () => ({ tenancy: "dedicated" }),
      },
    },
    {
      type: "aws:ec2/keyPair:KeyPair",
      args: () => ({ publicKey }),
      updates: { ...tagged },
      replaces: { publicKey: () => ({ publicKey: `${publicKey}-other` }) },
    },
    {
      type: "aws:ec2/placementGroup:PlacementGroup",
      args: () => ({ strategy: "partition" }),
      replaces: {
        strategy: () => ({ strategy: "cluster" }),
        partitionCount: () => ({ partitionCount: 3 }),
        spreadLevel: () => ({ spreadLevel: "host" }),
      },
      heldBy: {
        type: "aws:ec2/instance:Instance",
        args: ({ subnet }, made) => ({
          ami: linux(),
          instanceType: "t2.micro",
          subnetId: subnet!,
          placementGroup: made.id,
        }),
        code: "InvalidPlacementGroup.InUse",
      },
    },
    {
      type: "aws:ec2/launchTemplate:LaunchTemplate",
      args: () => ({ imageId: linux(), instanceType: "t2.micro" }),
      updates: {
        ...tagged,
        defaultVersion: () => ({ description: "second", defaultVersion: 2 }),
        imageId: () => ({ imageId: image("jammy") }),
        userData: () => ({ userData: "IyEvYmluL3No" }),
        metadataOptions: () => ({ metadataOptions: { httpTokens: "required" } }),
        tagSpecifications: () => ({
          tagSpecifications: [{ resourceType: "instance", tags: { Name: "one" } }],
        }),
        instanceRequirements: () => ({
          instanceType: null,
          instanceRequirements: { vcpuCount: { min: 2 }, memoryMib: { min: 2048 } },
        }),
      },
    },
    {
      type: "aws:ec2/volumeAttachment:VolumeAttachment",
      args: ({ standing, volume }) => ({
        instanceId: standing!,
        volumeId: volume!,
        deviceName: "/dev/sdf",
      }),
    },
    {
      type: "aws:ebs/volume:Volume",
      args: () => ({ availabilityZone: "us-east-1a", size: 10, type: "gp3" }),
      updates: {
        ...tagged,
        iops: () => ({ iops: 4000 }),
        throughput: () => ({ throughput: 250 }),
        type: () => ({ type: "gp2" }),
      },
      replaces: {
        multiAttachEnabled: () => ({ type: "io2", iops: 500, multiAttachEnabled: true }),
      },
      untried: {
        volumeInitializationRate: "goes with a snapshot only, which replaces",
      },
      heldBy: {
        type: "aws:ec2/volumeAttachment:VolumeAttachment",
        args: ({ standing }, made) => ({
          instanceId: standing!,
          volumeId: made.id,
          deviceName: "/dev/sdg",
        }),
        code: "VolumeInUse",
      },
    },
    { type: "aws:ebs/encryptionByDefault:EncryptionByDefault", args: () => ({}) },
  ],
};
