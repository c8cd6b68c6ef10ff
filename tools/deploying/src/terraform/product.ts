import { join } from 'node:path';

/** What plans and applies: Terraform, or OpenTofu where it is named. They differ in what is here, and in nothing else that matters. */
export interface Product {
  readonly name: 'Terraform' | 'OpenTofu';
  /** The oldest version that can do what stacks need. */
  readonly minimum: string;
  /** Why no older one can. */
  readonly because: string;
  readonly install: string;
  /** Where `hashicorp/aws` comes from. Source: OpenTofu's "Provider requirements", the default hostname. */
  readonly registry: string;
  /** Where a person keeps a CLI configuration, one of which is read. Source: "CLI configuration file" of each. */
  readonly configurations: (home: string, configHome: string | undefined) => readonly string[];
}

export const terraform: Product = {
  name: 'Terraform',
  minimum: '1.11.0',
  because: 'older ones cannot lock a state in S3',
  install: 'https://developer.hashicorp.com/terraform/install',
  registry: 'registry.terraform.io',
  configurations: (home) => [join(home, '.terraformrc')],
};

export const openTofu: Product = {
  name: 'OpenTofu',
  minimum: '1.11.1',
  because:
    '1.10 does not keep to the version that stacks ask for, and 1.11.0 cannot adopt what is there (opentofu/opentofu#3563)',
  install: 'https://opentofu.org/docs/intro/install/',
  registry: 'registry.opentofu.org',
  configurations: (home, configHome) => [
    join(home, '.tofurc'),
    join(home, '.terraformrc'),
    ...(configHome ? [join(configHome, 'opentofu', 'tofurc')] : []),
  ],
};

export const products = [terraform, openTofu];
