/** Components asked for in every way that makes a difference to their children; the published awsx was asked the same. */
import type { Case } from "./asking";
import { balancers } from "./balancers";
import { services } from "./services";
import { tasks } from "./tasks";

export const cases: readonly Case[] = [...balancers, ...services, ...tasks];
