/** What a plugin's process is given of the environment: what it needs to run, and no credential of any kind. */
import { devNull } from "node:os";

type Environment = Readonly<Record<string, string | undefined>>;

/** A closed list: whatever else there is may be a credential. Compared in upper case, for Windows. */
const kept = new Set([
  ...["PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "TMP", "TEMP"],
  ...["PATHEXT", "SYSTEMROOT", "SYSTEMDRIVE", "COMSPEC", "USERPROFILE", "APPDATA", "LOCALAPPDATA"],
  ...["NODE_EXTRA_CA_CERTS", "PULUMI_HOME", "AWS_REGION", "AWS_DEFAULT_REGION"],
]);

/** The places in which an AWS SDK looks when the environment has nothing. */
const switchedOff = {
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
} as const;

export function pluginEnvironment(env: Environment): Record<string, string | undefined> {
  const needed = Object.entries(env).filter(([name]) => kept.has(name.toUpperCase()));
  return { ...Object.fromEntries(needed), ...switchedOff };
}
