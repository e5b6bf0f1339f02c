/** The one role of an instance profile. */
import type { Scope } from "../../world/scope";
import { keyOfEntity } from "../../world/entity";
import type { Thing } from "../../resource/spec";
import { instanceProfileKind, type Role } from "./entities";

/** Before a role is deleted, the provider takes it out of the instance profiles that it is in. */
export function leaveInstanceProfiles(scope: Scope, role: Role): void {
  const key = keyOfEntity(role);
  for (const one of scope.referrers(role)) {
    if (one.kind !== instanceProfileKind.name) continue;
    // Sound: the kind says which it is.
    const profile = one as Thing;
    const { role: _left, ...properties } = profile.properties;
    const refers = (profile.refers ?? []).filter((other) => other !== key);
    scope.put(instanceProfileKind, { ...profile, properties, refers });
  }
}
