/** The settings, what each may be, and what it is where a stack says nothing. */
import { NatGatewayStrategy, OperatingSystem } from "pulumi-aws-network";

/** What an environment may have. */
export enum Environment {
  Dev = "dev",
  Staging = "staging",
  Prod = "prod",
}

/** How a new release comes in. */
export enum Deployment {
  /** In place, a few instances at a time. */
  Rolling = "rolling",
  /** Beside the old one, in a fleet of its own. */
  BlueGreen = "blueGreen",
}

export const DEFAULTS = {
  environment: Environment.Dev as Environment,
  cidrBlock: "10.0.0.0/16",
  availabilityZones: ["a", "b"] as readonly string[],
  natGatewayStrategy: NatGatewayStrategy.Single as NatGatewayStrategy,
  operatingSystem: OperatingSystem.AmazonLinux2023 as OperatingSystem,
  imageId: "",
  instanceType: "t3.small",
  minSize: 1,
  maxSize: 3,
  cpuTargetPercent: 60,
  spot: false,
  stopSchedule: "",
  startSchedule: "",
  scheduleTimeZone: "Etc/UTC",
  deployment: Deployment.Rolling as Deployment,
  blueRelease: "1",
  greenRelease: "1",
  greenTrafficPercent: 0,
  keepStandby: false,
  applicationPort: 8080,
  healthCheckPath: "/health",
  healthCheckPort: 0,
  corporateCidrBlock: "",
  transitGatewayId: "",
  databaseClass: "db.t4g.micro",
  databaseMultiAz: false,
  databaseRetentionInDays: 1,
  backupRetentionInDays: 0,
  backupCopyRegion: "",
  deletionProtection: false,
  logRetentionInDays: 30,
  notificationEmails: [] as readonly string[],
  certificateArn: "",
  hostedZoneId: "",
  domainName: "",
  cloudFront: false,
  cloudFrontCertificateArn: "",
  waf: false,
};

export type Settings = typeof DEFAULTS;
