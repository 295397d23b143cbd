import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { html, journey, observeWeb, serve } from './web.fixture.ts';

// A program of its own, for a place where the names of this page are told by a name server of the test.
const folder = process.argv[2] ?? '.';
writeFileSync(
  join(folder, 'trackers.txt'),
  `! Title: Trackers of the test\n! Version: ${new Date().toISOString().slice(0, 10).replaceAll('-', '')}0000\n||tracker.example^\n`,
);
const pages = await serve((request, response) => {
  if (request.headers.host?.startsWith('portal.example') !== true) response.writeHead(204).end();
  else
    html(response, `<h1>A bear</h1><img alt="" src="http://metrics.portal.example:${pages.port}/collect?page=front">`);
});
const url = `http://portal.example:${pages.port}/`;
const bench = { trackers: 'trackers.txt' };
const journeys = [journey('look', [{ open: '/' }, { expect: 'A bear' }])];
const { aliases, trackers, journeys: taken } = await observeWeb({ url, journeys, bench, folder });
process.stdout.write(JSON.stringify({ aliases, trackers, taken }));
pages.stop();
