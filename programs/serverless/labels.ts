/** What everything is called, and tagged with. */
import type { Naming } from "pulumi-aws-network";
import type { ServerlessConfig } from "./config";

export interface Labels {
  /** The Pulumi name of what there is one of, and the beginning of the others'. */
  readonly name: string;
  /** The tags `Name` and so on: for every component's arguments. */
  readonly tagged: { readonly naming: Naming; readonly tags: Record<string, string> };
}

export function labelsOf({ environmentSuffix }: ServerlessConfig): Labels {
  const name = "analytics";
  return {
    name,
    tagged: {
      naming: { purpose: name, suffix: environmentSuffix },
      tags: { Environment: environmentSuffix, Service: "image-processing" },
    },
  };
}
