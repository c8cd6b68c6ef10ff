import { isObject, jsonOf, mapJson, text } from '../proxy/json';
import { actions, Gap } from './gap';

/** Certificates have the kind of key that was asked for. */
export function certificateKeys(): Gap {
  const algorithms = new Map<string, string>();
  return {
    name: 'ACM certificates: key algorithm',
    reason: 'moto says RSA_2048 of every certificate: the next plan replaces one with an elliptic curve key.',
    handles: actions('acm', 'RequestCertificate', 'DescribeCertificate', 'DeleteCertificate'),
    async fill(request, next) {
      const body = jsonOf(request);
      const answer = await next(request);
      if (answer.status !== 200) return answer;
      const algorithm = text(body['KeyAlgorithm']);
      const arn = text(body['CertificateArn']) ?? text(jsonOf(answer)['CertificateArn']) ?? '';
      if (request.action === 'RequestCertificate' && algorithm) algorithms.set(arn, algorithm);
      if (request.action === 'DeleteCertificate') algorithms.delete(arn);
      const known = algorithms.get(arn);
      return request.action !== 'DescribeCertificate' || known === undefined
        ? answer
        : mapJson(answer, (value) => ({
            ...value,
            ...(isObject(value['Certificate']) && {
              Certificate: { ...value['Certificate'], KeyAlgorithm: known },
            }),
          }));
    },
  };
}
