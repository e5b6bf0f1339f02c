import type { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { RunRecorder } from "../../automation/runs/recorder";
import type { ProgressEvent } from "../../automation/types";

const urn = "urn:pulumi:dev::serverless::aws:ec2/vpc:Vpc::main::vpc";

function event(body: object): EngineEvent {
  return { sequence: 0, timestamp: 0, ...body };
}

function diagnostic(severity: string, message: string, more: object = {}): EngineEvent {
  return event({ diagnosticEvent: { severity, message, color: "raw", ...more } });
}

function done(op: string, type = "aws:ec2/vpc:Vpc", outputs: object = {}): EngineEvent {
  return event({ resOutputsEvent: { metadata: { op, urn, type, new: { outputs } } } });
}

describe("what a run is reported by", () => {
  it("counts changes from the engine's summary", () => {
    const recorder = new RunRecorder([]);
    recorder.onEvent(done("create"));
    recorder.onEvent(
      event({
        summaryEvent: {
          resourceChanges: { create: 3, same: 2, replace: 1, "create-replacement": 1 },
        },
      }),
    );
    expect(recorder.changes).to.deep.equal({
      create: 3,
      update: 0,
      replace: 1,
      delete: 0,
      same: 2,
    });
  });

  it("counts what was finished where the run was cut short of its summary", () => {
    const recorder = new RunRecorder([]);
    recorder.onEvent(done("create"));
    recorder.onEvent(done("create"));
    recorder.onEvent(
      event({ resOpFailedEvent: { metadata: { op: "create", urn, type: "a:b:C" } } }),
    );
    expect(recorder.changes).to.deep.equal({
      create: 2,
      update: 0,
      replace: 0,
      delete: 0,
      same: 0,
    });
  });

  it("drops debug diagnostics, which print property values, and progress that is overwritten", () => {
    const recorder = new RunRecorder([]);
    recorder.onEvent(diagnostic("debug", "RegisterResource RPC finished; resp: hunter2"));
    recorder.onEvent(diagnostic("info", "waiting", { ephemeral: true }));
    expect(recorder.diagnostics).to.deep.equal([]);
  });

  it("keeps the others, without colours, once each", () => {
    const recorder = new RunRecorder([]);
    recorder.onEvent(diagnostic("warning", "<{%fg 3%}>old AMI<{%reset%}>\n", { urn }));
    recorder.onEvent(diagnostic("warning", "old AMI", { urn }));
    recorder.onEvent(diagnostic("error", "\u001b[31mboom\u001b[0m"));
    recorder.onEvent(diagnostic("info#err", "written to stderr"));
    expect(recorder.diagnostics).to.deep.equal([
      { severity: "warning", message: "old AMI", urn },
      { severity: "error", message: "boom" },
      { severity: "info", message: "written to stderr" },
    ]);
    expect(recorder.hasErrors).to.equal(true);
  });

  it("masks a secret wherever it stands, and the longer of two first", () => {
    const told: ProgressEvent[] = [];
    const recorder = new RunRecorder(["hunter", "hunter2"], (one) => told.push(one));
    recorder.onEvent(diagnostic("error", "cannot log in with hunter2 or hunter"));
    const outputs = recorder.outputs({
      url: { value: "https://hunter2@host", secret: false },
      nested: { value: { list: ["hunter2", 1, null] }, secret: false },
      key: { value: "whole", secret: true },
    });
    expect(recorder.diagnostics[0]?.message).to.equal("cannot log in with [secret] or [secret]");
    expect(outputs).to.deep.equal({
      url: "https://[secret]@host",
      nested: { list: ["[secret]", 1, null] },
      key: "[secret]",
    });
    expect(JSON.stringify(told)).not.to.contain("hunter");
  });

  it("foresees outputs, with what is not known and what is secret marked", () => {
    const recorder = new RunRecorder([]);
    const outputs = {
      vpcId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
      key: {
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        ciphertext: "x",
      },
      ids: ["a"],
    };
    recorder.onEvent(done("create", "pulumi:pulumi:Stack", outputs));
    expect(recorder.plannedOutputs).to.deep.equal({
      vpcId: "[unknown]",
      key: "[secret]",
      ids: ["a"],
    });
  });

  it("tells steps as they come, by name and type", () => {
    const told: ProgressEvent[] = [];
    const recorder = new RunRecorder([], (one) => told.push(one));
    recorder.onEvent(
      event({ resourcePreEvent: { metadata: { op: "create", urn, type: "aws:ec2/vpc:Vpc" } } }),
    );
    recorder.onEvent(done("create"));
    const step = { op: "create", urn, type: "aws:ec2/vpc:Vpc", name: "main::vpc" };
    expect(told).to.deep.equal([
      { kind: "step", phase: "started", step },
      { kind: "step", phase: "done", step },
    ]);
  });

  it("leaves out what a program's SDK says of a run that has ended without it", () => {
    const recorder = new RunRecorder([]);
    for (const line of [
      "my own words",
      "failed to deliver log message. ",
      "error: Error: Channel has been shut down",
      "    at InternalChannel.createCall (internal-channel.ts:941:13)",
    ])
      recorder.onEvent(diagnostic("info#err", line));
    recorder.onEvent(diagnostic("info", "words of the engine"));
    recorder.onEvent(diagnostic("error", "the subnet was refused"));
    expect(recorder.diagnostics.map(({ message }) => message)).to.deep.equal([
      "my own words",
      "words of the engine",
      "the subnet was refused",
    ]);
  });
});
