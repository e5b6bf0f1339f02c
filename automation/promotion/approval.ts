/** Whether an environment asks for approval: its stack file says so, and production always does. */
import { readFile } from "node:fs/promises";
import { ConfigValueError } from "../errors";
import { configMap } from "../project/config";
import { readYaml } from "../project/yamlFile";

const key = "aws-network:approval";
const values = ["required", "none"] as const;
type Approval = (typeof values)[number];

/** @throws ConfigValueError for another value, or where production is to go without */
export async function approvalOf(stack: string, stackFile: string): Promise<Approval> {
  const document = readYaml(stackFile, await readFile(stackFile, "utf8"));
  const given: unknown = configMap(document, stackFile).get(key);
  const value = values.find((one) => one === given);
  if (given !== undefined && value === undefined)
    throw new ConfigValueError(key, `must be ${values.join(" or ")}, got ${JSON.stringify(given)}`);
  const isProduction = stack === "prod" || stack === "production";
  if (isProduction && value === "none")
    throw new ConfigValueError(key, `must be required for ${stack}: production is always approved`);
  return isProduction ? "required" : (value ?? "none");
}
