/**
 * For the tests of programs: a program rehearsed inside a test, and chai assertions on the network that it makes.
 * Nothing is deployed, and no credential is used.
 */
export { networkAssertions, type ProblemOptions, type Reachability } from "./assertions";
export {
  rehearseProgram,
  type RehearsedProgram,
  type RehearseProgramOptions,
} from "./rehearseProgram";
