/**
 * YAML as it was written: every scalar is read as text and written back as it stood, so that an account id keeps its
 * zeros and a value that this program does not know of keeps its meaning for Pulumi's own reader.
 */
import { type Document, parseDocument, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { DamagedFileError } from "../errors";

/** @throws DamagedFileError with the line */
export function readYaml(file: string, text: string): Document {
  const document = parseDocument(text, { schema: "failsafe" });
  const error = document.errors[0];
  if (error) {
    const line = error.linePos?.[0].line ?? 1;
    throw DamagedFileError.of(file, `line ${line}: ${error.message.split("\n")[0] ?? ""}`);
  }
  return document;
}

/** A plain value as a node of a document that {@link readYaml} made. */
export function yamlNode(value: unknown): Scalar | YAMLMap | YAMLSeq {
  if (Array.isArray(value)) {
    const sequence = new YAMLSeq();
    sequence.items = value.map(yamlNode);
    return sequence;
  }
  if (typeof value === "object" && value !== null) {
    const map = new YAMLMap();
    map.items = Object.entries(value).map(([key, item]) => new Pair(yamlNode(key), yamlNode(item)));
    return map;
  }
  const scalar = new Scalar(typeof value === "string" ? value : JSON.stringify(value ?? null));
  scalar.type = typeof value === "string" ? Scalar.QUOTE_DOUBLE : Scalar.PLAIN;
  return scalar;
}
