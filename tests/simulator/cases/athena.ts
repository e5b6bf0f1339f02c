import { type Suite, tagged } from "../lifecycleCases";

const workgroup = "aws:athena/workgroup:Workgroup";
const namedQuery = "aws:athena/namedQuery:NamedQuery";

export const suite: Suite = {
  async surroundings(stack) {
    const buckets = await Promise.all(
      ["one", "two"].map((bucket) =>
        stack.create("aws:s3/bucket:Bucket", bucket, { bucket: `athena-results-${bucket}` }),
      ),
    );
    const group = await stack.create(workgroup, "around", { name: "around" });
    const [bucket, other] = buckets.map(({ id }) => id);
    const ids = { group: group.id, bucket: bucket!, other: other! };
    return { ids, made: [...buckets, group] };
  },
  cases: [
    {
      type: workgroup,
      args: () => ({ name: "own" }),
      updates: {
        ...tagged,
        configuration: () => ({
          configuration: {
            bytesScannedCutoffPerQuery: 10_485_760,
            resultConfiguration: { outputLocation: "s3://athena-results-one/own/" },
          },
        }),
        state: () => ({ state: "DISABLED" }),
      },
      heldBy: {
        type: namedQuery,
        args: (_ids, made) => ({ workgroup: made.id, database: "d", query: "SELECT 1" }),
        code: "InvalidRequestException",
      },
    },
    {
      type: "aws:athena/database:Database",
      args: ({ bucket }) => ({ name: "own", bucket: bucket! }),
      updates: {
        bucket: ({ other }) => ({ bucket: other! }),
        workgroup: ({ group }) => ({ workgroup: group! }),
      },
    },
    {
      type: namedQuery,
      args: () => ({ database: "d", query: "SELECT 1" }),
      replaces: { workgroup: ({ group }) => ({ workgroup: group! }) },
    },
  ],
};
