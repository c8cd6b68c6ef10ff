import { unattended } from './unattended';

describe('Terraform, unattended', () => {
  it('keeps to the memory that somebody has allowed it', () => {
    expect(unattended({ GOGC: '50' })).toMatchObject({ GOGC: '50' });
    expect(unattended({ GOGC: 'off' })).toMatchObject({ GOGC: 'off' });
  });

  it('takes more than Go would by itself where nobody has said anything', () => {
    expect(Number(unattended({})['GOGC'])).toBeGreaterThan(100); // Go's own. Source: runtime/debug.SetGCPercent.
    expect(unattended({ GOGC: '' })).toEqual(unattended({}));
  });
});
