/** Everything that the baseline's rules find, the worst first. */
import type { Verifier } from "../reachability";
import type { Finding, Grade } from "./finding";
import { baselineRules } from "./rules";
import { surveyNetwork } from "./survey";

const ORDER: Readonly<Record<Grade, number>> = { error: 0, warning: 1, info: 2 };

/** In the order of their grades, and within a grade in the rules' order. */
export function findProblems(verifier: Verifier): Finding[] {
  const survey = surveyNetwork(verifier);
  const found = baselineRules.flatMap(({ name, page, find }) =>
    find(survey).map((problem): Finding => ({ rule: name, ...problem, page })),
  );
  return found.sort((a, b) => ORDER[a.grade] - ORDER[b.grade]);
}
