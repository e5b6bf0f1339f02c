/** Types whose update is the call that makes them: under another name it makes another, and what was stays where it is. */
import type { Model } from "../model";
import type { ValueMap } from "../protocol";

/** @param nameOf what the call goes by, of inputs or outputs */
export const putBeside = (model: Model, nameOf: (properties: ValueMap) => string): Model => ({
  ...model,
  update(scope, id, change) {
    const { news, outputs, urn } = change;
    if (nameOf(news) === nameOf(outputs)) model.update?.(scope, id, change);
    else model.create(scope, news, { urn, name: "" });
  },
});
