// The SDK's floor: the same program under setMocks, run as Automation API's language server runs it. No provider checks
// anything, nothing is ordered and nothing is written.
"use strict";
const { stopwatch } = require("../lib/stopwatch.cjs");
const { requireFromRoot } = require("../lib/subject.cjs");

function floor() {
  const pulumi = requireFromRoot("@pulumi/pulumi");
  const settings = requireFromRoot("@pulumi/pulumi/runtime/settings");
  const state = requireFromRoot("@pulumi/pulumi/runtime/state");
  return {
    name: "setMocks (floor)",
    async run(verb, program) {
      let resources = 0;
      const mocks = {
        newResource: ({ name, inputs, custom }) => {
          resources++;
          return { id: custom === false ? undefined : `${name}-id`, state: inputs };
        },
        call: ({ inputs }) => inputs,
      };
      const stop = stopwatch();
      await state.withLocalStorage(async () => {
        await pulumi.runtime.setMocks(mocks, "bench", "dev", verb === "preview");
        pulumi.runtime.setAllConfig({ "aws:region": "us-east-1" });
        await pulumi.runtime.runInPulumiStack(program);
        await settings.disconnect();
      });
      return { ...stop(), resources };
    },
  };
}

module.exports = { floor };
