/** Every behaviour, by chapter. */
import type { Behaviour } from "./behaviour";
import { aliases } from "./aliases";
import { assets } from "./assets";
import { autonaming } from "./autonaming";
import { changes } from "./changes";
import { deleting } from "./deleting";
import { diffs } from "./diffs";
import { failures } from "./failures";
import { hooks } from "./hooks";
import { importCommand } from "./importCommand";
import { importing } from "./importing";
import { keeping } from "./keeping";
import { lives } from "./lives";
import { methods } from "./methods";
import { options } from "./options";
import { pending } from "./pending";
import { providers } from "./providers";
import { refreshing } from "./refreshing";
import { replacing } from "./replacing";
import { runProgram } from "./runProgram";
import { stackReferences } from "./stackReferences";
import { steps } from "./steps";
import { targets } from "./targets";
import { transforms } from "./transforms";

export const behaviours: readonly Behaviour[] = [
  ...aliases,
  ...assets,
  ...autonaming,
  ...changes,
  ...deleting,
  ...diffs,
  ...failures,
  ...hooks,
  ...importCommand,
  ...importing,
  ...keeping,
  ...lives,
  ...methods,
  ...options,
  ...pending,
  ...providers,
  ...refreshing,
  ...replacing,
  ...runProgram,
  ...stackReferences,
  ...steps,
  ...targets,
  ...transforms,
];
