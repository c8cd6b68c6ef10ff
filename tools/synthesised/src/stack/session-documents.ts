import { resourcesOf, SynthesisedStack } from './synthesised-stack';

/** The Session document of a type that a stack makes: `Standard_Stream` is a shell, `Port` a tunnel. */
export function sessionDocument(
  stack: SynthesisedStack,
  type: 'Standard_Stream' | 'Port',
): string | undefined {
  const documents = resourcesOf(stack, 'aws_ssm_document');
  return documents.find(({ config }) =>
    new RegExp(`"sessionType":\\s*"${type}"`).test(String(config.content)),
  )?.config.name;
}
