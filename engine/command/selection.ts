/** The stack that is selected, of each project: of this engine alone, as the user's own selection is not ours to change. */
import type { StackName } from "../backend/fileBackend";
import { EngineError } from "../errors";
import type { Project } from "../project/projectFile";

/** By the options that one engine was made with: they are the engine's identity. */
const selections = new WeakMap<object, Map<string, StackName>>();

interface Selectable {
  readonly project: Project;
  readonly name: StackName;
}

export function selectStack(options: object, { project, name }: Selectable): void {
  const known = selections.get(options) ?? new Map<string, StackName>();
  selections.set(options, known);
  known.set(project.folder, name);
}

export function selected(options: object, { folder }: Project): StackName | undefined {
  return selections.get(options)?.get(folder);
}

/** A stack that is gone, or goes by another name, is selected no more. */
export function forget(options: object, gone: StackName): void {
  const known = selections.get(options) ?? new Map<string, StackName>();
  for (const [folder, { project, stack }] of known)
    if (project === gone.project && stack === gone.stack) known.delete(folder);
}

/** @throws EngineError where none is selected */
export function requireSelected(options: object, project: Project): string {
  const name = selected(options, project);
  if (name === undefined)
    throw new EngineError(
      "no stack selected; please use `pulumi stack select` or `pulumi stack init` to choose one",
    );
  return `organization/${name.project}/${name.stack}`;
}
