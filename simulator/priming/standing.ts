/** What the model could not take over stands all the same, as it was recorded: it is read, changed and deleted unchecked. */
import type { Model } from "../model";
import type { ValueMap } from "../protocol";
import type { Scope } from "../world/scope";
import { forgetRecorded, record, recordedOf } from "./recorded";

/** The model for a resource that only stands; undefined for one that the model knows. */
export function standingModel(scope: Scope, model: Model, id: string): Model | undefined {
  const recorded = recordedOf(scope, model.type, id);
  if (recorded === undefined || recorded.modelled !== undefined) return undefined;
  return {
    ...model,
    read: () => recordedOf(scope, model.type, id)?.outputs,
    update: (_scope, _id, { news }) => {
      const tags: ValueMap = news.tagsAll === undefined ? {} : { tagsAll: news.tagsAll };
      record(scope, model.type, id, { outputs: { ...recorded.outputs, ...news, ...tags } });
    },
    delete: () => forgetRecorded(scope, model.type, id),
  };
}
