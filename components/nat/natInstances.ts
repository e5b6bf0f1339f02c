/**
 * NAT instances: a cheap way out for private subnets.
 * Makes a security group, a role and, for each zone, an Elastic IP, a network interface that stays,
 * a launch template and an Auto Scaling group that keeps one instance on that interface. Routes lead
 * to the interface, so that they outlive the instance; `NatGateways` with `Instance` makes them.
 * Costs about $0.0042 an hour an instance (t4g.nano), $0.005 an address and $0.08 a GB and month of
 * disk (us-east-1). AWS looks after none of it: a zone has no way out while its instance is replaced.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html
 */
import * as autoscaling from "@pulumi/aws/autoscaling";
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, childName, tagsOf, zoneSuffix } from "../network";
import { afterInternetGateway } from "./internetGateway";
import { createRole } from "./natInstanceRole";
import { LAUNCH_HOOK, natInstanceSetup } from "./natInstanceSetup";
import type { NatInstancesArgs } from "./natInstancesArgs";
import { planNatInstances, type NatInstancesPlan } from "./natInstancesPlan";
import { createSecurityGroup } from "./natInstanceSecurity";

export const NAT_INSTANCES_TYPE = "aws-network:index:NatInstances";

/** NAT instances, without the routes to them. */
export class NatInstances extends pulumi.ComponentResource {
  /** The network interfaces to route to, by zone. */
  readonly networkInterfaceIds: Record<string, pulumi.Output<string>>;
  /** The public addresses that private subnets are seen under, by zone. */
  readonly publicIps: Record<string, pulumi.Output<string>>;
  /** The allocation ids of the Elastic IPs made here, by zone. */
  readonly elasticIpIds: Record<string, pulumi.Output<string>>;
  /** The Auto Scaling groups that keep the instances, by zone. */
  readonly autoScalingGroupNames: Record<string, pulumi.Output<string>>;
  /** The security group of the instances. */
  readonly securityGroupId: pulumi.Output<string>;
  /** The role of the instances, to attach policies to. */
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, args: NatInstancesArgs, opts?: pulumi.ComponentResourceOptions) {
    super(NAT_INSTANCES_TYPE, name, {}, opts);
    const checked = { component: this, kind: "NatInstances", name };
    const plan = checkedPlan(checked, args, () => planNatInstances(args));
    const security = createSecurityGroup(this, name, args, plan);
    const role = createRole(this, name, args);
    const building: Building = { parent: this, name, args, plan };
    const made = plan.availabilityZones.map((zone) => ({
      zone,
      ...createZone(building, zone, { security, role }),
    }));
    this.networkInterfaceIds = Object.fromEntries(made.map((one) => [one.zone, one.card.id]));
    this.publicIps = Object.fromEntries(made.map((one) => [one.zone, one.publicIp]));
    this.elasticIpIds = Object.fromEntries(
      made.flatMap(({ zone, address }) => (address ? [[zone, address.id]] : [])),
    );
    this.autoScalingGroupNames = Object.fromEntries(made.map((one) => [one.zone, one.group.name]));
    this.securityGroupId = security.group.id;
    this.roleName = role.name;
    this.registerOutputs({
      networkInterfaceIds: this.networkInterfaceIds,
      publicIps: this.publicIps,
      elasticIpIds: this.elasticIpIds,
      autoScalingGroupNames: this.autoScalingGroupNames,
      securityGroupId: this.securityGroupId,
      roleName: this.roleName,
    });
  }
}

interface Building {
  readonly parent: NatInstances;
  readonly name: string;
  readonly args: NatInstancesArgs;
  readonly plan: NatInstancesPlan;
}

interface Shared {
  readonly security: ReturnType<typeof createSecurityGroup>;
  readonly role: ReturnType<typeof createRole>;
}

function createZone(building: Building, zone: string, { security, role }: Shared) {
  const card = createInterface(building, zone, security.group);
  const address = building.args.elasticIpAllocationIds ? undefined : createAddress(building, zone);
  const association = associate(building, zone, card, address);
  const template = createTemplate(building, zone, { card, profile: role.profileArn });
  const group = createGroup(building, zone, template, [
    ...[association, ...security.rules, ...role.policies],
  ]);
  return { card, address, publicIp: association.publicIp, group };
}

const childOf = ({ name, plan }: Building, zone: string): string =>
  childName(name, plan.tier, zoneSuffix(zone));

