import { containerArguments } from './container-arguments';
import { refuseArchitecture } from './task-image';
import { trust } from './task-environment';

const place = {
  name: 'api-1',
  image: 'sha256:1',
  labels: { of: 'this' },
  network: 'local-aws',
  aliases: ['api'],
  hosts: { 'grades.no': '10.89.0.1' },
  files: { '/etc/authorities.pem': '/dist/authorities.pem' },
  environment: { PORT: '3000' },
  secrets: ['API_KEY'],
};
const definition = {
  name: 'api',
  cpu: 128,
  memory: 256,
  memoryReservation: 128,
  user: '1001',
  command: ['node', 'server.js'],
  portMappings: [{ containerPort: 3000, hostPort: 0, protocol: 'tcp' as const }],
  readonlyRootFilesystem: true,
  linuxParameters: {
    initProcessEnabled: true,
    capabilities: { add: ['CHOWN'], drop: ['ALL'] },
    tmpfs: [{ containerPath: '/tmp', size: 64, mountOptions: ['nosuid', 'nodev', 'mode=1777'] }],
  },
  ulimits: [{ name: 'nofile' as const, softLimit: 1024, hardLimit: 2048 }],
};
const args = (kind: 'docker' | 'podman', changes = {}) =>
  containerArguments({ kind }, { ...definition, ...changes }, {}, place).join(' ');

describe('a container', () => {
  it.each([
    ['its limits', '--cpu-shares=128 --memory=256m --memory-swap=256m --memory-reservation=128m'],
    ['its ulimits', '--ulimit=nofile=1024:2048'],
    ['a disk that is read only', '--read-only=true'],
    ['an init process', '--init=true'],
    ['its capabilities', '--cap-drop=ALL --cap-add=CHOWN'],
    ['its folders in memory', '--tmpfs=/tmp:rw,size=64m,nosuid,nodev,mode=1777'],
    ['its port, on loopback alone', '--publish=127.0.0.1::3000/tcp'],
    ['its user', '--user=1001'],
    ['no check of its image', '--no-healthcheck=true'],
    ['its settings, and of its secrets the names alone', '--env=PORT=3000 --env=API_KEY '],
    ['a file of this machine, to read', '--volume=/dist/authorities.pem:/etc/authorities.pem:ro'],
    ['the names that lead to this machine', '--add-host=grades.no:10.89.0.1'],
    ['its command last', 'sha256:1 node server.js'],
  ])('gets %s', (_, part) => expect(args('docker')).toContain(part));

  it('gets no folder to write to that Podman would add, and nothing copied into those it has', () => {
    expect(args('podman')).toContain('--read-only=true --read-only-tmpfs=false');
    expect(args('podman')).toContain('mode=1777,notmpcopyup');
  });

  it('is started by its entry point, with what follows it before the command', () => {
    expect(args('docker', { entryPoint: ['/init', '--quiet'] })).toMatch(
      /--entrypoint=\/init sha256:1 --quiet node server\.js$/,
    );
  });

  it('has the memory of its task where it has none of its own', () => {
    const own = { ...definition, memory: undefined };
    expect(containerArguments({ kind: 'docker' }, own, { memory: '512' }, place)).toContain('--memory=512m');
  });
});

describe('what a container trusts', () => {
  it('is told to every program, and a file of its image that it names is covered', () => {
    const { environment, files } = trust({ NODE_EXTRA_CA_CERTS: '/app/eu-north-1-bundle.pem' });
    expect(environment['NODE_EXTRA_CA_CERTS']).toBe('/app/eu-north-1-bundle.pem');
    expect(files).toEqual(['/app/eu-north-1-bundle.pem', environment['SSL_CERT_FILE']]);
  });
});

describe('the architecture of an image', () => {
  const image = (architecture: string) => ({ id: 'sha256:1', architecture, names: [] });
  const arm64 = { runtimePlatform: { cpuArchitecture: 'ARM64' as const } };

  it("is the nodes', or this machine's own", () => {
    expect(() => refuseArchitecture(image('arm64'), arm64)).not.toThrow();
  });

  it('is refused in the words of ECS where it is neither', () => {
    expect(() => refuseArchitecture(image('s390x'), arm64)).toThrow(
      /CannotPullContainerError: .*'linux\/arm64': the image is for linux\/s390x/,
    );
  });
});
