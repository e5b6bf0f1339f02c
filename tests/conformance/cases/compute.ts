/** Instances, launch templates, key pairs and volumes. */
import { id, ref, remove, type Arguments, type Case, type Step } from "../case";
import { ec2Api, pages } from "../pages";
import * as aws from "../resources";
import { aGroup, anAddress, aNetwork, aSubnet, aVpc, otherVpc, newestImage } from "../surroundings";

const template = (args: Arguments = {}, resource = "template"): Step =>
  aws.launchTemplate(resource, { name: "app", ...args });

const templates: readonly (readonly [title: string, attempt: Step, expect: string])[] = [
  ["a launch template name of 3 characters", template({ name: "abc" }), "accepted"],
  [
    "a launch template name of 2 characters",
    template({ name: "ab" }),
    "InvalidLaunchTemplateName.MalformedException",
  ],
  ["a launch template name of 128 characters", template({ name: "t".repeat(128) }), "accepted"],
  [
    "a launch template name of 129 characters",
    template({ name: "t".repeat(129) }),
    "InvalidLaunchTemplateName.MalformedException",
  ],
  [
    "a launch template name of every character allowed",
    template({ name: "aZ09-_./()" }),
    "accepted",
  ],
  [
    "a launch template name with a blank",
    template({ name: "my app" }),
    "InvalidLaunchTemplateName.MalformedException",
  ],
];

const ofTemplates: readonly Case[] = [
  ...templates.map(([title, attempt, expect]): Case => ({
    title,
    page: ec2Api("CreateLaunchTemplate"),
    given: [],
    attempt,
    expect,
  })),
  {
    title: "a second launch template of the same name",
    page: pages.ec2Errors,
    given: [template({}, "first")],
    attempt: template(),
    expect: "InvalidLaunchTemplateName.AlreadyExistsException",
  },
  {
    title: "deleting a launch template",
    page: ec2Api("DeleteLaunchTemplate"),
    given: [template()],
    attempt: remove("template"),
    expect: "accepted",
  },
];

/** Its private half was never kept. */
const publicKey =
  "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC6YvRO/CpgNUfCl9iXqGVKZ8wYhAxoUBqyXJSnJBQ20yiOVeAxMSmgehYGkWQZyC53KhK1KreMMQsoBukzACwx+m7xPMT92SdBE29TH8/YLaT0a1bnhWJKF2dDtXkjmccqgs9QKPplB61zAVpEetHfdyrjb1LGYOAQEvLbo5znI/HwW9+O697HhbaAPsnq7s/nEV+gv2ckL91B5j87lY9pdmjB33sXTQU28h660VFfu3WiXxpRbtIX+QR9LIN2eLm0CkhQpYdP72hmlpd8qtIh6AoX7bZ/yLp0Au1f7sND6aNt7l6fIl4Kn8ig9VnBp37ElQGUegXG9X3fvZTdpd2H";

const keyPair = (args: Arguments = {}, resource = "pair"): Step =>
  aws.keyPair(resource, { keyName: "me", publicKey, ...args });

const ofKeyPairs: readonly Case[] = [
  {
    title: "a key pair",
    page: ec2Api("ImportKeyPair"),
    given: [],
    attempt: keyPair(),
    expect: "accepted",
  },
  {
    title: "a second key pair of the same name",
    page: pages.ec2Errors,
    given: [keyPair({}, "first")],
    attempt: keyPair(),
    expect: "InvalidKeyPair.Duplicate",
  },
  {
    title: "a key pair whose key is none",
    page: pages.ec2Errors,
    given: [],
    attempt: keyPair({ publicKey: "let me in" }),
    expect: "InvalidKey.Format",
  },
];

const volume = (args: Arguments = {}): Step =>
  aws.volume("volume", { availabilityZone: "us-east-1a", size: 10, type: "gp3", ...args });

const volumes: readonly (readonly [title: string, args: Arguments, expect: string])[] = [
  ["a volume of 1 GiB", { size: 1 }, "accepted"],
  ["a gp2 volume of 16384 GiB", { type: "gp2", size: 16_384 }, "accepted"],
  ["a gp2 volume of 16385 GiB", { type: "gp2", size: 16_385 }, "refused"],
  ["an st1 volume of 125 GiB", { type: "st1", size: 125 }, "accepted"],
  ["an st1 volume of 124 GiB", { type: "st1", size: 124 }, "refused"],
  ["a gp3 volume of 3000 IOPS", { iops: 3000 }, "accepted"],
  ["a gp3 volume of 2999 IOPS", { iops: 2999 }, "refused"],
  ["an io1 volume without IOPS", { type: "io1" }, "refused"],
  ["a volume of a type that does not exist", { type: "tape" }, "refused"],
  [
    "a volume in a zone that does not exist",
    { availabilityZone: "us-east-1z" },
    "InvalidZone.NotFound",
  ],
];

