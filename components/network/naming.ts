/**
 * Names and tags. A child's Pulumi name is its identity: component, tier and zone, never a place in
 * a list, and never the region, so that a network reads the same wherever it stands. The AWS `Name`
 * tag is decoration on top of it.
 */
import type * as pulumi from "@pulumi/pulumi";
import { parseAvailabilityZone } from "../../net";

/** How AWS's consoles show the resources: `{resource-type}-{purpose}-{suffix}`. */
export interface Naming {
  /** What the network is for, e.g. `analytics`. */
  purpose: string;
  /** The environment, e.g. `dev`. */
  suffix: string;
}

/** What tags follow from, the same for all children of a component. */
export interface Tagging {
  readonly naming?: Naming | undefined;
  readonly tags?: Record<string, pulumi.Input<string>> | undefined;
}

export interface Tagged {
  /** The child's Pulumi name: its `Name` where there is no `naming`. */
  readonly child: string;
  /** What it is, e.g. `subnet-private`. */
  readonly resourceType: string;
  /** What tells it from others of its type, e.g. `us-east-1a`. */
  readonly detail?: string | undefined;
  /** The tag `Type`: public, private, or an isolated tier's own name. */
  readonly type?: string | undefined;
}

const KEY = /^[a-z][a-z0-9-]*$/;

/** Whether a caller's key can be part of a child's name: lower-case letters, digits and hyphens. */
export const isKey = (text: string): boolean => KEY.test(text);

/** The name of a child: `images-private-1a`. */
export function childName(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join("-");
}

/** A CIDR block as part of a name: `10.0.0.0-16`; an IPv6 block's colons, which a URN is split by, become dots. */
export function cidrBlockName(text: string): string {
  return text.replaceAll(":", ".").replace("/", "-");
}

/** `1a` of us-east-1a, `az1` of use1-az1; undefined stays so. */
export function zoneSuffix(availabilityZone: string): string;
export function zoneSuffix(availabilityZone: string | undefined): string | undefined;
export function zoneSuffix(availabilityZone: string | undefined): string | undefined {
  if (availabilityZone === undefined) return undefined;
  return parseAvailabilityZone(availabilityZone)?.suffix ?? availabilityZone;
}

/** A component's own part of the `Name` tag: its name without the purpose, which stands there already. */
export function detailOf({ naming }: Tagging, name: string): string | undefined {
  const purpose = naming?.purpose ?? "";
  if (name === purpose) return undefined;
  return name.startsWith(`${purpose}-`) ? name.slice(purpose.length + 1) : name;
}

/** A child's tags; the caller's own win, `Name` too. */
export function tagsOf(tagging: Tagging, tagged: Tagged): Record<string, pulumi.Input<string>> {
  const { naming, tags } = tagging;
  const name = naming
    ? childName(tagged.resourceType, naming.purpose, tagged.detail, naming.suffix)
    : tagged.child;
  return {
    Name: name,
    ...(tagged.type === undefined ? {} : { Type: tagged.type }),
    ...tags,
  };
}
