/** Every behaviour, by chapter. */
import type { Behaviour } from "./behaviour";
import { steps } from "./steps";

export const behaviours: readonly Behaviour[] = [...steps];
