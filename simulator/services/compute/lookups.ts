/** Images, instance types and launch templates, as programs look them up. */
import { ProviderError } from "../../errors";
import type { Value, ValueMap } from "../../protocol";
import { flag, maps, tagsOf, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { launchTemplateKind } from "./entities";
import { imagesOf, type Image } from "./images";
import { findTemplate, versionsOf } from "./templateData";

/** `*` stands for any characters, `?` for one. */
export function isLike(value: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`).test(value);
}

const facts: Readonly<Record<string, (image: Image) => string>> = {
  architecture: (image) => image.architecture,
  "block-device-mapping.volume-type": (image) => (image.name.includes("gp2") ? "gp2" : "gp3"),
  description: (image) => image.description,
  "image-id": (image) => image.id,
  "image-type": () => "machine",
  "is-public": () => "true",
  name: (image) => image.name,
  "owner-alias": (image) => image.ownerAlias,
  "owner-id": (image) => image.ownerId,
  platform: (image) => (image.isWindows ? "windows" : ""),
  "root-device-name": (image) => image.rootDeviceName,
  "root-device-type": () => "ebs",
  state: () => "available",
  "virtualization-type": () => "hvm",
};

export function getAmi(scope: Scope, args: ValueMap): ValueMap {
  const found = imagesFor(scope, args);
  const image = found.at(-1);
  if (image === undefined)
    throw new ProviderError(
      "Your query returned no results. Please change your search criteria and try again. " +
        "(The simulated AWS has Amazon Linux 2 and 2023, Ubuntu 22.04 and 24.04, ECS's Amazon Linux 2023 and Windows Server 2022.)",
    );
  if (found.length > 1 && flag(args, "mostRecent") !== true)
    throw new ProviderError(
      "Your query returned more than one result. Please try a more specific search criteria, or set `most_recent` attribute to true.",
    );
  return { ...args, ...shown(scope, image) };
}

export function getAmiIds(scope: Scope, args: ValueMap): ValueMap {
  const found = imagesFor(scope, args).map((image) => image.id);
  const ids = flag(args, "sortAscending") === true ? found : [...found].reverse();
  return { ...args, id: scope.region, ids, region: scope.region };
}

/** Oldest first. */
function imagesFor(scope: Scope, args: ValueMap): readonly Image[] {
  const owners = texts(args, "owners");
  const pattern = text(args, "nameRegex");
  const isOwned = ({ ownerId, ownerAlias }: Image): boolean =>
    owners.length === 0 || owners.includes(ownerId) || owners.includes(ownerAlias);
  return imagesOf(scope.region)
    .filter((image) => isOwned(image) && passes(image, maps(args, "filters")))
    .filter((image) => pattern === undefined || new RegExp(pattern).test(image.name))
    .filter(() => Object.keys(tagsOf(args, "tags")).length === 0)
    .sort((a, b) => (a.creationDate < b.creationDate ? -1 : 1));
}

function passes(image: Image, filters: readonly ValueMap[]): boolean {
  return filters.every((filter) => {
    const name = text(filter, "name") ?? "";
    const fact = facts[name];
    if (fact === undefined)
      throw new ProviderError(
        `the simulated AWS cannot filter images by ${name}; it can by ${Object.keys(facts).join(", ")}`,
      );
    return texts(filter, "values").some((pattern) => isLike(fact(image), pattern));
  });
}

function shown(scope: Scope, image: Image): ValueMap {
  return {
    architecture: image.architecture,
    arn: `arn:${scope.partition.name}:ec2:${scope.region}::image/${image.id}`,
    blockDeviceMappings: [
      {
        deviceName: image.rootDeviceName,
        ebs: {
          delete_on_termination: "true",
          encrypted: "false",
          snapshot_id: image.rootSnapshotId,
          volume_size: String(image.size),
          volume_type: image.name.includes("gp2") ? "gp2" : "gp3",
        },
        noDevice: "",
        virtualName: "",
      },
    ],
    bootMode: image.architecture === "arm64" ? "uefi" : "uefi-preferred",
    creationDate: image.creationDate,
    deprecationTime: image.creationDate.replace(/^\d+/, (year) => String(Number(year) + 2)),
    description: image.description,
    enaSupport: true,
    hypervisor: "xen",
    id: image.id,
    imageId: image.id,
    imageLocation: `${image.ownerAlias === "" ? image.ownerId : image.ownerAlias}/${image.name}`,
    imageOwnerAlias: image.ownerAlias,
    imageType: "machine",
    imdsSupport: image.name.startsWith("al2023") ? "v2.0" : "",
    kernelId: "",
    lastLaunchedTime: "",
    name: image.name,
    ownerId: image.ownerId,
    platform: image.isWindows ? "windows" : "",
    platformDetails: image.isWindows ? "Windows" : "Linux/UNIX",
    productCodes: [],
    public: true,
    ramdiskId: "",
    region: scope.region,
    rootDeviceName: image.rootDeviceName,
    rootDeviceType: "ebs",
    rootSnapshotId: image.rootSnapshotId,
    sriovNetSupport: "simple",
    state: "available",
    stateReason: { code: "UNSET", message: "UNSET" },
    tags: {},
    tpmSupport: "",
    usageOperation: image.isWindows ? "RunInstances:0002" : "RunInstances",
    virtualizationType: "hvm",
  };
}

/** Of what the resource has as one block, the look-up has a list. */
const lists: Readonly<Record<string, string>> = {
  capacityReservationSpecification: "capacityReservationSpecifications",
  cpuOptions: "cpuOptions",
  creditSpecification: "creditSpecifications",
  enclaveOptions: "enclaveOptions",
  hibernationOptions: "hibernationOptions",
  iamInstanceProfile: "iamInstanceProfiles",
  instanceMarketOptions: "instanceMarketOptions",
  instanceRequirements: "instanceRequirements",
  maintenanceOptions: "maintenanceOptions",
  metadataOptions: "metadataOptions",
  monitoring: "monitorings",
  networkPerformanceOptions: "networkPerformanceOptions",
  placement: "placements",
  privateDnsNameOptions: "privateDnsNameOptions",
};

export function getLaunchTemplate(scope: Scope, args: ValueMap): ValueMap {
  const wanted = Object.entries(tagsOf(args, "tags"));
  const named = text(args, "id") !== undefined || text(args, "name") !== undefined;
  const found = (named ? [findTemplate(scope, args)] : scope.all(launchTemplateKind))
    .filter((one) => one !== undefined)
    .filter((one) => wanted.every(([key, value]) => one.tags?.[key] === value));
  const [template] = found;
  if (template === undefined) throw new ProviderError("no matching EC2 Launch Template found");
  if (found.length > 1)
    throw new ProviderError(
      "multiple EC2 Launch Templates matched; use additional constraints to reduce matches to a single EC2 Launch Template",
    );
  const latest = versionsOf(template).at(-1) ?? {};
  const blocks: Record<string, Value> = {};
  for (const [one, many] of Object.entries(lists))
    blocks[many] = latest[one] === undefined ? [] : [latest[one]];
  const { arn = "", defaultVersion = 1, latestVersion = 1, name = "" } = template.properties;
  return {
    ...latest,
    ...blocks,
    arn,
    defaultVersion,
    latestVersion,
    name,
    id: template.id,
    region: scope.region,
    tags: template.tags ?? {},
  };
}
