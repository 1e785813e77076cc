using System.Globalization;
using System.Net;

// The ceiling: Kestrel and nothing else. A POST gets its own body back, a GET the bytes of the file that was named.
// Usage: Banyan.Echo PORT [FILE]
var answer = args.Length > 1 ? await File.ReadAllBytesAsync(args[1]).ConfigureAwait(false) : "ok"u8.ToArray();
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Listen(IPAddress.Loopback, int.Parse(args[0], CultureInfo.InvariantCulture));
});
var app = builder.Build();
app.Run(context =>
{
    var response = context.Response;
    response.ContentType = "application/json; charset=utf-8";
    if (HttpMethods.IsPost(context.Request.Method))
    {
        response.ContentLength = context.Request.ContentLength;
        return context.Request.Body.CopyToAsync(response.Body, context.RequestAborted);
    }

    response.ContentLength = answer.Length;
    return response.Body.WriteAsync(answer, context.RequestAborted).AsTask();
});
await app.RunAsync().ConfigureAwait(false);
