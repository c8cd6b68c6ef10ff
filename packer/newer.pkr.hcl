# What Packer 1.6.6, the one that Debian ships, does not know. `nx validate node-image` puts
# validate/stand-in.pkr.hcl in this file's place for such a Packer, so that it can check all the rest.

packer {
  # Since 1.14.1 Packer finds the official plugins where they are published now.
  required_version = ">= 1.14.1"

  required_plugins {
    amazon = {
      source  = "github.com/hashicorp/amazon"
      version = "= 1.8.0"
    }
  }
}

# AWS's names of its images end in the architecture; "recommended" is each architecture's newest.
data "amazon-parameterstore" "base_amd64" {
  name   = "/aws/service/ecs/optimized-ami/amazon-linux-2023/${var.base_image_release}${var.base_image_release == "recommended" ? "" : "-x86_64"}"
  region = var.region
}

data "amazon-parameterstore" "base_arm64" {
  name   = "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/${var.base_image_release}${var.base_image_release == "recommended" ? "" : "-arm64"}"
  region = var.region
}

locals {
  base_images = {
    amd64 = jsondecode(data.amazon-parameterstore.base_amd64.value)
    arm64 = jsondecode(data.amazon-parameterstore.base_arm64.value)
  }
}

source "amazon-ebs" "node" {
  # Every instance of the image gets IMDSv2 alone, also one whose launch template forgot to ask for it.
  imds_support = "v2.0"

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "required"
    # 2 on the temporary instance alone (nodes have 1, from their launch template): with 1 no container could
    # reach the address anyway, and the smoke test would pass without the guard that it is there to prove.
    http_put_response_hop_limit = 2
  }
}
