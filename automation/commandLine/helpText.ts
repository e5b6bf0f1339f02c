/** What `--help` teaches besides the list of commands. */

export const summary =
  "Rehearses and deploys AWS networks that are written with Pulumi.\n\n" +
  "The verb says what is touched, never the configuration: `rehearse` and `sim`\n" +
  "stay on a simulated AWS; `preview`, `up`, `refresh`, `destroy`, `outputs`,\n" +
  "`stacks` and `promote` are Pulumi's own, and never simulate.";

export const epilogue = `
Examples:
  pulumi-aws-network rehearse                       the stack here, from nothing, on a throw-away AWS
  pulumi-aws-network rehearse serverless/dev --json one JSON document for a pipeline
  pulumi-aws-network sim up serverless/dev          deploy to a simulated AWS that is kept
  pulumi-aws-network sim up serverless/dev --config 'availabilityZones=["a","b","c"]'
  pulumi-aws-network up serverless/dev --yes        deploy to AWS: needs the Pulumi CLI and credentials
  pulumi-aws-network promote serverless --from dev --to staging

Exit codes: 0 done, 1 failed, 2 wrong usage, or approval is waited for.
A rehearsal runs against our model of AWS, written from AWS's documentation: it is no proof that AWS will accept.
`;

export const simEpilogue = `
Examples:
  pulumi-aws-network sim up serverless/dev          deploy; a second time reports only "same"
  pulumi-aws-network sim preview serverless/dev     what would change
  pulumi-aws-network sim ls                         what stands in the simulated AWS
  pulumi-aws-network sim destroy serverless/dev     delete it all again

It is kept in .pulumi-aws-network/ beside the outermost Pulumi.yaml, out of git. Nothing in it reaches AWS: while it
runs, the program has no AWS credential and no Pulumi access token.
`;