/** It forwards what is not its own, which AWS drops unless the check is off. */
function createInterface(
  building: Building,
  zone: string,
  securityGroup: ec2.SecurityGroup,
): ec2.NetworkInterface {
  const { parent, args, plan } = building;
  const child = childOf(building, zone);
  return new ec2.NetworkInterface(
    child,
    {
      subnetId: args.vpc.subnetIds[plan.tier]?.[zone] ?? "",
      securityGroups: [securityGroup.id],
      sourceDestCheck: false,
      description: "NAT instance",
      region: args.vpc.region,
      tags: tagsOf(args, { child, resourceType: "eni-nat", detail: zone }),
    },
    { parent },
  );
}

function createAddress(building: Building, zone: string): ec2.Eip {
  const { parent, args } = building;
  const child = childOf(building, zone);
  return new ec2.Eip(
    child,
    {
      domain: "vpc",
      region: args.vpc.region,
      tags: tagsOf(args, { child, resourceType: "eip", detail: zone }),
    },
    { parent },
  );
}

function associate(
  building: Building,
  zone: string,
  card: ec2.NetworkInterface,
  address: ec2.Eip | undefined,
): ec2.EipAssociation {
  const { parent, args } = building;
  return new ec2.EipAssociation(
    childOf(building, zone),
    {
      allocationId: address?.id ?? args.elasticIpAllocationIds?.[zone],
      networkInterfaceId: card.id,
      region: args.vpc.region,
    },
    { parent, dependsOn: afterInternetGateway(args.vpc) },
  );
}

const IMAGES = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default";

function createTemplate(
  building: Building,
  zone: string,
  { card, profile }: { card: ec2.NetworkInterface; profile: pulumi.Output<string> },
): ec2.LaunchTemplate {
  const { parent, args, plan } = building;
  const child = childOf(building, zone);
  const tags = tagsOf(args, { child, resourceType: "nat", detail: zone });
  const blocks = Object.values(plan.sources).flat();
  return new ec2.LaunchTemplate(
    child,
    {
      imageId: args.imageId ?? `${IMAGES}-${plan.architecture}`,
      instanceType: plan.instanceType,
      // What credits do not cover is not bought: an instance without any is slow, not dear.
      ...(plan.instanceType.startsWith("t")
        ? { creditSpecification: { cpuCredits: "standard" } }
        : {}),
      networkInterfaces: [
        { deviceIndex: 0, networkInterfaceId: card.id, deleteOnTermination: "false" },
      ],
      iamInstanceProfile: { arn: profile },
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
        // The setup reads the name of its group there.
        instanceMetadataTags: "enabled",
      },
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: { encrypted: "true", volumeType: "gp3", volumeSize: 8, deleteOnTermination: "true" },
        },
      ],
      userData: Buffer.from(natInstanceSetup(blocks)).toString("base64"),
      tagSpecifications: [
        { resourceType: "instance", tags },
        { resourceType: "volume", tags },
      ],
      updateDefaultVersion: true,
      region: args.vpc.region,
      tags,
    },
    { parent },
  );
}

/**
 * One instance, always: a failed one is terminated first, as the interface is with one only. An
 * interface that is there already is in a zone, so the group names the zone and no subnet:
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html
 */
function createGroup(
  building: Building,
  zone: string,
  template: ec2.LaunchTemplate,
  dependsOn: pulumi.Resource[],
): autoscaling.Group {
  const { parent, args, name } = building;
  const child = childOf(building, zone);
  const tags = tagsOf(args, { child, resourceType: "asg-nat", detail: zone });
  return new autoscaling.Group(
    child,
    {
      availabilityZones: [zone],
      minSize: 1,
      maxSize: 1,
      desiredCapacity: 1,
      healthCheckType: "EC2",
      launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
      initialLifecycleHooks: [
        {
          name: LAUNCH_HOOK,
          lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
          heartbeatTimeout: 300,
          defaultResult: "ABANDON",
        },
      ],
      instanceRefresh: { strategy: "Rolling", preferences: { minHealthyPercentage: 0 } },
      tags: Object.entries({ ...tags, NatInstances: name }).map(([key, value]) => ({
        key,
        value,
        propagateAtLaunch: false,
      })),
      region: args.vpc.region,
    },
    // An instance that boots without its address reaches nothing to set itself up with.
    { parent, dependsOn },
  );
}
