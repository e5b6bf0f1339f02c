/** Tags: the provider's defaults under the resource's own, and AWS's limits, which the provider does not check. */
import { AwsError } from "../errors";
import type { Tags } from "../values";

/** The resource's own tag wins. */
export const mergeTags = (defaults: Tags, own: Tags): Tags => ({ ...defaults, ...own });

/** What of AWS's tags is the resource's own: all that a default does not explain. */
export function ownTags(all: Tags, defaults: Tags, written: Tags): Tags {
  return Object.fromEntries(
    Object.entries(all).filter(([key, value]) => key in written || defaults[key] !== value),
  );
}

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html */
export function checkTags(tags: Tags): void {
  const entries = Object.entries(tags);
  if (entries.length > 50)
    throw new AwsError(
      "TagLimitExceeded",
      "The maximum number of Tags for a resource has been reached.",
    );
  for (const [key, value] of entries) {
    if (key.toLowerCase().startsWith("aws:"))
      throw new AwsError(
        "InvalidTagKey.Malformed",
        `The tag key '${key}' is not valid. Tag keys starting with 'aws:' are reserved for internal use.`,
      );
    if (key.length < 1 || key.length > 128)
      throw new AwsError(
        "InvalidParameterValue",
        `Tag keys must be between 1 and 128 characters long, got ${key.length}: ${key}`,
      );
    if (value.length > 256)
      throw new AwsError(
        "InvalidParameterValue",
        `Tag values can be at most 256 characters long, got ${value.length} for ${key}`,
      );
  }
}
