using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Banyan.Host.OpenApi;

/// <summary>Writes the documents as files: the same input gives the same bytes.</summary>
internal static class DocumentFiles
{
    public static async Task<int> Write(HostOptions options)
    {
        var folder = options.Out ?? throw new StartupException("openapi needs --out DIR");
        Directory.CreateDirectory(folder);
        var app = Server.Build(options);
        await using (app.ConfigureAwait(false))
        {
            foreach (var name in ApiDocuments.Names)
            {
                var text = await Text(app.Services, name).ConfigureAwait(false);
                await File.WriteAllTextAsync(Path.Combine(folder, name + ".json"), text, new UTF8Encoding(false)).ConfigureAwait(false);
            }
        }

        return 0;
    }

    public static async Task<string> Text(IServiceProvider services, string name)
    {
        var provider = services.GetRequiredKeyedService<IOpenApiDocumentProvider>(name);
        var document = await provider.GetOpenApiDocumentAsync().ConfigureAwait(false);
        var json = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1).ConfigureAwait(false);
        return json.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }
}