const ofVolumes = volumes.map(([title, args, expect]): Case => ({
  title,
  page: ec2Api("CreateVolume"),
  given: [],
  attempt: volume(args),
  expect,
}));

const server = (args: Arguments = {}, resource = "server"): Step =>
  aws.instance(resource, {
    ami: newestImage,
    instanceType: "t3.micro",
    subnetId: id("subnet"),
    ...args,
  });

const withSubnet: readonly Step[] = [aVpc, aSubnet("subnet")];

const ofInstances: readonly Case[] = [
  {
    title: "an instance",
    page: ec2Api("RunInstances"),
    given: withSubnet,
    attempt: server(),
    expect: "accepted",
  },
  {
    title: "an instance of a type that does not exist",
    page: ec2Api("RunInstances"),
    given: withSubnet,
    attempt: server({ instanceType: "t3.enormous" }),
    expect: "InvalidParameterValue",
  },
  {
    title: "an instance in a subnet that does not exist",
    page: pages.ec2Errors,
    given: [],
    attempt: server({ subnetId: "subnet-0123456789abcdef0" }),
    expect: "InvalidSubnetID.NotFound",
  },
  {
    title: "an instance with a key pair that does not exist",
    page: pages.ec2Errors,
    given: withSubnet,
    attempt: server({ keyName: "nosuchkey" }),
    expect: "InvalidKeyPair.NotFound",
  },
  {
    title: "an instance with a group of another VPC",
    page: ec2Api("RunInstances"),
    given: [...withSubnet, otherVpc, aGroup("group", "other")],
    attempt: server({ vpcSecurityGroupIds: [id("group")] }),
    expect: "InvalidParameter",
  },
  {
    title: "deleting the subnet of an instance",
    page: ec2Api("DeleteSubnet"),
    given: [...withSubnet, server()],
    attempt: remove("subnet"),
    expect: "DependencyViolation",
  },
  {
    title: "deleting the group of an instance",
    page: ec2Api("DeleteSecurityGroup"),
    given: [...withSubnet, aGroup(), server({ vpcSecurityGroupIds: [id("group")] })],
    attempt: remove("group"),
    expect: "DependencyViolation",
  },
  {
    title: "deleting a subnet after its instance",
    page: ec2Api("TerminateInstances"),
    given: [...withSubnet, server(), remove("server")],
    attempt: remove("subnet"),
    expect: "accepted",
  },
  {
    title: "an Elastic IP address for an instance",
    page: ec2Api("AssociateAddress"),
    given: [...aNetwork, server()],
    attempt: aws.elasticIp("address", { domain: "vpc", instance: id("server") }),
    expect: "accepted",
  },
  {
    title: "an Elastic IP address for an instance in a VPC without an internet gateway",
    page: ec2Api("AssociateAddress"),
    given: [...withSubnet, server(), anAddress("spare")],
    attempt: aws.elasticIp("address", { domain: "vpc", instance: id("server") }),
    expect: "Gateway.NotAttached",
  },
  {
    title: "a volume attached in another zone",
    page: ec2Api("AttachVolume"),
    given: [...withSubnet, server(), volume({ availabilityZone: "us-east-1b" })],
    attempt: aws.volumeAttachment("attachment", {
      deviceName: "/dev/sdf",
      instanceId: id("server"),
      volumeId: id("volume"),
    }),
    expect: "InvalidVolume.ZoneMismatch",
  },
  {
    title: "deleting a volume that is attached",
    page: ec2Api("DeleteVolume"),
    given: [
      ...withSubnet,
      server(),
      volume(),
      aws.volumeAttachment("attachment", {
        deviceName: "/dev/sdf",
        instanceId: ref("server.id"),
        volumeId: id("volume"),
      }),
    ],
    attempt: remove("volume"),
    expect: "VolumeInUse",
  },
];

export const computeCases: readonly Case[] = [
  ...ofTemplates,
  ...ofKeyPairs,
  ...ofVolumes,
  ...ofInstances,
];
