/** What ECR keeps. A repository's id is its name; what is said of it goes under the same. */
import { defineThing } from "../../resource/spec";

export const repositoryKind = defineThing("repository");
export const repositoryPolicyKind = defineThing("repository-policy");
export const lifecyclePolicyKind = defineThing("repository-lifecycle-policy");
