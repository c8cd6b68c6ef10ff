import { UserError } from '@dotkom/stack/conventions';
import * as errors from './errors';

describe('errors say what is wrong, and what to do', () => {
  it.each([
    [errors.noPython(['python3', 'python']), ['python3, python', 'Install Python 3']],
    [
      errors.motoNotInstallable({ wanted: '5.2.1', found: '4.0.0', venv: 'dist/venv', cause: 'no network' }),
      ['moto 5.2.1', 'moto 4.0.0', 'no network', "pip install 'moto[server]==5.2.1'"],
    ],
    [errors.portTaken(4567), ['Port 4567', '--port']],
    [errors.portNotANumber('http'), ['"http"', '1 to 65535']],
    [
      errors.motoDied('ended with code 1', 'moto.log', 'a\nTraceback'),
      ['ended with code 1', 'moto.log', '  Traceback'],
    ],
    [errors.supervisorDied('ended with code 1', 'supervisor.log', ''), ['supervisor.log', '(empty)']],
    [errors.busyForTooLong('dist', 300), ['dist', '300 s', 'down']],
    [errors.wouldNotEnd([1, 2]), ['1, 2', 'kill -9 1 2']],
    [errors.unknownCommand('upp'), ['"upp"', 'up [--port N], down or status']],
  ])('%s', (error, parts) => {
    expect(error).toBeInstanceOf(UserError);
    expect(parts.filter((part) => !error.message.includes(part))).toEqual([]);
  });
});
