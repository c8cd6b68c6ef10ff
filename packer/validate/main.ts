import { workspace } from '../contract';
import { runProgram, UserError } from '../user-error';
import { checks } from './checks';
import { report } from './report';

void runProgram(() => {
  const words = process.argv.slice(2);
  const unknown = words.find((word) => word !== '--require-tools');
  if (unknown !== undefined) {
    throw new UserError(`'${unknown}' is not an option of validate. It knows --require-tools alone.`);
  }
  const { code, lines } = report(checks, workspace, words.length > 0);
  console.log(lines.join('\n'));
  return code;
});
