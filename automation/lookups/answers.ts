/**
 * Answers of look-ups (`aws.ec2.getAmi`, `aws.ssm.getParameter` …) in a file, as a real account gave them: a rehearsal gives its
 * program the same ones. Beside it the simulated AWS answers as it stands.
 */
import { readFile } from "node:fs/promises";
import { UsageError } from "../errors";
import { isRecord } from "../project/project";
import { writeFileAtomic } from "../../storage";
import type { AskedLookup, KnownAnswers, ValueMap } from "../../simulator";

/** One look-up and its answer. */
export interface LookupAnswer {
  readonly token: string;
  /** In which region it was asked. @default - in any */
  readonly region?: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly result: Readonly<Record<string, unknown>>;
}

const format = "pulumi-aws-network look-up answers";
const version = 1;

/** What a file answers, and how many look-ups it has answered. */
export class Answers {
  private readonly byQuestion = new Map<string, LookupAnswer[]>();
  private given = 0;

  constructor(answers: readonly LookupAnswer[]) {
    for (const answer of answers) {
      const question = questionOf(answer);
      this.byQuestion.set(question, [...(this.byQuestion.get(question) ?? []), answer]);
    }
  }

  get used(): number {
    return this.given;
  }

  /** One for the region is preferred to one for any. */
  readonly answer: KnownAnswers = (asked: AskedLookup) => {
    const candidates = this.byQuestion.get(questionOf(asked)) ?? [];
    const found =
      candidates.find(({ region }) => region !== undefined && region === asked.region) ??
      candidates.find(({ region }) => region === undefined);
    if (found === undefined) return undefined;
    this.given++;
    return found.result as ValueMap;
  };
}

const questionOf = ({ token, args }: Pick<LookupAnswer, "token" | "args">): string =>
  `${token} ${canonical(args)}`;

/** JSON with sorted keys, and without what is not there: the same for equal arguments. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    isRecord(one)
      ? Object.fromEntries(
          Object.entries(one)
            .filter(([, item]) => item !== null && item !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : one,
  );
}

/** The file as it is read again; its answers may be looked through, and changed, by hand. */
export async function writeAnswers(file: string, answers: readonly LookupAnswer[]): Promise<void> {
  await writeFileAtomic(file, `${JSON.stringify({ format, version, answers }, undefined, 2)}\n`);
}

/**
 * @param option as it is spelled, for messages
 * @throws UsageError where the file does not hold answers
 */
export async function readAnswers(file: string, option = "--answers"): Promise<LookupAnswer[]> {
  const wrong = (why: string): UsageError =>
    new UsageError(
      `${option} ${file}: ${why}; give a file that \`preview --record\` wrote, of the form ` +
        `{"format": "${format}", "version": ${version}, "answers": [{"token", "args", "result"}]}`,
    );
  const document = await parsed(file, wrong);
  if (!isRecord(document) || document.format !== format)
    throw wrong("it is no file of look-up answers");
  if (document.version !== version)
    throw wrong(`it is of version ${String(document.version)}, and this reads ${version}`);
  const { answers } = document;
  if (!Array.isArray(answers)) throw wrong("it has no list of answers");
  return answers.map((one: unknown, index) => {
    if (isAnswer(one)) return one;
    throw wrong(`answer ${index + 1} lacks its token, arguments or result`);
  });
}

async function parsed(file: string, wrong: (why: string) => UsageError): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw wrong(`it is no JSON (${error.message})`);
    const { code } = error as NodeJS.ErrnoException;
    throw wrong(code === "ENOENT" ? "there is no such file" : String(code));
  }
}

const isAnswer = (one: unknown): one is LookupAnswer =>
  isRecord(one) &&
  typeof one.token === "string" &&
  (one.region === undefined || typeof one.region === "string") &&
  isRecord(one.args) &&
  isRecord(one.result);
