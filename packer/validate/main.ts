import { workspace } from '../contract';
import { runProgram } from '../run-program';
import { checks } from './checks';
import { notAnOption } from './errors';
import { report } from './report';

void runProgram(() => {
  const words = process.argv.slice(2);
  const unknown = words.find((word) => word !== '--require-tools');
  if (unknown !== undefined) throw notAnOption(unknown);
  const { code, lines } = report(checks, workspace, words.length > 0);
  console.log(lines.join('\n'));
  return code;
});
