// The extension: starts `looplint lsp` and lets vscode-languageclient do the rest.
const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');
const { documentSelector, serverOptions } = require('./client_options');

let client;

async function start() {
  const settings = vscode.workspace.getConfiguration('looplint');
  client = new LanguageClient('looplint', 'looplint',
    serverOptions(settings.get('path'), settings.get('arguments')), { documentSelector });
  await client.start();
}

exports.activate = async (context) => {
  context.subscriptions.push(vscode.commands.registerCommand('looplint.restart', async () => {
    await client?.stop();
    await start();
  }));
  await start();
};

exports.deactivate = () => client?.stop();
