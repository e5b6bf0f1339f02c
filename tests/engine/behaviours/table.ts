/** Every behaviour, by chapter. */
import type { Behaviour } from "./behaviour";
import { assets } from "./assets";
import { hooks } from "./hooks";
import { methods } from "./methods";
import { providers } from "./providers";
import { stackReferences } from "./stackReferences";
import { steps } from "./steps";
import { transforms } from "./transforms";

export const behaviours: readonly Behaviour[] = [
  ...assets,
  ...hooks,
  ...methods,
  ...providers,
  ...stackReferences,
  ...steps,
  ...transforms,
];
