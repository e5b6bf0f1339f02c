/** `preview --help`: Automation API reads in it what the command understands. */
const previewOptions: readonly (readonly [string, string])[] = [
  ["--diff", "accepted; changes only what is shown"],
  ["--event-log <address>", "send the engine's events there"],
  ["--exclude <urn>, --exclude-dependents", "leave resources alone"],
  ["--expect-no-changes", "fail where something would change"],
  ["--message <text>", "a message for the history"],
  ["--parallel <number>", "operations at a time"],
  ["--refresh", "refresh the state first"],
  ["--remote", "refused: deployments in Pulumi Cloud need the Pulumi CLI"],
  ["--replace <urn>", "replace resources"],
  ["--stack <name>", "the stack"],
  ["--target <urn>, --target-dependents", "only these resources"],
];

export function previewHelp(): Promise<string> {
  const width = Math.max(...previewOptions.map(([flag]) => flag.length));
  const rows = previewOptions.map(([flag, says]) => `  ${flag.padEnd(width)}  ${says}\n`);
  return Promise.resolve(
    `Shows what an update would do.\n\nUsage:\n  preview [flags]\n\nFlags:\n${rows.join("")}`,
  );
}
