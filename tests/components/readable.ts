/** Inputs that are JSON documents, parsed: policies, patterns and dashboards can be read and compared. */
import { inventory, type Recording } from "./recordedMocks";

export function readable(recording: Recording): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(inventory(recording)).map(([key, inputs]) => [
      key,
      Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [
          name,
          typeof value === "string" && value.startsWith('{"') ? JSON.parse(value) : value,
        ]),
      ),
    ]),
  );
}
