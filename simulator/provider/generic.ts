/** Types that are not modelled, taken all the same where the caller said so: an id, and the inputs as outputs. */
import type { Model } from "../model";
import type { ValueMap } from "../protocol";
import { simulatedId } from "../world/identity";
import { defineKind, type Entity } from "../world/entity";

interface Generic extends Entity {
  readonly type: string;
  readonly inputs: ValueMap;
}
const genericKind = defineKind<Generic>("generic");

export function genericModel(type: string): Model {
  return {
    type,
    service: type.split(":")[1]?.split("/")[0] ?? "AWS",
    noun: type,
    calls: { create: "Create", update: "Update", delete: "Delete" },
    generic: true,
    properties: {},
    create(scope, inputs, { urn }) {
      const id = simulatedId("sim", scope.newLife(type, urn));
      scope.put(genericKind, { id, type, inputs });
      return id;
    },
    read: (scope, id) => scope.get(genericKind, id)?.inputs,
    update(scope, id, { news }) {
      const found = scope.need(genericKind, id, "NotFound", `${type} ${id} does not exist`);
      scope.put(genericKind, { ...found, inputs: news });
    },
    delete: (scope, id) => scope.remove(scope.get(genericKind, id)),
  };
}
