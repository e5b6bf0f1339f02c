/** Random networks: a sane one with up to four things changed, or one with so many that no sense is left. */
import type { Network } from "../../../../analysis/model/network";
import { diceOf } from "./dice";
import { joinedVpcs } from "./joined";
import { mutations } from "./mutate";
import { rulesWith } from "./rules";
import type { Space } from "./space";

export function randomNetwork(seed: number, space: Space): Network {
  const dice = diceOf(seed);
  const rules = rulesWith(dice, space);
  const howMany = dice.pick([1, 1, 2, 2, 3]);
  const changes = dice.chance(20) ? 15 + dice.below(25) : dice.below(5);
  let network = joinedVpcs(rules, howMany);
  for (let change = 0; change < changes; change++) {
    network = dice.pick(mutations)(network, rules);
  }
  return network;
}
