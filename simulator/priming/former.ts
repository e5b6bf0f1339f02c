/**
 * What a URN stood for when it was taken over. Ids follow from the URN: without this, the successor of a thing that another
 * simulated AWS had made would be given that thing's own id.
 */
import { defineKind, type Entity } from "../world/entity";

/** Its id is the URN. */
export interface Former extends Entity {
  readonly resourceId: string;
}

export const formerKind = defineKind<Former>("former");
