/** What AWS would answer of queues, tables, state machines and APIs beside the id. */
const place = "us-east-1:123456789012";

const answers: Readonly<Record<string, (name: string) => Record<string, unknown>>> = {
  "aws:sqs/queue:Queue": (name) => ({
    arn: `arn:aws:sqs:${place}:${name}`,
    url: `https://sqs.example/${name}`,
    name,
  }),
  "aws:dynamodb/table:Table": (name) => ({ arn: `arn:aws:dynamodb:${place}:table/${name}`, name }),
  "aws:sfn/stateMachine:StateMachine": (name) => ({
    arn: `arn:aws:states:${place}:stateMachine:${name}`,
  }),
  "aws:cognito/userPool:UserPool": (name) => ({
    arn: `arn:aws:cognito-idp:${place}:userpool/${name}`,
  }),
  "aws:apigateway/restApi:RestApi": (name) => ({
    executionArn: `arn:aws:execute-api:${place}:${name}`,
    rootResourceId: "root",
  }),
  "aws:apigateway/stage:Stage": (name) => ({
    arn: `arn:aws:apigateway:us-east-1::/restapis/${name}/stages/live`,
    invokeUrl: `https://${name}.execute-api.example/live`,
  }),
  "aws:lambda/eventSourceMapping:EventSourceMapping": (name) => ({ uuid: `uuid of ${name}` }),
};

export const workloadAnswers = (type: string, name: string): Record<string, unknown> =>
  answers[type]?.(name) ?? {};
