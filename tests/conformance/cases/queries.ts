/** Workgroups and saved queries of Athena. */
import { casesOf, id, ref, remove, type Arguments, type Case, type Step } from "../case";
import { athenaApi } from "../pages";
import * as aws from "../resources";

const group = (args: Arguments = {}, name = "group"): Step =>
  aws.workgroup(name, { name: "analysts", ...args });

const reading = (bytesScannedCutoffPerQuery: number): Step =>
  group({ configuration: { bytesScannedCutoffPerQuery } });

const query = (args: Arguments = {}): Step =>
  aws.namedQuery("query", {
    name: "count",
    database: "logs",
    query: "SELECT count(*) FROM requests",
    workgroup: ref("group.name"),
    ...args,
  });

export const queryCases: readonly Case[] = [
  ...casesOf(athenaApi("WorkGroup"), [
    ["a workgroup", [], group(), "accepted"],
    ["a workgroup's name of 128 characters", [], group({ name: "g".repeat(128) }), "accepted"],
    [
      "a workgroup's name of 129 characters",
      [],
      group({ name: "g".repeat(129) }),
      "InvalidRequestException",
    ],
    [
      "a workgroup's name with a blank",
      [],
      group({ name: "my analysts" }),
      "InvalidRequestException",
    ],
  ]),
  ...casesOf(athenaApi("CreateWorkGroup"), [
    ["a workgroup twice", [group({}, "first")], group(), "InvalidRequestException"],
    [
      "a workgroup called primary, which is there",
      [],
      group({ name: "primary" }),
      "InvalidRequestException",
    ],
    [
      "a workgroup's description of 1024 characters",
      [],
      group({ description: "d".repeat(1024) }),
      "accepted",
    ],
    [
      "a workgroup's description of 1025 characters",
      [],
      group({ description: "d".repeat(1025) }),
      "InvalidRequestException",
    ],
  ]),
  ...casesOf(athenaApi("WorkGroupConfiguration"), [
    ["a workgroup whose queries read 10 MiB at most", [], reading(10_485_760), "accepted"],
    [
      "a workgroup whose queries read 10 MB less a byte at most",
      [],
      reading(9_999_999),
      "InvalidRequestException",
    ],
  ]),
  ...casesOf(athenaApi("CreateNamedQuery"), [
    ["a saved query", [group()], query(), "accepted"],
    [
      "a saved query's name of 128 characters",
      [group()],
      query({ name: "q".repeat(128) }),
      "accepted",
    ],
    [
      "a saved query's name of 129 characters",
      [group()],
      query({ name: "q".repeat(129) }),
      "InvalidRequestException",
    ],
    [
      "a saved query of a workgroup that does not exist",
      [],
      query({ workgroup: "nobody" }),
      "InvalidRequestException",
    ],
  ]),
  ...casesOf(athenaApi("DeleteWorkGroup"), [
    ["deleting an empty workgroup", [group()], remove("group"), "accepted"],
    [
      "deleting a workgroup with a saved query",
      [group(), query({ workgroup: id("group") })],
      remove("group"),
      "InvalidRequestException",
    ],
    [
      "deleting a workgroup and all that it has",
      [group({ forceDestroy: true }), query({ workgroup: id("group") })],
      remove("group"),
      "accepted",
    ],
  ]),
];
