using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Banyan.Journeys.Support;

/// <summary>WeChat as the story needs it: pays, tells again, loses messages.</summary>
public sealed class Sandbox(HttpClient http)
{
    private const int PatienceSeconds = 30;

    /// <param name="late">Although WeChat would take it no more.</param>
    /// <param name="notify">False: the shop is never told.</param>
    public async Task Pay(string outTradeNo, bool late = false, bool notify = true)
    {
        var paid = await Control(
            "pay",
            new
            {
                outTradeNo,
                late,
                notify,
                waitSeconds = notify ? PatienceSeconds : 0,
            }
        );
        if (notify)
        {
            ((string?)paid["notification"]?["state"]).ShouldBe("delivered", paid.ToJsonString());
        }
    }

    /// <summary>Sends the payment's notification again.</summary>
    /// <returns>What the shop answered each time.</returns>
    public async Task<int[]> TellAgain(string outTradeNo, int times) => [.. (
                await Control(
                    "notify-again",
                    new
                    {
                        outTradeNo,
                        times,
                        parallel = true,
                    }
                )
            )["statuses"]!.AsArray().Select(status => (int)status!)];

    public Task<JsonNode> Control(string path, object body) => Read(http.PostAsJsonAsync("/sandbox/" + path, body));

    public Task<JsonNode> Show(string path) => Read(http.GetAsync("/sandbox/" + path));

    private static async Task<JsonNode> Read(Task<HttpResponseMessage> call)
    {
        using var response = await call;
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
