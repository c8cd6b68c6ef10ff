import { askedFor } from './arguments';
import { checkPort } from './port';

describe('npm start -- ', () => {
  it.each([
    [[], {}],
    [['--port', '4566'], { port: 4566 }],
    [['--port=65535'], { port: 65535 }],
    [['--gateway-port', '8081'], { gatewayPort: 8081 }],
    [['grades', '--port', '4566', 'onlineweb'], { port: 4566, applications: ['grades', 'onlineweb'] }],
  ])('%j is %j', (args, asked) =>
    expect(askedFor(args)).toEqual({
      port: undefined,
      gatewayPort: undefined,
      applications: [],
      ...asked,
    }),
  );

  it.each(['0', '65536', 'web', '4566x', ''])("refuses '%s' as a port, with what would do", (port) => {
    expect(() => askedFor([`--port=${port}`])).toThrow(/is not a port.*--port 4566/);
  });

  it('refuses an option that there is not', () => {
    expect(() => askedFor(['--prot', '1'])).toThrow(/npm start -- grades --port 4566/);
  });
});

describe('a port that is asked for', () => {
  it('is refused while it runs on another one, which it names, and how to move it', () => {
    expect(() => checkPort(4567, 'http://127.0.0.1:4566')).toThrow(
      /runs at http:\/\/127\.0\.0\.1:4566 already, and not on port 4567.*npm stop, then npm start -- --port 4567/,
    );
  });

  it('is left alone where it runs there already, or any port will do', () => {
    expect(() => checkPort(4566, 'http://127.0.0.1:4566')).not.toThrow();
    expect(() => checkPort(undefined, 'http://127.0.0.1:4566')).not.toThrow();
  });
});
