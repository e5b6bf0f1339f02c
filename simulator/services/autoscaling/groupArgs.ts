/** A group's properties, and what the provider refuses of them at preview. */
import { computed, output, region, type Properties } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkChoice, checkConflict } from "../../resource/checks";
import { goDuration, ofLength, oneOf } from "../../resource/forms";

/** Replaces as internal/service/autoscaling/group.go says. */
export const properties: Properties = {
  region,
  arn: output,
  availabilityZoneDistribution: { kind: "block", computed: true },
  availabilityZones: { kind: "set", computed: true },
  capacityRebalance: { kind: "flag" },
  capacityReservationSpecification: { kind: "block", computed: true },
  context: {},
  defaultCooldown: { kind: "number", computed: true },
  defaultInstanceWarmup: { kind: "number" },
  desiredCapacity: { kind: "number", computed: true },
  desiredCapacityType: { form: oneOf("units", "vcpu", "memory-mib") },
  enabledMetrics: { kind: "set" },
  forceDelete: { kind: "flag", default: false, local: true },
  forceDeleteWarmPool: { kind: "flag", default: false, local: true },
  healthCheckGracePeriod: { kind: "number", default: 300 },
  healthCheckType: computed,
  ignoreFailedScalingActivities: { kind: "flag", default: false, local: true },
  initialLifecycleHooks: { kind: "blocks", replaces: true, local: true },
  instanceLifecyclePolicy: { kind: "block" },
  instanceMaintenancePolicy: { kind: "block" },
  instanceRefresh: { kind: "block", local: true },
  launchConfiguration: {},
  launchTemplate: { kind: "block", fills: ["id", "name", "version"] },
  loadBalancers: { kind: "set", computed: true },
  maxInstanceLifetime: { kind: "number" },
  maxSize: { kind: "number", required: true, exact: true },
  metricsGranularity: { default: "1Minute" },
  minElbCapacity: { kind: "number", local: true },
  minSize: { kind: "number", required: true, exact: true },
  mixedInstancesPolicy: { kind: "block" },
  name: { replaces: true, computed: true, form: ofLength(0, 255) },
  namePrefix: { replaces: true, computed: true, form: ofLength(0, 229) },
  placementGroup: {},
  predictedCapacity: { kind: "number", output: true },
  protectFromScaleIn: { kind: "flag", default: false },
  serviceLinkedRoleArn: computed,
  suspendedProcesses: { kind: "set" },
  tags: { kind: "blocks" },
  targetGroupArns: { kind: "set", computed: true },
  terminationPolicies: { kind: "list" },
  trafficSources: { kind: "blocks", computed: true },
  vpcZoneIdentifiers: { kind: "set", computed: true },
  waitForCapacityTimeout: { default: "10m", local: true, form: goDuration },
  waitForElbCapacity: { kind: "number", local: true },
  warmPool: { kind: "block" },
  warmPoolSize: { kind: "number", output: true },
};

const templates = ["launchConfiguration", "launchTemplate", "mixedInstancesPolicy"];

export const validate = (inputs: ValueMap): readonly CheckFailure[] => [
  ...checkChoice(inputs, templates),
  ...checkConflict(inputs, "availabilityZones", "vpcZoneIdentifiers"),
  ...checkConflict(inputs, "loadBalancers", "trafficSources"),
  ...checkConflict(inputs, "targetGroupArns", "trafficSources"),
  ...checkConflict(inputs, "name", "namePrefix"),
];
