export { LambdaFunction } from "./lambdaFunction";
export type { LambdaFunctionArgs } from "./lambdaFunctionArgs";
