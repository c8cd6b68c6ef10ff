import { formOf } from '../proxy/aws-request';
import { jsonAnswer, jsonOf, text } from '../proxy/json';
import { escapeXml, xmlAnswer } from '../proxy/xml';
import { actions, Gap } from './gap';

/** Whether snapshots may be made public. */
export function snapshotSharing(): Gap {
  let state = 'unblocked';
  return {
    name: 'EC2: the block on public snapshots',
    reason: 'moto lacks EnableSnapshotBlockPublicAccess, DisableSnapshotBlockPublicAccess and their state.',
    handles: actions(
      'ec2',
      'EnableSnapshotBlockPublicAccess',
      'DisableSnapshotBlockPublicAccess',
      'GetSnapshotBlockPublicAccessState',
    ),
    async fill({ action, body }) {
      if (action === 'EnableSnapshotBlockPublicAccess') state = formOf(body).get('State') ?? state;
      if (action === 'DisableSnapshotBlockPublicAccess') state = 'unblocked';
      return xmlAnswer(
        `<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><state>${escapeXml(state)}</state></${action}Response>`,
      );
    },
  };
}

/** The settings of Systems Manager that hold for the whole account. */
export function serviceSettings(): Gap {
  const values = new Map<string, string>();
  return {
    name: 'SSM: service settings',
    reason: 'moto lacks GetServiceSetting, UpdateServiceSetting and ResetServiceSetting.',
    handles: actions('ssm', 'GetServiceSetting', 'UpdateServiceSetting', 'ResetServiceSetting'),
    async fill(request) {
      const { SettingId, SettingValue } = jsonOf(request);
      const ARN = text(SettingId) ?? '';
      if (request.action === 'UpdateServiceSetting') values.set(ARN, text(SettingValue) ?? '');
      if (request.action === 'ResetServiceSetting') values.delete(ARN);
      const id = ARN.slice(ARN.indexOf('/ssm/'));
      const value = values.get(ARN);
      const Status = value === undefined ? 'Default' : 'Customized';
      return jsonAnswer({
        ServiceSetting: { ARN, SettingId: id, SettingValue: value ?? 'Enable', Status },
      });
    },
  };
}
