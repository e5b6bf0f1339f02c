/** Which simulated account a stack was put in by `--account`: remembered, so that the next run finds it there. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { DamagedFileError, UsageError } from "../errors";
import type { Home } from "./home";
import { accountsFile } from "./homeParts";
import { isRecord } from "../project/project";
import { writeFileAtomic } from "../../storage";

/**
 * The account that a run of the stack is in; undefined for the stack's own.
 *
 * @throws UsageError where the stack stands in another one: nothing that it has would be found
 */
export async function accountOf(
  home: Home,
  stack: string,
  given: string | undefined,
  isDeployed: boolean,
): Promise<string | undefined> {
  const remembered = (await readAccounts(home))[stack];
  if (given === undefined || given === remembered) return remembered;
  if (isDeployed)
    throw new UsageError(
      `${stack} is deployed to ${remembered === undefined ? "an account of its own" : `the account ${remembered}`}: ` +
        `leave --account out, or run \`sim destroy ${stack}\` before --account ${given}`,
    );
  return given;
}

export async function rememberAccount(
  home: Home,
  stack: string,
  account: string | undefined,
): Promise<void> {
  const accounts = await readAccounts(home);
  if (account === undefined || accounts[stack] === account) return;
  await writeAccounts(home, { ...accounts, [stack]: account });
}

export async function forgetAccount(home: Home, stack: string): Promise<void> {
  const { [stack]: forgotten, ...others } = await readAccounts(home);
  if (forgotten !== undefined) await writeAccounts(home, others);
}

async function readAccounts({ folder }: Home): Promise<Readonly<Record<string, string>>> {
  const file = accountsFile(folder);
  if (!existsSync(file)) return {};
  const accounts = parse(await readFile(file, "utf8"));
  if (!isRecord(accounts) || Object.values(accounts).some((one) => typeof one !== "string"))
    throw DamagedFileError.of(file, "it holds no accounts; delete it to have them chosen anew");
  return accounts as Record<string, string>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function writeAccounts(
  { folder }: Home,
  accounts: Readonly<Record<string, string>>,
): Promise<void> {
  return writeFileAtomic(accountsFile(folder), `${JSON.stringify(accounts, undefined, 2)}\n`);
}
