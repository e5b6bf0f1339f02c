/** What everything is called, and tagged with. */
import type { Naming } from "pulumi-aws-network";
import type { PlatformConfig } from "./config";

export interface Labels {
  /** The Pulumi name of what there is one of, and the beginning of the others'. */
  readonly name: string;
  readonly naming: Naming;
  readonly tags: Record<string, string>;
}

export function labelsOf({ environmentSuffix }: PlatformConfig): Labels {
  return {
    name: "platform",
    naming: { purpose: "platform", suffix: environmentSuffix },
    tags: { Environment: environmentSuffix, Service: "ec2-platform" },
  };
}
