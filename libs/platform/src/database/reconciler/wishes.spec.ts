import { checkedOwner, readWish, readWishes } from './wishes';

const parameter = (name: string, value = '{"connections": 20}') => ({ name, value });

describe('a wish', () => {
  it('is read from the parameter', () => {
    expect(readWish(parameter('/databases/prod/vengeful-vineyard/staging'))).toEqual({
      application: 'vengeful-vineyard',
      environment: 'staging',
      connections: 20,
    });
  });

  it('may say how its address asks for TLS, and that the password is wanted alone as well', () => {
    const wanted = { connections: 5, tls: 'checked', password: true };
    expect(readWish(parameter('/databases/prod/grades/prod', JSON.stringify(wanted)))).toMatchObject(wanted);
  });

  it.each([
    parameter('/databases/prod/grades'),
    parameter('/databases/prod/grades/prod/more'),
    parameter('/platform/prod/grades/prod'),
    parameter('/databases/prod/grades/prod', '20'),
    parameter('/databases/prod/grades/prod', '{"connections": 0}'),
    parameter('/databases/prod/grades/prod', '{"connections": "20; DROP"}'),
    parameter('/databases/prod/grades/prod', '{"connections": 20, "tls": "sslmode=disable"}'),
    parameter('/databases/prod/grades/prod', '{"connections": 20, "tls": "toString"}'),
    parameter('/databases/prod/grades/prod', '{"connections": 20, "password": "yes"}'),
    parameter('/databases/prod/grades/prod', 'null'),
    parameter('/databases/prod/grades/prod', 'not JSON'),
  ])('is none in %j', (wrong) => {
    expect(() => readWish(wrong)).toThrow(`The parameter ${wrong.name} is no wish for a database.`);
  });

  it('is read beside parameters that are none, each of which has its reason', () => {
    const names = ['/databases/prod/grades/prod', '/databases/prod/Bad/prod', '/databases/prod/none/prod'];
    const [good = '', bad = '', none = ''] = names;
    const { wishes, misfits } = readWishes([parameter(none, 'null'), parameter(good), parameter(bad)]);
    expect(wishes.map(({ application }) => application)).toEqual(['grades']);
    expect(misfits.map(({ name, problem }) => [name, problem.message])).toEqual([
      [none, expect.stringContaining(`The parameter ${none} is no wish`)],
      [bad, expect.stringContaining('There is no database for application "Bad"')],
    ]);
  });

  it.each([
    ['Grades', 'prod'],
    ['grades"; DROP ROLE x; --', 'prod'],
    ['grades_other', 'prod'],
    ['', 'prod'],
    ['grades', ''],
    ['grades', 'prod '],
    ['a'.repeat(60), 'prod'],
  ])('is refused for %j in %j', (application, environment) => {
    expect(() => checkedOwner({ application, environment })).toThrow('There is no database for application');
  });
});
