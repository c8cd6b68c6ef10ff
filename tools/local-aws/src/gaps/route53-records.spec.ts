import { contentOf } from '../proxy/xml';
import { route53Records } from './route53-records';
import { recordedMoto, restRequest, send } from './testing/recorded-moto';

const change = (action: string, name: string, type = 'A') =>
  restRequest(
    'route53',
    'POST',
    '/2013-04-01/hostedzone/Z1/rrset/',
    `<ChangeBatch><Changes><Change><Action>${action}</Action><ResourceRecordSet><Name>${name}</Name><Type>${type}</Type></ResourceRecordSet></Change></Changes></ChangeBatch>`,
  );
/** As moto lists what comes from a name and type on, in the order of names. */
const listed = (...records: [name: string, type: string][]) =>
  `<R>${records.map(([name, type]) => `<ResourceRecordSet><Name>${name}</Name><Type>${type}</Type></ResourceRecordSet>`).join('')}</R>`;

describe('Route 53 records', () => {
  it('are not created again', async () => {
    const moto = recordedMoto(listed(['a.grades.no.', 'A']));
    const { status, xml } = await send([route53Records()], moto, change('CREATE', 'a.grades.no'));
    expect(status).toBe(400);
    expect(contentOf(xml, 'Code')).toBe('InvalidChangeBatch');
    expect(xml).toContain('a.grades.no.');
    expect(moto.asked.map(({ method }) => method)).toEqual(['GET']);
  });

  it('are created where others come after them, or have another type', async () => {
    for (const others of [listed(['b.grades.no.', 'A']), listed(['a.grades.no.', 'AAAA']), listed()]) {
      const moto = recordedMoto(others, '<ChangeInfo/>');
      expect((await send([route53Records()], moto, change('CREATE', 'a.grades.no'))).status).toBe(200);
      expect(moto.asked[1]?.body.toString()).toContain('<Action>UPSERT</Action>');
    }
  });

  it('are changed and deleted as asked, without a look', async () => {
    for (const action of ['UPSERT', 'DELETE']) {
      const moto = recordedMoto('<ChangeInfo/>');
      await send([route53Records()], moto, change(action, 'a.grades.no'));
      expect(moto.asked[0]?.body.toString()).toContain(`<Action>${action}</Action>`);
    }
  });
});
