import { readEstate } from '@dotkom/outlook';
import { applicationStack } from '../testing/application-stack';
import { platformStack } from '../testing/estate-stacks';
import { applicationMermaid } from './application';
import { estateMermaid } from './estate';
import { arrow, node } from './nodes';

const stack = applicationStack('grades', 'prod');
const stacks = [platformStack(), stack, applicationStack('grades', 'staging')];
const estate = readEstate(stacks);
const [grades] = estate.applications;

describe('the picture of an application', () => {
  const picture = grades ? applicationMermaid(grades, stack) : '';

  it('leads from the internet by gateway and CloudFront to what answers each host', () => {
    expect(picture).toContain(
      'gateway -->|"api.grades-prod.example.no<br/>www.grades-prod.example.no"| grades_prod_api',
    );
    expect(picture).toContain('cdn -->|"grades-prod.example.no"| grades_prod_web');
    expect(picture).toContain('internet -->|"game.grades-prod.example.no"| grades_prod_hosts_game');
  });

  it('shows what services use, and what runs beside them', () => {
    expect(picture).toContain('grades_prod_api -->|"sends"| grades_prod_mails');
    expect(picture).toContain('grades_prod_nightly(["nightly<br/>by a schedule · 128 MiB"])');
    expect(picture).toContain('grades_prod_database[("grades_prod<br/>20 connections")]');
  });
});

describe('the picture of everything', () => {
  const picture = estateMermaid(estate, 'prod');

  it('has the applications of one environment on the nodes that they run on', () => {
    expect(picture).toMatch(
      /subgraph \w+arm64 \["arm64 nodes: 3 to 8 of t4g.small"\]\n\s+grades_prod\["grades<br\/>/,
    );
    expect(picture).not.toContain('grades_staging');
  });

  it('leads in by the gateway and CloudFront, and out by the NAT', () => {
    expect(picture).toContain('platform_prod_gateway --> grades_prod');
    expect(picture).toContain('people --> cdn');
    expect(picture).toContain('platform_prod_private --> platform_prod_nat');
  });
});

describe('Mermaid', () => {
  it('gets no text that it would take for more than text', () => {
    expect(node('a', 'web', 'say "hi" <b>')).toBe('a["say #34;hi#34; #60;b#62;"]');
    expect(arrow('a/b-c', 'd', 'x|y')).toBe('a_b_c -->|"x|y"| d');
  });
});
