using Banyan.WeChatSandbox;

var app = SandboxApp.Create(args);
await app.RunAsync();
