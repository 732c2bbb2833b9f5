// What the extension and its test start the server with, and ask of it.
exports.documentSelector = [{ scheme: 'file', language: 'c' }, { scheme: 'file', language: 'cpp' }];
exports.serverOptions = (path, args) => ({ command: path, args: ['lsp', ...args] });
