/**
 * An import names the region with the id, where it is not the provider's: `vpc-0123@eu-west-1`.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support
 */
import type { ReadRequest } from "../protocol";

const PLACED = /^(.+)@([a-z]{2}(?:-[a-z]+)+-\d)$/;

interface Imported {
  readonly id: string;
  /** Undefined: the provider's, or what is known already. */
  readonly region: string | undefined;
}

/** What is in a state is read by its id alone, whatever that looks like. */
export function importedFrom({
  id,
  inputs,
  properties,
}: Pick<ReadRequest, "id" | "inputs" | "properties">): Imported {
  const isImport = [inputs, properties].every((one) => Object.keys(one).length === 0);
  const [, own = id, region] = (isImport ? PLACED.exec(id) : null) ?? [];
  return { id: own, region };
}
