/** Takes over what `aws ec2 describe-…` said of an account, for programs that build on what is there already. */
import type { World } from "../../world/world";
import { primeWorld, type Primed } from "../prime";
import type { StatePlace } from "../state";
import { readAnswers, textOf, type Answers } from "./answers";
import { describedResources } from "./resources";

export interface PrimedDescribed extends Primed {
  /** Kinds of answers that are not read: `Images`. */
  readonly unread: readonly string[];
}

/** @param folder of JSON files, or of such folders by region. @throws Error where account or region cannot be told */
export async function primeDescribed(
  world: World,
  folder: string,
  fallback: Partial<StatePlace> = {},
): Promise<PrimedDescribed> {
  let sum: PrimedDescribed = { taken: 0, standing: [], account: undefined, unread: [] };
  for (const one of await readAnswers(folder)) {
    if (one.answers.size === 0) continue;
    const region = one.region ?? fallback.region;
    if (region === undefined)
      throw new Error(
        `nothing says of which region ${folder} is: put the files into a folder named after it, such as us-east-1`,
      );
    const account = fallback.account ?? ownerOf(one.answers);
    const { resources, unread } = describedResources(one.answers, region);
    const place = account === undefined ? { region } : { region, account };
    const primed = await primeWorld(world, resources, place);
    sum = {
      taken: sum.taken + primed.taken,
      standing: [...sum.standing, ...primed.standing],
      account: sum.account ?? primed.account,
      unread: [...new Set([...sum.unread, ...unread])].sort(),
    };
  }
  return sum;
}

function ownerOf(answers: Answers): string | undefined {
  for (const list of answers.values())
    for (const answer of list) {
      const owner = textOf(answer, "OwnerId");
      if (owner !== undefined) return owner;
    }
  return undefined;
}
