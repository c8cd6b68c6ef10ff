import { generate } from 'selfsigned';

const dayMs = 86_400_000;

/** A key and its certificate, as PEM. */
export interface KeyPair {
  key: string;
  certificate: string;
}

/** The authority of one local AWS: it signs for the hosts of applications and databases, and lives as long. */
export class Authority {
  private readonly own: KeyPair;
  private readonly signed = new Map<string, Promise<KeyPair>>();

  private constructor(own: KeyPair) {
    this.own = own;
  }

  static async create(): Promise<Authority> {
    const own = await pairOf('The AWS of this machine', {
      extensions: [
        { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
        { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      ],
    });
    return new Authority(own);
  }

  get certificate(): string {
    return this.own.certificate;
  }

  /** A certificate of a host, made once. */
  for(host: string): Promise<KeyPair> {
    const pair = this.signed.get(host) ?? this.sign(host);
    this.signed.set(host, pair);
    return pair;
  }

  private sign(host: string): Promise<KeyPair> {
    return pairOf(host.slice(0, 64), {
      ca: { key: this.own.key, cert: this.own.certificate },
      extensions: [
        { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
        { name: 'extKeyUsage', serverAuth: true },
      ],
    });
  }
}

async function pairOf(name: string, options: Parameters<typeof generate>[1]): Promise<KeyPair> {
  const notBeforeDate = new Date(Date.now() - dayMs);
  const notAfterDate = new Date(Date.now() + 365 * dayMs);
  const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
    ...{ keyType: 'ec', algorithm: 'sha256', notBeforeDate, notAfterDate },
    ...options,
  });
  return { key, certificate: cert };
}
