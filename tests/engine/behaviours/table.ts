/** Every behaviour, by chapter. */
import type { Behaviour } from "./behaviour";
import { assets } from "./assets";
import { hooks } from "./hooks";
import { steps } from "./steps";
import { transforms } from "./transforms";

export const behaviours: readonly Behaviour[] = [...assets, ...hooks, ...steps, ...transforms];
