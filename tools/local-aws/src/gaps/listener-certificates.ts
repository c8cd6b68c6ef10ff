import { formOf, withForm } from '../proxy/aws-request';
import { actions, Gap } from './gap';

/** A listener keeps the certificates that were added to it when its own one changes. */
export function listenerCertificates(): Gap {
  /** The certificates that were added, by listener. */
  const added = new Map<string, Set<string>>();
  return {
    name: 'ELB listeners: further certificates',
    reason:
      'moto forgets the certificates that were added to a listener when the listener is modified: the next plan adds them again.',
    handles: actions(
      'elasticloadbalancing',
      ...['ModifyListener', 'DeleteListener', 'AddListenerCertificates', 'RemoveListenerCertificates'],
    ),
    async fill(request, next) {
      const answer = await next(request);
      if (answer.status !== 200) return answer;
      const form = formOf(request.body);
      const listener = form.get('ListenerArn') ?? '';
      const ofListener = added.get(listener) ?? new Set();
      const named = [...form]
        .filter(([name]) => /^Certificates\.member\.\d+\.CertificateArn$/.test(name))
        .map(([, arn]) => arn);
      if (request.action === 'AddListenerCertificates') {
        added.set(listener, new Set([...ofListener, ...named]));
      }
      if (request.action === 'RemoveListenerCertificates') for (const arn of named) ofListener.delete(arn);
      if (request.action === 'DeleteListener') added.delete(listener);
      if (request.action === 'ModifyListener' && named.length > 0 && ofListener.size > 0) {
        const action = 'AddListenerCertificates';
        const again = new URLSearchParams({
          Action: action,
          Version: form.get('Version') ?? '2015-12-01',
          ListenerArn: listener,
        });
        for (const [index, arn] of [...ofListener].entries()) {
          again.set(`Certificates.member.${index + 1}.CertificateArn`, arn);
        }
        await next({ ...withForm(request, again), action });
      }
      return answer;
    },
  };
}
