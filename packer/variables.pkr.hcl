variable "region" {
  type        = string
  default     = "eu-north-1"
  description = "Where the image is built and kept."
}

variable "image_version" {
  type        = string
  description = "Takes the place of the * in the image's name; one version names a pair of images, one for each architecture."

  validation {
    condition     = length(split("-", var.image_version)) == 2
    error_message = "The image_version is a date and a counter or time, such as 20260101-120000."
  }
}

variable "commit" {
  type        = string
  description = "The commit of this repository that the image is built from."

  validation {
    condition     = length(var.commit) >= 40
    error_message = "The commit is a full commit hash, with -dirty behind it where files were changed since."
  }
}

variable "base_image_release" {
  type        = string
  default     = "recommended"
  description = "The last part of the base image's public SSM parameter: recommended is the newest; the name of an ECS-optimised image without the architecture at its end builds on that one again."

  validation {
    condition     = length(split("-x86_64", var.base_image_release)) == 1 && length(split("-arm64", var.base_image_release)) == 1
    error_message = "The base_image_release has no -x86_64 or -arm64 at its end: each architecture's image gets its own."
  }
}

variable "amazon_linux_release" {
  type        = string
  default     = "latest"
  description = "The release of Amazon Linux 2023 whose packages are installed; a fixed one, such as 2023.9.20251020, builds on those packages again."
}

variable "instance_profile" {
  type        = string
  default     = ""
  description = "The instance profile of the temporary instance. Empty: Packer makes a temporary one, for which the builder must be allowed to create roles."
}

variable "subnet_id" {
  type        = string
  default     = ""
  description = "The subnet of the temporary instance, with a way to the internet. Empty: the default VPC."
}

variable "manifest" {
  type        = string
  default     = "dist/packer/manifest.json"
  description = "Where the result is recorded, from the folder that Packer runs in."
}
