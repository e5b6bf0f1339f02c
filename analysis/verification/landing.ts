import type { Component } from "../intents";
import type { Verifier } from "../reachability";

export interface Finding {
  readonly rule: string;
  readonly grade: "error" | "warning" | "info";
  readonly title: string;
  readonly explanation: string;
  readonly component: Component;
  readonly others?: readonly Component[];
  readonly code?: string;
  readonly packet?: unknown;
  readonly remedy: string;
  readonly page?: string;
}

export const findProblems = (_verifier: Verifier): readonly Finding[] => [];
export const baselineRules: readonly {
  readonly rule: string;
  readonly grade: string;
  readonly looksFor: string;
}[] = [];
