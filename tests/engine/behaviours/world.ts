/** What happens to the world between two commands of a life. */
import type { PartialFailure, ValueMap } from "../../../engine/provider";
import type { ThingCloud } from "../thingProvider";

type Before = (cloud: ThingCloud) => void;

/** Everything that stands under that name, with these properties changed. */
export const drifted =
  (name: string, changes: ValueMap): Before =>
  (cloud) => {
    for (const [id, thing] of cloud.things)
      if (thing.urn.endsWith(`::${name}`))
        cloud.things.set(id, { ...thing, properties: { ...thing.properties, ...changes } });
  };

export const vanished =
  (...names: readonly string[]): Before =>
  (cloud) => {
    for (const [id, { urn }] of cloud.things)
      if (names.some((name) => urn.endsWith(`::${name}`))) cloud.things.delete(id);
  };

/** Made by hand, before or beside the stack. */
export const standing =
  (id: string, properties: ValueMap = {}): Before =>
  (cloud) => {
    const whole = { label: "by hand", ...properties, echo: "nothing" };
    cloud.things.set(id, { urn: "", properties: whole });
  };

/** From now on the method fails for that name. */
export const failing =
  (call: string, message = "the cloud says no"): Before =>
  (cloud) => {
    cloud.failing.set(call, new Error(message));
  };

/** The same, with something made or changed all the same. */
export const failingHalfway =
  (call: string, made: (cloud: ThingCloud) => Omit<PartialFailure, "reasons">): Before =>
  (cloud) => {
    const partial = { ...made(cloud), reasons: ["it did not become ready"] };
    cloud.failing.set(call, Object.assign(new Error("it did not become ready"), { partial }));
  };

export const mended: Before = (cloud) => cloud.failing.clear();

export const all =
  (...changes: readonly Before[]): Before =>
  (cloud) => {
    for (const change of changes) change(cloud);
  };
