"""REST APIs: their paths, methods, integrations, deployments and stages."""

from arguments import request
from mapping import plays




@plays("aws:apigateway/restApi:RestApi")
class RestApi:
    def create(aws, name, args):
        size = args.get("minimumCompressionSize")
        made = aws.apigateway.create_rest_api(
            **request(
                name=args["name"], minimumCompressionSize=None if size is None else int(size)
            )
        )
        found = aws.apigateway.get_resources(restApiId=made["id"])["items"]
        root = next(one["id"] for one in found if one["path"] == "/")
        return {"id": made["id"], "rootResourceId": root}


@plays("aws:apigateway/resource:Resource")
class Resource:
    def create(aws, name, args):
        made = aws.apigateway.create_resource(
            restApiId=args["restApi"], parentId=args["parentId"], pathPart=args["pathPart"]
        )
        return {"id": made["id"]}

    def delete(aws, made, args):
        aws.apigateway.delete_resource(restApiId=args["restApi"], resourceId=made["id"])


def place(args):
    return {
        "restApiId": args["restApi"],
        "resourceId": args["resourceId"],
        "httpMethod": args["httpMethod"],
    }


@plays("aws:apigateway/method:Method")
class Method:
    def create(aws, name, args):
        aws.apigateway.put_method(
            **request(
                **place(args),
                authorizationType=args["authorization"],
                authorizerId=args.get("authorizerId"),
                apiKeyRequired=False,
            )
        )
        return {"id": name}


@plays("aws:apigateway/methodResponse:MethodResponse")
class MethodResponse:
    def create(aws, name, args):
        aws.apigateway.put_method_response(**place(args), statusCode=args["statusCode"])
        return {"id": name}


@plays("aws:apigateway/integration:Integration")
class Integration:
    def create(aws, name, args):
        aws.apigateway.put_integration(
            **request(
                **place(args),
                type=args["type"],
                integrationHttpMethod=args.get("integrationHttpMethod"),
                uri=args.get("uri"),
                connectionType="INTERNET",
                timeoutInMillis=args.get("timeoutMilliseconds", 29_000),
            )
        )
        return {"id": name}


@plays("aws:apigateway/integrationResponse:IntegrationResponse")
class IntegrationResponse:
    def create(aws, name, args):
        aws.apigateway.put_integration_response(**place(args), statusCode=args["statusCode"])
        return {"id": name}


@plays("aws:apigateway/deployment:Deployment")
class Deployment:
    def create(aws, name, args):
        made = aws.apigateway.create_deployment(restApiId=args["restApi"])
        return {"id": made["id"]}

    def delete(aws, made, args):
        aws.apigateway.delete_deployment(restApiId=args["restApi"], deploymentId=made["id"])


@plays("aws:apigateway/stage:Stage")
class Stage:
    def create(aws, name, args):
        aws.apigateway.create_stage(
            restApiId=args["restApi"],
            stageName=args["stageName"],
            deploymentId=args["deployment"],
        )
        return {"id": name}


@plays("aws:apigateway/authorizer:Authorizer")
class Authorizer:
    def create(aws, name, args):
        made = aws.apigateway.create_authorizer(
            restApiId=args["restApi"],
            name=args["name"],
            type="TOKEN",
            authorizerUri=args["authorizerUri"],
            identitySource="method.request.header.Authorization",
            authorizerResultTtlInSeconds=args.get("authorizerResultTtlInSeconds", 300),
        )
        return {"id": made["id"]}
