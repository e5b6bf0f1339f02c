import type { Behaviour } from "./behaviour";
import { options } from "./options";
export const mine: readonly Behaviour[] = [...options];
