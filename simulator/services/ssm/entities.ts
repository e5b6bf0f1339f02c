/** What Systems Manager keeps. Ids are names. */
import { defineThing } from "../../resource/spec";

export const parameterKind = defineThing("parameter");
export const documentKind = defineThing("document");
