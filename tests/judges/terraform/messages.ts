/** The few messages of Terraform's provider protocol (tfplugin5) that a judge sends and reads. */
import { BinaryReader, BinaryWriter } from "google-protobuf";
import { decode, encode, type TerraformValue } from "./msgpack";

/** Fields of a request by their numbers: a text, a value in Terraform's encoding, or the numbers of the flags that are set. */
export type Field =
  | { readonly text: string }
  | { readonly value: TerraformValue }
  | { readonly flags: readonly number[] };

export function request(fields: Readonly<Record<number, Field>>): Buffer {
  const writer = new BinaryWriter();
  for (const [number, field] of Object.entries(fields)) {
    if ("text" in field) writer.writeString(Number(number), field.text);
    else writer.writeMessage(Number(number), field, writeInner);
  }
  return Buffer.from(writer.getResultBuffer());
}

function writeInner(given: unknown, writer: BinaryWriter): void {
  const field = given as Exclude<Field, { readonly text: string }>;
  if ("value" in field) writer.writeBytes(1, encode(field.value));
  else for (const flag of field.flags) writer.writeBool(flag, true);
}

export interface Diagnostic {
  readonly isError: boolean;
  readonly summary: string;
  readonly detail: string;
}

export interface Plan {
  readonly planned: TerraformValue;
  /** The first step of each path that makes the change a replacement. */
  readonly replaces: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads each field that a reader is given for, and passes over the rest. */
function read(reader: BinaryReader, readers: Readonly<Record<number, () => void>>): void {
  while (reader.nextField() && !reader.isEndGroup()) {
    const own = readers[reader.getFieldNumber()];
    if (own === undefined) reader.skipField();
    else own();
  }
}

function message<T>(reader: BinaryReader, of: () => T): T {
  let answer: T | undefined;
  reader.readMessage({}, () => {
    answer = of();
  });
  return answer as T;
}

function dynamicValue(reader: BinaryReader): TerraformValue {
  let value: TerraformValue = null;
  read(reader, { 1: () => (value = decode(reader.readBytes())) });
  return value;
}

function diagnostic(reader: BinaryReader): Diagnostic {
  const found = { isError: false, summary: "", detail: "" };
  read(reader, {
    1: () => (found.isError = reader.readEnum() === 1),
    2: () => (found.summary = reader.readString()),
    3: () => (found.detail = reader.readString()),
  });
  return found;
}

function firstStep(reader: BinaryReader): string {
  const steps: string[] = [];
  read(reader, {
    1: () => {
      message(reader, () => read(reader, { 1: () => steps.push(reader.readString()) }));
    },
  });
  return steps[0] ?? "";
}

/** The diagnostics of an answer that holds nothing else. @param number of their field */
export function readDiagnostics(bytes: Uint8Array, number: number): Diagnostic[] {
  const reader = new BinaryReader(bytes);
  const found: Diagnostic[] = [];
  read(reader, { [number]: () => found.push(message(reader, () => diagnostic(reader))) });
  return found;
}

export function readPlan(bytes: Uint8Array): Plan {
  const reader = new BinaryReader(bytes);
  let planned: TerraformValue = null;
  const replaces: string[] = [];
  const diagnostics: Diagnostic[] = [];
  read(reader, {
    1: () => (planned = message(reader, () => dynamicValue(reader))),
    2: () => replaces.push(message(reader, () => firstStep(reader))),
    4: () => diagnostics.push(message(reader, () => diagnostic(reader))),
  });
  return { planned, replaces, diagnostics };
}
