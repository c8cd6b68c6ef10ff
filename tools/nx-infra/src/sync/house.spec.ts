import { house, HouseProject, withHouse } from './house';

const project = (root: string, layer: string, ...imports: string[]): HouseProject => ({
  root,
  layer,
  imports,
  rooms: [],
});

const stack = project('libs/stack', 'stack');
const service = project('libs/service', 'service', 'libs/stack');

describe('the picture of the house', () => {
  it('has a box for each project with its rooms, on the floor of its layer', () => {
    const drawn = house([{ ...stack, rooms: ['iam', 'units'] }, service]);
    expect(drawn).toContain('libs_stack["libs/stack<br/>iam · units"]');
    expect(drawn).toMatch(
      /subgraph \w+ \[What an application may ask for\]\n {4}libs_service\["libs\/service"\]/,
    );
  });

  it('draws all applications as one, so that a new one changes nothing', () => {
    const grades = project('apps/grades', 'application', 'libs/service');
    const another = project('apps/another', 'application', 'libs/service');
    expect(house([grades, service, stack])).toBe(house([grades, another, service, stack]));
  });

  it('leaves out a line that others imply', () => {
    const grades = project('apps/grades', 'application', 'libs/service', 'libs/stack');
    const lines = house([grades, service, stack]).match(/\w+ --> \w+/g);
    expect(lines).toEqual(['apps_application --> libs_service', 'libs_service --> libs_stack']);
  });

  it('takes the place of the one before, and leaves the rest of the page', () => {
    const page = 'Before\n<!-- house: made by `npx nx sync` -->\nold\n<!-- /house -->\nAfter\n';
    const drawn = withHouse(page, [stack]);
    expect(drawn).toMatch(/^Before\n[^]*flowchart[^]*\nAfter\n$/);
    expect(drawn).not.toContain('old');
    expect(withHouse(drawn, [stack])).toBe(drawn);
  });
});
