/** Changes in the kept simulated AWS behind the stacks' backs, as somebody makes them in the console. */
import { UsageError } from "../errors";
import { changing, type WorldOptions } from "./keptWorld";
import type { Drifted, Value, World } from "../../simulator";

type Properties = Readonly<Record<string, Value>>;

export interface PlaceOptions extends WorldOptions {
  /** Twelve digits. @default - the one account in which something stands */
  readonly account?: string;
  /** @default - the one region in which something stands */
  readonly region?: string;
}

/** @param target an id or a URN; `properties` by name, `tags.Name` for one tag, null to take one away */
export function simSet(
  target: string,
  properties: Properties,
  options: WorldOptions = {},
): Promise<Drifted> {
  return changing("sim set", options, async (world) => {
    const { changeByHand } = await import("../../simulator");
    return asked(() => changeByHand(world, target, properties));
  });
}

export function simRemove(target: string, options: WorldOptions = {}): Promise<Drifted> {
  return changing("sim rm", options, async (world) => {
    const { removeByHand } = await import("../../simulator");
    return asked(() => removeByHand(world, target));
  });
}

/** @param type the whole token: `aws:ec2/vpc:Vpc` */
export function simAdd(
  type: string,
  name: string,
  properties: Properties,
  options: PlaceOptions = {},
): Promise<Drifted> {
  return changing("sim add", options, async (world) => {
    const { addByHand } = await import("../../simulator");
    const account = options.account ?? only(world, "account");
    const region = options.region ?? only(world, "region");
    const wanted = { type, name, inputs: properties };
    return asked(() => addByHand(world, wanted, { account, region }));
  });
}

/** Where there is no choice, none has to be made. */
function only(world: World, part: "account" | "region"): string {
  const all = new Set(world.list().map((one) => one[part]));
  all.delete("");
  const [first] = all;
  if (all.size === 1 && first !== undefined) return first;
  const found = all.size === 0 ? "nothing stands in the simulated AWS" : [...all].sort().join(", ");
  throw new UsageError(`say in which ${part} with --${part}: there is ${found}`);
}

/** What was asked for wrongly is told as such. */
async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { DriftError } = await import("../../simulator");
    throw error instanceof DriftError ? new UsageError(error.message) : error;
  }
}

/** `tags.Name=web enableDnsSupport=false`: JSON where it is JSON, text otherwise. */
export function parseProperties(pairs: readonly string[]): Properties {
  return Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf("=");
      if (equals < 1)
        throw new UsageError(`"${pair}" is no property=value; for example tags.Name=web`);
      return [pair.slice(0, equals), parseValue(pair.slice(equals + 1))];
    }),
  );
}

function parseValue(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}
