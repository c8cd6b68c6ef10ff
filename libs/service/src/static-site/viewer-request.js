// Runs at CloudFront's edge for every request, before its cache. `settings` stands before this, and the file has no
// imports or template strings: it is sent as it is.
function handler(event) {
  const request = event.request;
  if (request.headers.host.value !== settings.host) return redirectTo(settings.host, request);
  if (settings.singlePage && isPage(request.uri)) request.uri = '/index.html';
  return request;
}

/** A path whose last part has no ending is a place within the application; what has one is a file that is there or not. */
function isPage(uri) {
  const last = uri.slice(uri.lastIndexOf('/') + 1);
  return last.indexOf('.') === -1;
}

function redirectTo(host, request) {
  return {
    statusCode: 301,
    statusDescription: 'Moved Permanently',
    headers: {
      location: { value: 'https://' + host + request.uri + queryOf(request.querystring) },
      'cache-control': { value: 'max-age=3600' },
    },
  };
}

/** CloudFront gives a query in parts, as they were sent; one that was sent several times has all its values. */
function queryOf(parts) {
  const pairs = [];
  for (const name in parts) {
    const values = parts[name].multiValue || [parts[name]];
    for (const each of values) pairs.push(each.value === '' ? name : name + '=' + each.value);
  }
  return pairs.length > 0 ? '?' + pairs.join('&') : '';
}
