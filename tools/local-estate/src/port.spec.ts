import { checkPort, portsIn } from './port';

describe('npm start -- --port', () => {
  it.each([
    [[], undefined],
    [['--port', '4566'], 4566],
    [['--port=65535'], 65535],
  ])('%j is %s', (args, port) => expect(portsIn(args).port).toBe(port));

  it('takes another one for the gateway', () => {
    expect(portsIn(['--gateway-port', '8081'])).toEqual({ port: undefined, gatewayPort: 8081 });
  });

  it.each(['0', '65536', 'web', '4566x', ''])("refuses '%s', with what would do", (port) => {
    expect(() => portsIn([`--port=${port}`])).toThrow(/is not a port.*--port 4566/);
  });

  it('refuses an option that there is not', () => {
    expect(() => portsIn(['--prot', '1'])).toThrow(/two options: npm start -- --port 4566/);
  });

  it('is refused while it runs on another one, which it names, and how to move it', () => {
    expect(() => checkPort(4567, 'http://127.0.0.1:4566')).toThrow(
      /runs at http:\/\/127\.0\.0\.1:4566 already, and not on port 4567.*npm stop, then npm start -- --port 4567/,
    );
  });

  it('goes on where it runs there already, or any port will do', () => {
    expect(() => checkPort(4566, 'http://127.0.0.1:4566')).not.toThrow();
    expect(() => checkPort(undefined, 'http://127.0.0.1:4566')).not.toThrow();
  });
});
