/** Networks with a fault, the same without it, and all that the baseline says of each. */
import { expect } from "chai";
import { findProblems, type Finding } from "../../../analysis/baseline";
import type { Network } from "../../../analysis/model/network";
import { compileNetwork } from "../../../analysis/reachability";
import { drawn, type Changes } from "../support/drawn";

export interface Case {
  readonly title: string;
  readonly network: string;
  readonly changes?: Changes;
  /** Facts that no line of a sketch says: `{ unmodelled: […] }`. */
  readonly besides?: Partial<Network>;
  /** Every finding: `error routing-loop [component]: its title`. */
  readonly says: readonly string[];
}

export function findingsOf({ network, changes, besides }: Omit<Case, "title" | "says">): Finding[] {
  return findProblems(compileNetwork({ ...drawn(network, changes), ...besides }));
}

export const sentence = ({ grade, rule, component, title }: Finding): string =>
  `${grade} ${rule} [${component.name}]: ${title}`;

export function checkCases(cases: readonly Case[]): void {
  for (const one of cases)
    it(one.title, () => {
      const findings = findingsOf(one);
      expect(findings.map(sentence)).to.deep.equal(one.says);
      for (const { explanation, remedy, title } of findings) {
        expect(title).to.match(/^\S.*[^.\s]$/);
        expect(explanation).to.match(/^[A-Z].*\.$/);
        expect(remedy).to.match(/^[A-Z].*\.$/);
      }
    });
}
