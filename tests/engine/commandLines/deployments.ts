/** States to import, sealed by the stack's own provider. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { TalkPlace } from "./talk";

type Json = Record<string, unknown>;
export type Edit = (resources: Json[], file: Json) => void;

const hidden = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: '"s"',
};
const root = "urn:pulumi:dev::talk::pulumi:pulumi:Stack::talk-dev";

/** `state.json`: a root with outputs and one thing, with this changed. */
export const exportedState =
  (edit: Edit = () => undefined) =>
  async (place: TalkPlace): Promise<void> => {
    const stacks = join(place.state, ".pulumi/stacks/talk");
    const [stack = ""] = (await readdir(stacks)).filter((file) => file.endsWith(".json"));
    const { checkpoint } = JSON.parse(await readFile(join(stacks, stack), "utf8"));
    const resources: Json[] = [
      {
        urn: root,
        custom: false,
        type: "pulumi:pulumi:Stack",
        outputs: { plain: "x", hidden, nested: { a: [hidden, 1] } },
      },
      {
        urn: "urn:pulumi:dev::talk::test:index:Thing::one",
        custom: false,
        type: "test:index:Thing",
        parent: root,
      },
    ];
    const file = { version: 3, deployment: { ...checkpoint.latest, resources } };
    edit(resources, file);
    await place.write("state.json", JSON.stringify(file));
  };
