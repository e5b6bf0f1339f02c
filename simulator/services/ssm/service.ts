import type { Service } from "../service";
import { document } from "./document";
import { getParameter, getParametersByPath } from "./lookups";
import { parameter } from "./parameter";

export const service: Service = {
  models: [document, parameter],
  lookups: {
    "aws:ssm/getParameter:getParameter": getParameter,
    "aws:ssm/getParametersByPath:getParametersByPath": getParametersByPath,
  },
};
