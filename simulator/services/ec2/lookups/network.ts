/** VPCs and subnets by id, tags or filters. */
import { defaultVpc } from "../defaultVpc";
import { subnetKind, vpcKind, type Subnet, type Vpc } from "../entities";
import { findVpc } from "../references";
import { ipv4Blocks } from "../vpcBlocks";
import { ProviderError } from "../../../errors";
import type { ValueMap } from "../../../protocol";
import { flag, maps, tagsOf, text, texts, type Tags } from "../../../values";
import type { Scope } from "../../../world/scope";

export function getVpc(scope: Scope, args: ValueMap): ValueMap {
  const found = vpcsFor(scope, args).filter((vpc) => matches(vpcFacts, vpc, args));
  const [vpc] = found;
  if (vpc === undefined) throw new ProviderError("no matching EC2 VPC found");
  if (found.length > 1)
    throw new ProviderError(
      "multiple EC2 VPCs matched; use additional constraints to reduce matches to a single EC2 VPC",
    );
  return {
    arn: scope.arn("ec2", `vpc/${vpc.id}`),
    cidrBlock: vpc.cidrBlock,
    cidrBlockAssociations: ipv4Blocks(vpc).map((cidrBlock) => ({
      associationId: scope.childId("vpc-cidr-assoc", vpc.id, cidrBlock),
      cidrBlock,
      state: "associated",
    })),
    default: vpc.isDefault,
    dhcpOptionsId: vpc.dhcpOptionsId,
    enableDnsHostnames: vpc.enableDnsHostnames,
    enableDnsSupport: vpc.enableDnsSupport,
    enableNetworkAddressUsageMetrics: vpc.enableNetworkAddressUsageMetrics,
    id: vpc.id,
    instanceTenancy: vpc.instanceTenancy,
    ipv6AssociationId: vpc.ipv6Blocks[0]?.associationId ?? "",
    ipv6CidrBlock: vpc.ipv6Blocks[0]?.cidrBlock ?? "",
    mainRouteTableId: vpc.mainRouteTableId,
    ownerId: scope.account,
    region: scope.region,
    state: "available",
    tags: vpc.tags,
  };
}

function vpcsFor(scope: Scope, args: ValueMap): readonly Vpc[] {
  const id = text(args, "id");
  if (id !== undefined) return [findVpc(scope, id)].filter((one) => one !== undefined);
  if (flag(args, "default") === true) return [defaultVpc(scope)].filter((one) => one !== undefined);
  defaultVpc(scope);
  return scope.all(vpcKind);
}

export function getSubnets(scope: Scope, args: ValueMap): ValueMap {
  defaultVpc(scope);
  const ids = scope
    .all(subnetKind)
    .filter((subnet) => matches(subnetFacts, subnet, args))
    .map((subnet) => subnet.id)
    .sort();
  return { ...args, id: scope.region, ids, region: scope.region };
}

type Facts<E> = Readonly<Record<string, (entity: E) => readonly string[]>>;

const vpcFacts: Facts<Vpc> = {
  cidr: (vpc) => [vpc.cidrBlock],
  "cidr-block-association.cidr-block": ipv4Blocks,
  "dhcp-options-id": (vpc) => [vpc.dhcpOptionsId],
  "is-default": (vpc) => [String(vpc.isDefault)],
  isDefault: (vpc) => [String(vpc.isDefault)],
  "owner-id": (vpc) => [vpc.account],
  state: () => ["available"],
  "vpc-id": (vpc) => [vpc.id],
};

const subnetFacts: Facts<Subnet> = {
  "availability-zone": (subnet) => [subnet.availabilityZone],
  "availability-zone-id": (subnet) => [subnet.availabilityZoneId],
  "cidr-block": (subnet) => [subnet.cidrBlock],
  "default-for-az": (subnet) => [String(subnet.isDefault === true)],
  "map-public-ip-on-launch": (subnet) => [
    subnet.attributes.mapPublicIpOnLaunch === true ? "true" : "false",
  ],
  "owner-id": (subnet) => [subnet.account],
  state: () => ["available"],
  "subnet-id": (subnet) => [subnet.id],
  "vpc-id": (subnet) => [subnet.vpcId],
};

function matches<E extends { readonly tags?: Tags }>(
  facts: Facts<E>,
  entity: E,
  args: ValueMap,
): boolean {
  const tags = entity.tags ?? {};
  const wanted = Object.entries(tagsOf(args, "tags"));
  if (wanted.some(([key, value]) => tags[key] !== value)) return false;
  return maps(args, "filters").every((filter) => {
    const name = text(filter, "name") ?? "";
    const values = texts(filter, "values");
    const found = name.startsWith("tag:") ? tagValue(tags, name.slice(4)) : facts[name]?.(entity);
    if (found === undefined)
      throw new ProviderError(
        `the simulated AWS cannot filter by ${name}; it can by tag:<key>, ${Object.keys(facts).join(", ")}`,
      );
    return found.some((one) => values.some((pattern) => isLike(one, pattern)));
  });
}

function tagValue(tags: Tags, key: string): readonly string[] {
  const value = tags[key];
  return value === undefined ? [] : [value];
}

/** `*` stands for any characters, `?` for one. */
function isLike(value: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`).test(value);
}
