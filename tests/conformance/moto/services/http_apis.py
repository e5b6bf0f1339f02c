"""HTTP and WebSocket APIs: their routes, integrations, authorizers and stages."""

from arguments import request
from mapping import plays


def cors(given):
    if given is None:
        return None
    return request(
        AllowOrigins=given.get("allowOrigins"), AllowMethods=given.get("allowMethods")
    )


@plays("aws:apigatewayv2/api:Api")
class Api:
    def create(aws, name, args):
        made = aws.apigatewayv2.create_api(
            **request(
                Name=args["name"],
                ProtocolType=args["protocolType"],
                ApiKeySelectionExpression="$request.header.x-api-key",
                RouteSelectionExpression=args.get(
                    "routeSelectionExpression", "$request.method $request.path"
                ),
                CorsConfiguration=cors(args.get("corsConfiguration")),
            )
        )
        return {"id": made["ApiId"]}


@plays("aws:apigatewayv2/integration:Integration")
class Integration:
    def create(aws, name, args):
        made = aws.apigatewayv2.create_integration(
            **request(
                ApiId=args["apiId"],
                IntegrationType=args["integrationType"],
                IntegrationMethod=args.get("integrationMethod"),
                IntegrationUri=args.get("integrationUri"),
                ConnectionType="INTERNET",
                PayloadFormatVersion="1.0",
                TimeoutInMillis=args.get("timeoutMilliseconds"),
            )
        )
        return {"id": made["IntegrationId"]}


@plays("aws:apigatewayv2/route:Route")
class Route:
    def create(aws, name, args):
        made = aws.apigatewayv2.create_route(
            **request(
                ApiId=args["apiId"],
                RouteKey=args["routeKey"],
                Target=args.get("target"),
                AuthorizationType=args.get("authorizationType", "NONE"),
                AuthorizerId=args.get("authorizerId"),
                ApiKeyRequired=False,
            )
        )
        return {"id": made["RouteId"]}


@plays("aws:apigatewayv2/authorizer:Authorizer")
class Authorizer:
    def create(aws, name, args):
        tokens = args["jwtConfiguration"]
        made = aws.apigatewayv2.create_authorizer(
            ApiId=args["apiId"],
            Name=args["name"],
            AuthorizerType=args["authorizerType"],
            IdentitySource=args["identitySources"],
            JwtConfiguration=request(
                Issuer=tokens.get("issuer"), Audience=tokens.get("audiences")
            ),
        )
        return {"id": made["AuthorizerId"]}

    def delete(aws, made, args):
        aws.apigatewayv2.delete_authorizer(ApiId=args["apiId"], AuthorizerId=made["id"])


@plays("aws:apigatewayv2/stage:Stage")
class Stage:
    def create(aws, name, args):
        aws.apigatewayv2.create_stage(
            ApiId=args["apiId"], StageName=args["name"], AutoDeploy=False
        )
        return {"id": args["name"]}


@plays("aws:apigatewayv2/vpcLink:VpcLink")
class VpcLink:
    def create(aws, name, args):
        made = aws.apigatewayv2.create_vpc_link(
            Name=args["name"],
            SubnetIds=args["subnetIds"],
            SecurityGroupIds=args["securityGroupIds"],
        )
        return {"id": made["VpcLinkId"]}
