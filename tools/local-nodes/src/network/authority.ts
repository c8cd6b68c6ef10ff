import * as x509 from '@peculiar/x509';
import { webcrypto } from 'node:crypto';

x509.cryptoProvider.set(webcrypto as never);

type Keys = webcrypto.CryptoKeyPair;

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 86_400_000;

/** A key and its certificate, as PEM. */
export interface KeyPair {
  key: string;
  certificate: string;
}

/** The authority of one local AWS: it signs for the hosts of applications and databases, and lives as long. */
export class Authority {
  readonly certificate: string;
  private readonly keys: Keys;
  private readonly signed = new Map<string, Promise<KeyPair>>();

  private constructor(keys: Keys, certificate: string) {
    this.keys = keys;
    this.certificate = certificate;
  }

  static async create(): Promise<Authority> {
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      ...valid(),
      name: 'CN=The AWS of this machine',
      signingAlgorithm: algorithm,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      ],
    });
    return new Authority(keys, certificate.toString('pem'));
  }

  /** A certificate of a host, made once. */
  for(host: string): Promise<KeyPair> {
    const pair = this.signed.get(host) ?? this.sign(host);
    this.signed.set(host, pair);
    return pair;
  }

  private async sign(host: string): Promise<KeyPair> {
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      ...valid(),
      subject: [{ CN: [host.slice(0, 64)] }],
      issuer: new x509.X509Certificate(this.certificate).subject,
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: host }]),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      ],
    });
    const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
    return { key: x509.PemConverter.encode(key, 'PRIVATE KEY'), certificate: certificate.toString('pem') };
  }
}

function valid() {
  return { notBefore: new Date(Date.now() - dayMs), notAfter: new Date(Date.now() + 365 * dayMs) };
}

function newKeys(): Promise<Keys> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}
