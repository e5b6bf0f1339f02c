export { awsxAuto, awsxLegacy } from "./awsx";
export { terraform } from "./terraform";
