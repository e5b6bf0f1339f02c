/** The CPU and memory that Fargate offers, and what is chosen of it for a task's containers. */
import type { Value, ValueMap } from "../protocol";
import { isMap } from "../values";

interface Size {
  /** Virtual CPUs. */
  readonly cpus: number;
  /** GiB. */
  readonly memory: number;
}

const through = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/**
 * GiB by CPUs. AWS offers 8 CPUs in steps of 4 GiB and 16 in steps of 8; the published component knows every GiB between,
 * and so asks for sizes that AWS then refuses. (docs.aws.amazon.com: AmazonECS, "task-cpu-memory-error")
 */
const offered: readonly (readonly [number, readonly number[]])[] = [
  [0.25, [0.5, 1, 2]],
  [0.5, through(1, 4)],
  [1, through(2, 8)],
  [2, through(4, 16)],
  [4, through(8, 30)],
  [8, through(16, 60)],
  [16, through(32, 120)],
  [32, [60, 120, 244]],
];

/** In the order in which the published component looks: the least memory first, then the fewest CPUs. */
const sizes: readonly Size[] = offered
  .flatMap(([cpus, memories]) => memories.map((memory) => ({ cpus, memory })))
  .sort((a, b) => a.memory - b.memory || a.cpus - b.cpus);

const largest: Size = { cpus: 32, memory: 244 };

/** @returns CPU units and MiB, as a task definition has them. @throws Error where Fargate has nothing as large. */
export function fargateSize(containers: readonly Value[]): { cpu: string; memory: string } {
  const sum = (count: (container: ValueMap) => number): number =>
    containers.filter(isMap).reduce((total, container) => total + count(container), 0);
  const cpus = sum(({ cpu }) => Number(cpu ?? 0)) / 1024;
  const memory = sum((one) => Number(one.memoryReservation ?? 0) || Number(one.memory ?? 0)) / 1024;
  const found = sizes.find((size) => size.cpus >= cpus && size.memory >= memory);
  if (found === undefined)
    throw new Error(
      `the containers ask for ${String(cpus)} vCPU and ${String(memory)} GB together; ` +
        `Fargate's largest task has ${String(largest.cpus)} vCPU and ${String(largest.memory)} GB: make them smaller, or fewer`,
    );
  return { cpu: String(found.cpus * 1024), memory: String(found.memory * 1024) };
}
