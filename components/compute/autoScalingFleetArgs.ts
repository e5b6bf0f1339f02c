import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";

/** Another size of a fleet, from a moment on that comes again. */
export interface FleetSchedule {
  /** When: minute, hour, day, month, day of the week, such as `0 7 * * MON-FRI`. Plain. */
  recurrence: string;
  /**
   * The clock that `recurrence` is of, such as `Europe/Vienna`. Plain.
   *
   * @default "Etc/UTC"
   */
  timeZone?: string;
  /** From then on at least so many instances. Plain. */
  minSize: number;
  /** From then on so many at most. Plain. */
  maxSize: number;
  /** From then on so many, until scaling decides otherwise. Plain. */
  desiredCapacity: number;
}

/** How many instances a fleet has. */
export interface FleetCapacity {
  /** At least so many. Plain. */
  minSize: number;
  /** At most so many: what the fleet may cost. Plain. */
  maxSize: number;
  /**
   * The share of their processors, in percent, 1 to 100, that scaling keeps the instances at. Plain.
   *
   * @default 60
   */
  cpuTargetPercent?: number;
  /**
   * Other sizes by the clock, by name. Plain.
   *
   * @default - none
   */
  schedules?: Record<string, FleetSchedule>;
}

/** The volume that an instance starts from: gp3, encrypted. */
export interface FleetVolume {
  /**
   * In GiB, no smaller than the image's. Plain. $0.08 a GiB and month.
   *
   * @default 20
   */
  sizeInGiB?: number;
  /**
   * The root device, as the image calls it: `/dev/xvda` for Amazon Linux, `/dev/sda1` for Ubuntu. Plain.
   * Another name would make a second volume.
   *
   * @default "/dev/xvda"
   */
  deviceName?: string;
  /**
   * A KMS key of one's own: its ARN. Auto Scaling's service-linked role has to be let use it
   * (`EncryptionKey` with `usedBy: [AutoScaling]`).
   *
   * @default - AWS's key for EBS
   */
  kmsKeyArn?: pulumi.Input<string>;
}

/** Spot instances: up to 90 % cheaper, and taken back at two minutes' notice. */
export interface FleetSpot {
  /**
   * Further types that will do: the more there are, the less often is one missing. Plain.
   *
   * @default - none
   */
  instanceTypes?: string[];
}

/** Instances behind a load balancer, as many as their load asks for. */
export interface AutoScalingFleetArgs {
  /** The network: a `Vpc`, or its attributes given by hand. */
  vpc: VpcAttributes;
  /**
   * The tier whose subnets the instances stand in. Plain.
   *
   * @default - the first private tier, or else the first isolated one
   */
  tier?: string;
  /** The instances' security groups: what reaches them, and what they reach. */
  securityGroupIds: pulumi.Input<string>[];
  /** The machine image. A new one replaces the instances, one after the other. */
  imageId: pulumi.Input<string>;
  /** The type, such as `t3.small`: what an instance costs. Plain. */
  instanceType: string;
  /**
   * What the instances run as, such as an `InstanceRole`'s `instanceProfileArn`.
   *
   * @default - nothing: they may call no service of AWS's
   */
  instanceProfileArn?: pulumi.Input<string>;
  /**
   * The script that an instance runs when it starts, such as that of `instanceUserData`: 16 KB at most.
   * A new one replaces the instances.
   *
   * @default - none
   */
  userData?: pulumi.Input<string>;
  /** How many instances. */
  capacity: FleetCapacity;
  /**
   * The volume that an instance starts from.
   *
   * @default - 20 GiB, encrypted with AWS's key
   */
  volume?: FleetVolume;
  /**
   * Spot instances instead of ones at the full price. Whether it is given is plain.
   *
   * @default - on demand
   */
  spot?: FleetSpot;
  /**
   * The target groups of a load balancer that the instances serve, which then also says which of them
   * are well.
   *
   * @default - none: an instance is well while EC2 finds it so
   */
  targetGroupArns?: pulumi.Input<string>[];
  /**
   * How long a new instance may take before its health counts, in seconds. Plain.
   *
   * @default 300
   */
  healthCheckGracePeriodInSeconds?: number;
  /**
   * How AWS's consoles show the resources.
   *
   * @default - the tag `Name` is the resource's Pulumi name
   */
  naming?: Naming;
  /**
   * Tags for every resource made here, the instances and their volumes too; a `Name` among them wins.
   *
   * @default - only those that the component sets
   */
  tags?: Record<string, pulumi.Input<string>>;
}
