/** What everything is called, and tagged with. */
import type { Naming } from "pulumi-aws-network";
import type { TiersConfig } from "./config";

export interface Labels {
  /** The Pulumi name of what there is one of, and the beginning of the others'. */
  readonly name: string;
  readonly naming: Naming;
  readonly tags: Record<string, string>;
}

const PURPOSE = "shop";

export function labelsOf({ environmentSuffix }: TiersConfig): Labels {
  return {
    name: PURPOSE,
    naming: { purpose: PURPOSE, suffix: environmentSuffix },
    tags: { Environment: environmentSuffix, Service: "three-tier" },
  };
}

/** The tags of what no component makes: `{resource-type}-{purpose}-{suffix}`. */
export const tagsFor = (
  resourceType: string,
  { naming, tags }: Labels,
  detail?: string,
): Record<string, string> => ({
  Name: [resourceType, naming.purpose, ...(detail ? [detail] : []), naming.suffix].join("-"),
  ...tags,
});
