// The browser comes from the system (see `toymark doctor`), never from a download during installation.
module.exports = { skipDownload: true };
