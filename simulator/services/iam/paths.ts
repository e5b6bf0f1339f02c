/** Where in an account's tree of names a thing is. */
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { text } from "../../values";

/** @throws AwsError */
export function checkPath(inputs: ValueMap): void {
  const path = text(inputs, "path") ?? "/";
  if (!/^\/([\x21-\x7e]+\/)?$/.test(path) || path.length > 512)
    throw new AwsError(
      "ValidationError",
      `The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters, got ${path}`,
    );
}
