import { UserError } from '@dotkom/stack/conventions';

export function notAnAddressList(file: string, line: string): UserError {
  return new UserError(
    `${file} cannot be read: '${line}' is no stack and address, such as 'grades-prod aws_sqs_queue.mail'. ` +
      `Take the file from the main branch, then run npx nx addresses for the project.`,
  );
}

export function addressesLost(
  project: string,
  lost: readonly { readonly address: string; readonly line: string }[],
  moves: readonly { readonly from: string; readonly to: string }[],
): UserError {
  const confirmations = [...new Set(lost.map(({ address }) => `--confirm-removal=${address}`))];
  const moved = moves.map(
    ({ from, to }) => `      {\n        from: '${from}',\n        to: '${to}',\n      },`,
  );
  return new UserError(
    `This change takes away what holds something or serves somebody; Terraform would destroy it.\n\n${lost.map(({ line }) => `  ${line}`).join('\n')}\n\n` +
      `A construct's name is part of the address, and mostly of the name in AWS: give it back, and nothing goes. ` +
      (moved.length > 0
        ? `Where it is to have another name in the code alone, say so in the stack's constructor, and read in the plan whether anything is replaced all the same:\n\n` +
          `    this.addOverride('moved', [\n${moved.join('\n')}\n    ]);\n\n`
        : `Where only its place in the code is another, say so: this.addOverride('moved', [{ from: '<address>', to: '<address>' }]).\n\n`) +
      `A service that gets another name keeps its images and its log by saying its old one: formerly: '<old name>'.\n\n` +
      `If it shall go, with all that is in it, confirm that in the same change:\n\n  npx nx addresses ${project} ${confirmations.join(' ')}`,
  );
}

export function addressesOutOfDate(project: string, differences: readonly string[]): UserError {
  return new UserError(
    `The list of ${project}'s addresses is out of date:\n\n${differences.map((line) => `  ${line}`).join('\n')}\n\n` +
      `Bring it up to date and commit it: npx nx addresses ${project}`,
  );
}

export function notAListedAddress(addresses: readonly string[]): UserError {
  return new UserError(
    `${addresses.join(', ')} would not be lost: the address is not in the list, or the code still has it. Leave the confirmation out.`,
  );
}
