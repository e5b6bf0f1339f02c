/** Where an intent does not hold: of one pair of places, and what of it is amiss. */
import type { PacketSet } from "../../net";
import type { Question } from "./question";

export interface Fault {
  readonly question: Question;
  readonly status: "fails" | "undecided";
  /**
   * `missing`: packets that do not get through; `through`: packets that do and should not; `astray`:
   * packets that go another way; `family`: the ends have no address family in common.
   */
  readonly kind: "missing" | "through" | "astray" | "family";
  readonly packets: PacketSet;
}
