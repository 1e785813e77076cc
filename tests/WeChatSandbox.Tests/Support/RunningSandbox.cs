using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;

namespace Banyan.WeChatSandbox.Tests.Support;

/// <summary>A sandbox on a real socket, with a shop that receives its notifications.</summary>
public sealed class RunningSandbox : IAsyncLifetime
{
    private WebApplication? _app;

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("banyan-sandbox-").FullName;

    public HttpClient Http { get; private set; } = new();

    public Receiver Shop { get; } = new();

    /// <summary>The section that the Host reads.</summary>
    public JsonObject Section { get; private set; } = [];

    /// <summary>The platform's private keys as well.</summary>
    public JsonObject Keys { get; private set; } = [];

    public string Address => (string)Section["ApiBase"]!;

    public async ValueTask InitializeAsync()
    {
        await Shop.InitializeAsync();
        await StartAsync();
    }

    public async Task StartAsync(params string[] more)
    {
        string[] args = ["--urls", "http://127.0.0.1:0", "--data", Directory, "--notify-base", Shop.Address, .. more];
        _app = SandboxApp.Create(args);
        await _app.StartAsync();
        Section = Read("wechat-sandbox.json")["WeChat"]!.AsObject();
        Keys = Read("keys.json");
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Address) };
    }

    public async Task StopAsync()
    {
        Http.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Shop.DisposeAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    /// <summary>A control call that must succeed.</summary>
    public async Task<JsonObject> ControlAsync(string path, object body)
    {
        using var response = await Http.PostAsJsonAsync("/sandbox/" + path, body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    public async Task<JsonObject> ShowAsync(string path) => JsonNode.Parse(await Http.GetStringAsync("/sandbox/" + path))!.AsObject();

    public string Setting(string name) => (string)Section[name]!;

    private JsonObject Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Directory, file)))!.AsObject();
}
