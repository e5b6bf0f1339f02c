/**
 * The sizes that Fargate has, and what it asks of a task definition.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
 */
import type { ValueMap } from "../../protocol";
import { isMap, text } from "../../values";

/** CPU units: MiB from, to, in steps of. */
const memories: Readonly<Record<number, readonly [from: number, to: number, step: number]>> = {
  256: [512, 2048, 512],
  512: [1024, 4096, 1024],
  1024: [2048, 8192, 1024],
  2048: [4096, 16_384, 1024],
  4096: [8192, 30_720, 1024],
  8192: [16_384, 61_440, 4096],
  16_384: [32_768, 122_880, 8192],
};

/** `256`, `.25 vCPU`. */
export function cpuUnits(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const vcpus = /^([\d.]+)\s*vcpu$/i.exec(given)?.[1];
  return vcpus === undefined ? Number(given) : Number(vcpus) * 1024;
}

/** `512`, `1 GB`. */
export function mebibytes(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const gigabytes = /^([\d.]+)\s*gb$/i.exec(given)?.[1];
  return gigabytes === undefined ? Number(given) : Number(gigabytes) * 1024;
}

function isSize(cpu: number, memory: number): boolean {
  const [from, to, step] = memories[cpu] ?? [1, 0, 1];
  if (cpu === 256) return [512, 1024, 2048].includes(memory);
  return memory >= from && memory <= to && (memory - from) % step === 0;
}

/** What is wrong with a task definition that asks for Fargate. */
export function fargateFault(
  inputs: ValueMap,
  containers: readonly ValueMap[],
): string | undefined {
  if (text(inputs, "networkMode") !== "awsvpc")
    return "Fargate only supports network mode 'awsvpc'.";
  const cpu = cpuUnits(text(inputs, "cpu"));
  const memory = mebibytes(text(inputs, "memory"));
  if (cpu === undefined) return "Fargate requires that 'cpu' be defined at the task level.";
  if (memory === undefined) return "Fargate requires that 'memory' be defined at the task level.";
  if (!isSize(cpu, memory))
    return `No Fargate configuration exists for given values: ${cpu} CPU, ${memory} memory. See the Amazon ECS documentation for the valid values.`;
  return text(inputs, "executionRoleArn") === undefined ? roleFault(containers) : undefined;
}

/** What only an execution role may do for a task. */
function roleFault(containers: readonly ValueMap[]): string | undefined {
  const needs = "Fargate requires task definition to have execution role ARN to support";
  if (containers.some((one) => /\.dkr\.ecr\.[\w-]+\.amazonaws\./.test(text(one, "image") ?? "")))
    return `${needs} ECR images.`;
  const logs = containers.map((one) => (isMap(one.logConfiguration) ? one.logConfiguration : {}));
  return logs.some((one) => text(one, "logDriver") === "awslogs")
    ? `${needs} log driver awslogs.`
    : undefined;
}
