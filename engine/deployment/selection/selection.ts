/** What of a stack a run is to touch: `--target`, `--exclude` and `--replace`. */
import { UrnPatterns } from "./urnPatterns";

export interface Selection {
  readonly targets: UrnPatterns;
  readonly excludes: UrnPatterns;
  /** To be replaced, whether or not anything differs. */
  readonly replacements: UrnPatterns;
  /** What depends on a target is one, too. */
  readonly targetDependents: boolean;
  readonly excludeDependents: boolean;
}

export interface SelectionOptions {
  readonly targets?: readonly string[];
  readonly excludes?: readonly string[];
  readonly replacements?: readonly string[];
  readonly targetDependents?: boolean;
  readonly excludeDependents?: boolean;
}

export function select(options: SelectionOptions = {}): Selection {
  return {
    targets: new UrnPatterns(options.targets ?? []),
    excludes: new UrnPatterns(options.excludes ?? []),
    replacements: new UrnPatterns(options.replacements ?? []),
    targetDependents: options.targetDependents ?? false,
    excludeDependents: options.excludeDependents ?? false,
  };
}

/** @returns the messages of those that name nothing in the stack */
export function unknownTargets(
  { literals }: UrnPatterns,
  isKnown: (urn: string) => boolean,
): readonly string[] {
  return literals
    .filter((urn) => !isKnown(urn))
    .map((urn) => {
      const forgotten = urn.includes("$") ? "" : " Did you forget to escape $ in your shell?";
      return `Target '${urn}' could not be found in the stack.${forgotten}`;
    });
}
