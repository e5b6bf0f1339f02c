/**
 * What a volume may be: its type, size, operations and throughput.
 * https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html
 */
import { AwsError } from "../../errors";

export interface VolumeRequest {
  readonly type: string;
  readonly size: number | undefined;
  readonly iops: number | undefined;
  readonly throughput: number | undefined;
}

type Range = readonly [from: number, to: number];

interface VolumeType {
  readonly size: Range;
  readonly iops?: Range;
  /** Operations a GiB, at most. */
  readonly iopsPerGib?: number;
  readonly throughput?: Range;
  readonly needsIops?: true;
}

const types: Readonly<Record<string, VolumeType>> = {
  gp2: { size: [1, 16_384] },
  gp3: { size: [1, 65_536], iops: [3000, 80_000], iopsPerGib: 500, throughput: [125, 2000] },
  io1: { size: [4, 16_384], iops: [100, 64_000], iopsPerGib: 50, needsIops: true },
  io2: { size: [4, 65_536], iops: [100, 256_000], iopsPerGib: 1000, needsIops: true },
  sc1: { size: [125, 16_384] },
  st1: { size: [125, 16_384] },
  standard: { size: [1, 1024] },
};

export const volumeTypes: readonly string[] = Object.keys(types);

/** @throws AwsError */
export function acceptVolume(request: VolumeRequest): void {
  const { type, size, iops, throughput } = request;
  const rules = types[type];
  if (rules === undefined)
    throw new AwsError(
      "InvalidParameterValue",
      `Value (${type}) for parameter volumeType is invalid. It is one of ${volumeTypes.join(", ")}`,
    );
  within("size", size, rules.size, type);
  only("iops", iops, rules.iops, type);
  only("throughput", throughput, rules.throughput, type);
  if (rules.needsIops === true && iops === undefined)
    throw new AwsError(
      "MissingParameter",
      `The parameter iops must be specified for ${type} volumes.`,
    );
  acceptRatios(request, rules);
}

function acceptRatios({ size, iops, throughput }: VolumeRequest, rules: VolumeType): void {
  const most = rules.iopsPerGib === undefined ? Infinity : rules.iopsPerGib * (size ?? Infinity);
  // The 3,000 that every gp3 volume has need no size.
  if (iops !== undefined && iops > Math.max(most, rules.throughput === undefined ? 0 : 3000))
    throw new AwsError(
      "InvalidParameterCombination",
      `Iops to volume size ratio of ${iops}:${size ?? ""} is too high; maximum is ${rules.iopsPerGib ?? ""}`,
    );
  if (throughput !== undefined && throughput > 0.25 * (iops ?? 3000))
    throw new AwsError(
      "InvalidParameterValue",
      `Throughput (MiBps) to iops ratio of ${throughput}:${iops ?? 3000} is too high; maximum is 0.250000 MiBps per iops`,
    );
}

function only(
  name: string,
  value: number | undefined,
  range: Range | undefined,
  type: string,
): void {
  if (value === undefined || value === 0) return;
  if (range === undefined)
    throw new AwsError(
      "InvalidParameterCombination",
      `The parameter ${name} is not supported for ${type} volumes.`,
    );
  within(name, value, range, type);
}

function within(name: string, value: number | undefined, [from, to]: Range, type: string): void {
  if (value !== undefined && (value < from || value > to))
    throw new AwsError(
      "InvalidParameterValue",
      `${name} ${value} is not allowed for ${type} volumes: it must be between ${from} and ${to}`,
    );
}
