import { escapeXml } from '@dotkom/local-aws';

/** A page of the gateway itself. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>${escapeXml(title)}</title>
    <style>
      body { font: 1rem/1.6 system-ui, sans-serif; max-width: 54rem; margin: 3rem auto; padding: 0 1.5rem; color: #1a1a2e; }
      h1 { font-size: 1.6rem; }
      th { text-align: left; padding-right: 2rem; font-weight: 600; }
      td { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
      pre { background: #f2f3f7; padding: 1rem; white-space: pre-wrap; border-radius: 0.4rem; }
    </style>
  </head>
  <body>
    <h1>${escapeXml(title)}</h1>
    ${body}
  </body>
</html>
`;
}
