# The network of programs/serverless, written with plain resources.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "endpoint" { type = string }

provider "aws" {
  region                      = local.network.region
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  skip_region_validation      = true
  endpoints {
    ec2  = var.endpoint
    iam  = var.endpoint
    logs = var.endpoint
    sts  = var.endpoint
  }
}

data "aws_caller_identity" "current" {}

locals {
  network = jsondecode(file("${path.module}/network.json"))
  account = data.aws_caller_identity.current.account_id
  tags    = { Environment = "dev", Service = "image-processing" }
  tiers   = { public = 0, private = 3 }
  subnets = merge([for tier, offset in local.tiers : {
    for index, zone in local.network.zones : "${tier}-${zone}" => {
      tier = tier, zone = zone, cidr_block = cidrsubnet(local.network.cidrBlock, 8, offset + index)
    }
  }]...)
  acl_rules = merge([for tier, rules in local.network.aclRules : {
    for rule in rules : "${tier}-${rule.direction}-${rule.number}" => merge(rule, { tier = tier })
  }]...)
  first_zone = local.network.zones[0]
}

resource "aws_vpc" "this" {
  cidr_block           = local.network.cidrBlock
  enable_dns_hostnames = true
  enable_dns_support   = true
  tags                 = local.tags
}

resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id
  tags   = local.tags
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
  tags   = local.tags
}

resource "aws_subnet" "this" {
  for_each                = local.subnets
  vpc_id                  = aws_vpc.this.id
  availability_zone       = each.value.zone
  cidr_block              = each.value.cidr_block
  map_public_ip_on_launch = each.value.tier == "public"
  tags                    = local.tags
}

resource "aws_route_table" "this" {
  for_each = local.tiers
  vpc_id   = aws_vpc.this.id
  tags     = local.tags
}

resource "aws_route_table_association" "this" {
  for_each       = local.subnets
  subnet_id      = aws_subnet.this[each.key].id
  route_table_id = aws_route_table.this[each.value.tier].id
}

resource "aws_route" "public" {
  route_table_id         = aws_route_table.this["public"].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this.id
}

resource "aws_eip" "this" {
  domain = "vpc"
  tags   = local.tags
}

resource "aws_nat_gateway" "this" {
  subnet_id     = aws_subnet.this["public-${local.first_zone}"].id
  allocation_id = aws_eip.this.id
  tags          = local.tags
  depends_on    = [aws_internet_gateway.this]
}

resource "aws_route" "private" {
  route_table_id         = aws_route_table.this["private"].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this.id
}

resource "aws_security_group" "lambda" {
  name_prefix = "lambda-"
  vpc_id      = aws_vpc.this.id
  tags        = local.tags
}

resource "aws_vpc_security_group_egress_rule" "lambda" {
  for_each = { for rule in local.network.lambdaEgress :
    "${rule.cidrBlock}-${rule.protocol}-${rule.port}" => rule
  }
  security_group_id = aws_security_group.lambda.id
  cidr_ipv4         = each.value.cidrBlock
  ip_protocol       = each.value.protocol
  from_port         = each.value.port
  to_port           = each.value.port
}

resource "aws_security_group" "endpoints" {
  name_prefix = "endpoints-"
  vpc_id      = aws_vpc.this.id
  tags        = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  security_group_id            = aws_security_group.endpoints.id
  referenced_security_group_id = aws_security_group.lambda.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_endpoint" "gateway" {
  for_each        = toset(local.network.gatewayEndpoints)
  vpc_id          = aws_vpc.this.id
  service_name    = "com.amazonaws.${local.network.region}.${each.key}"
  route_table_ids = [aws_route_table.this["private"].id]
  tags            = local.tags
}

resource "aws_vpc_endpoint" "interface" {
  for_each            = toset(local.network.interfaceEndpoints)
  vpc_id              = aws_vpc.this.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.${local.network.region}.${each.key}"
  subnet_ids          = [for zone in local.network.zones : aws_subnet.this["private-${zone}"].id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
  tags                = local.tags
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "flowlogs-${local.network.name}-dev-${local.account}-${local.network.region}"
  retention_in_days = local.network.flowLogRetentionInDays
  tags              = local.tags
}

resource "aws_iam_role" "flow_logs" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "vpc-flow-logs.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
  tags = local.tags
}

resource "aws_iam_role_policy" "flow_logs" {
  role = aws_iam_role.flow_logs.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"]
      Resource = "${aws_cloudwatch_log_group.this.arn}:*"
    }]
  })
}

resource "aws_flow_log" "this" {
  vpc_id          = aws_vpc.this.id
  traffic_type    = "ALL"
  iam_role_arn    = aws_iam_role.flow_logs.arn
  log_destination = aws_cloudwatch_log_group.this.arn
  tags            = local.tags
}

resource "aws_network_acl" "this" {
  for_each = local.tiers
  vpc_id   = aws_vpc.this.id
  tags     = local.tags
}

resource "aws_network_acl_association" "this" {
  for_each       = local.subnets
  subnet_id      = aws_subnet.this[each.key].id
  network_acl_id = aws_network_acl.this[each.value.tier].id
}

resource "aws_network_acl_rule" "this" {
  for_each       = local.acl_rules
  network_acl_id = aws_network_acl.this[each.value.tier].id
  rule_number    = each.value.number
  egress         = each.value.direction == "egress"
  rule_action    = each.value.action
  protocol       = each.value.protocol
  from_port      = each.value.fromPort
  to_port        = each.value.toPort
  cidr_block     = each.value.cidrBlock
}

output "vpc_id" { value = aws_vpc.this.id }
output "private_subnet_ids" {
  value = [for zone in local.network.zones : aws_subnet.this["private-${zone}"].id]
}
output "nat_public_ip" { value = aws_eip.this.public_ip }
