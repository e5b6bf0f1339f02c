/**
 * Amazon machine images that programs look up: the names that AWS, Canonical and Microsoft publish under, with dates of
 * January 2025. Ids are made up: they follow from the name and the region, in whatever account.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/finding-an-ami.html
 */
import { digest, simulatedId } from "../../world/identity";
import type { Architecture } from "./instanceTypes";

interface Family {
  /** `{date}` and `{architecture}` stand for what differs. */
  readonly name: string;
  readonly description: string;
  readonly owner: keyof typeof owners;
  readonly architectures: readonly Architecture[];
  /** As the name has it, oldest first, with the day of its publication. */
  readonly dates: readonly (readonly [inName: string, day: string])[];
  readonly root: string;
  /** GiB of the root volume's snapshot. */
  readonly size: number;
  /** AWS's own name for the newest: a public parameter. `{architecture}` likewise. */
  readonly parameters?: readonly string[];
  readonly windows?: true;
}

/** Who publishes, by account; an alias where AWS has one. */
const owners = {
  amazon: { id: "137112412989", alias: "amazon" },
  ecs: { id: "591542846629", alias: "amazon" },
  windows: { id: "801119661308", alias: "amazon" },
  canonical: { id: "099720109477", alias: "" },
} as const;

const both: readonly Architecture[] = ["x86_64", "arm64"];
const linux = "/aws/service/ami-amazon-linux-latest";
const ubuntu = "/aws/service/canonical/ubuntu/server";

const families: readonly Family[] = [
  {
    name: "al2023-ami-{date}-kernel-6.1-{architecture}",
    description: "Amazon Linux 2023 AMI {architecture} HVM kernel-6.1",
    owner: "amazon",
    architectures: both,
    dates: [
      ["2023.6.20241212.0", "2024-12-13"],
      ["2023.6.20250115.0", "2025-01-17"],
    ],
    root: "/dev/xvda",
    size: 8,
    parameters: [
      `${linux}/al2023-ami-kernel-default-{architecture}`,
      `${linux}/al2023-ami-kernel-6.1-{architecture}`,
    ],
  },
  {
    name: "al2023-ami-minimal-{date}-kernel-6.1-{architecture}",
    description: "Amazon Linux 2023 AMI minimal {architecture} HVM kernel-6.1",
    owner: "amazon",
    architectures: both,
    dates: [["2023.6.20250115.0", "2025-01-17"]],
    root: "/dev/xvda",
    size: 2,
    parameters: [
      `${linux}/al2023-ami-minimal-kernel-default-{architecture}`,
      `${linux}/al2023-ami-minimal-kernel-6.1-{architecture}`,
    ],
  },
  {
    name: "amzn2-ami-hvm-{date}-{architecture}-gp2",
    description: "Amazon Linux 2 AMI {date} {architecture} HVM gp2",
    owner: "amazon",
    architectures: both,
    dates: [["2.0.20250116.0", "2025-01-18"]],
    root: "/dev/xvda",
    size: 8,
    parameters: [
      `${linux}/amzn2-ami-hvm-{architecture}-gp2`,
      `${linux}/amzn2-ami-hvm-{architecture}-ebs`,
    ],
  },
  {
    name: "ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-{debian}-server-{date}",
    description: "Canonical, Ubuntu, 22.04, {debian} jammy image",
    owner: "canonical",
    architectures: both,
    dates: [
      ["20241206", "2024-12-06"],
      ["20250112", "2025-01-12"],
    ],
    root: "/dev/sda1",
    size: 8,
    parameters: [`${ubuntu}/22.04/stable/current/{debian}/hvm/ebs-gp2/ami-id`],
  },
  {
    name: "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-{debian}-server-{date}",
    description: "Canonical, Ubuntu, 24.04, {debian} noble image",
    owner: "canonical",
    architectures: both,
    dates: [["20250115", "2025-01-15"]],
    root: "/dev/sda1",
    size: 8,
    parameters: [`${ubuntu}/24.04/stable/current/{debian}/hvm/ebs-gp3/ami-id`],
  },
  {
    name: "al2023-ami-ecs-hvm-{date}-kernel-6.1-{architecture}",
    description: "Amazon Linux AMI 2023 {architecture} ECS HVM EBS",
    owner: "ecs",
    architectures: both,
    dates: [["2023.0.20250110", "2025-01-11"]],
    root: "/dev/xvda",
    size: 30,
    parameters: ["/aws/service/ecs/optimized-ami/amazon-linux-2023{/arm64}/recommended/image_id"],
  },
  {
    name: "Windows_Server-2022-English-Full-Base-{date}",
    description: "Microsoft Windows Server 2022 Full Locale English AMI provided by Amazon",
    owner: "windows",
    architectures: ["x86_64"],
    dates: [["2025.01.15", "2025-01-15"]],
    root: "/dev/sda1",
    size: 30,
    parameters: ["/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base"],
    windows: true,
  },
];

export interface Image {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly ownerId: string;
  readonly ownerAlias: string;
  readonly architecture: Architecture;
  readonly creationDate: string;
  readonly rootDeviceName: string;
  readonly rootSnapshotId: string;
  readonly size: number;
  readonly isWindows: boolean;
}

const byRegion = new Map<string, readonly Image[]>();

/** Newest last. */
export function imagesOf(region: string): readonly Image[] {
  let found = byRegion.get(region);
  if (found === undefined) {
    found = families.flatMap((family) => imagesIn(family, region));
    byRegion.set(region, found);
  }
  return found;
}

const written = (pattern: string, architecture: Architecture, date = ""): string =>
  pattern
    .replaceAll("{date}", date)
    .replaceAll("{architecture}", architecture)
    .replaceAll("{/arm64}", architecture === "arm64" ? "/arm64" : "")
    .replaceAll("{debian}", architecture === "arm64" ? "arm64" : "amd64");

function imagesIn(family: Family, region: string): readonly Image[] {
  const { id: ownerId, alias: ownerAlias } = owners[family.owner];
  return family.dates.flatMap(([date, day]) =>
    family.architectures.map((architecture) => {
      const name = written(family.name, architecture, date);
      return {
        id: simulatedId("ami", digest("image", region, name)),
        name,
        description: written(family.description, architecture, date),
        ownerId,
        ownerAlias,
        architecture,
        creationDate: `${day}T00:00:00.000Z`,
        rootDeviceName: family.root,
        rootSnapshotId: simulatedId("snap", digest("snapshot", region, name)),
        size: family.size,
        isWindows: family.windows === true,
      };
    }),
  );
}

export const findImage = (region: string, id: string): Image | undefined =>
  imagesOf(region).find((image) => image.id === id);

/** The image that one of AWS's public parameters names. */
export function imageOfParameter(region: string, parameter: string): Image | undefined {
  for (const family of families)
    for (const architecture of family.architectures)
      if (family.parameters?.some((one) => written(one, architecture) === parameter) === true)
        return imagesIn(family, region)
          .filter((image) => image.architecture === architecture)
          .at(-1);
  return undefined;
}

export const imageParameters: readonly string[] = families.flatMap((family) =>
  (family.parameters ?? []).flatMap((one) =>
    family.architectures.map((architecture) => written(one, architecture)),
  ),
);
