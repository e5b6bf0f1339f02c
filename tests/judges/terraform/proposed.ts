/** What Terraform proposes to a provider: the configuration, and what AWS filled in before where nothing is configured. */
import { isList, isObject, unknown, type TerraformObject, type TerraformValue } from "./msgpack";
import type { Attribute, Block, NestedBlock } from "./schema";

export function proposed(
  block: Block,
  prior: TerraformValue,
  config: TerraformObject,
): TerraformObject {
  const before = asValues(prior);
  return Object.fromEntries([
    ...Object.entries(block.attributes ?? {}).map(([name, attribute]) => [
      name,
      proposedAttribute(attribute, before[name] ?? null, config[name] ?? null),
    ]),
    ...Object.entries(block.block_types ?? {}).map(([name, nested]) => [
      name,
      proposedBlocks(nested, before[name] ?? null, config[name] ?? null),
    ]),
  ]) as TerraformObject;
}

function proposedAttribute(
  { computed, nested_type: nested }: Attribute,
  prior: TerraformValue,
  config: TerraformValue,
): TerraformValue {
  if (computed === true && config === null) return prior;
  if (nested === undefined || config === null || config === unknown) return config;
  const { nesting_mode: mode, attributes } = nested;
  return mode === "map"
    ? config
    : proposedBlocks({ nesting_mode: mode, block: { attributes } }, prior, config);
}

/** Blocks of a list belong together by their place, those of a set by what is configured of them. */
function proposedBlocks(
  { nesting_mode: mode, block }: NestedBlock,
  prior: TerraformValue,
  config: TerraformValue,
): TerraformValue {
  if (config === null || config === unknown) return config;
  if (!isList(config)) return proposed(block, prior, asValues(config));
  const left = isList(prior) ? [...prior] : [];
  return config.map((one, index) => {
    if (one === unknown) return one;
    if (mode === "list") return proposed(block, left[index] ?? null, asValues(one));
    const at = left.findIndex((candidate) => couldBe(block, asValues(candidate), asValues(one)));
    const [found = null] = at < 0 ? [] : left.splice(at, 1);
    return proposed(block, found, asValues(one));
  });
}

/** Whether a block as AWS has it is the one that is configured: the same but for what AWS filled in. */
function couldBe(block: Block, prior: TerraformObject, config: TerraformObject): boolean {
  return Object.keys(config).every((name) => {
    const isFilledIn = block.attributes?.[name]?.computed === true && config[name] === null;
    return isFilledIn || JSON.stringify(prior[name]) === JSON.stringify(config[name]);
  });
}

const asValues = (value: TerraformValue): TerraformObject => (isObject(value) ? value : {});
