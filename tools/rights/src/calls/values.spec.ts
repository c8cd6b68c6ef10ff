import { fromForm, fromJson, fromXml, named, textOf } from './values';

const said = { Tags: [{ Key: 'Owner', Value: 'dotkom' }], Name: 'a' };

describe('what a request says', () => {
  it('is the same in every protocol', () => {
    expect(fromJson(JSON.stringify(said))).toEqual(said);
    expect(fromForm('Tags.member.1.Key=Owner&Tags.member.1.Value=dotkom&Name=a')).toEqual(said);
    expect(
      fromXml('<?xml version="1.0"?><R xmlns="x"><Name>a</Name><Tags/><Rule/><Rule a="b"/></R>'),
    ).toEqual({
      R: { Name: 'a', Tags: '', Rule: ['', ''] },
    });
  });

  it('is text, unescaped, whatever else it was', () => {
    expect(fromJson('{"a":1,"b":true,"c":null}')).toEqual({ a: '1', b: 'true', c: '' });
    expect(fromXml('<a>&lt;x&gt; &amp; &quot;y&quot;</a>')).toEqual({ a: '<x> & "y"' });
  });

  it('is found by name, wherever it stands and however it is written', () => {
    expect(named({ a: { roleArn: 'x' }, b: [{ RoleArn: 'y' }] }, 'rolearn')).toEqual(['x', 'y']);
    expect(textOf({ cluster: 'c', Name: '' }, 'Name', 'cluster')).toBe('c');
    expect(textOf({}, 'Name')).toBeUndefined();
  });
});
