namespace Banyan.WeChatSandbox;

/// <summary>What is given at the start.</summary>
/// <param name="DataDirectory">Where keys, state and the section for the Host are kept.</param>
/// <param name="NotifyBase">Address of the Host: QR codes lead to its /s/ route, relative return links belong to it.</param>
/// <param name="AdoptUnknownPayments">Accept refunds of payments that this sandbox has never seen (demo data made in-process).</param>
internal sealed record SandboxOptions(string DataDirectory, Uri NotifyBase, bool AdoptUnknownPayments)
{
    public static SandboxOptions Read(IConfiguration configuration)
    {
        var data = configuration["data"] is { Length: > 0 } given ? given : Path.Combine(".data", "wechat-sandbox");
        var notifyBase = configuration["notify-base"] is { Length: > 0 } address ? address : "http://127.0.0.1:5080";
        return Uri.TryCreate(notifyBase, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? new SandboxOptions(Path.GetFullPath(data), uri, configuration.GetValue("adopt-unknown-payments", false))
            : throw new InvalidOperationException($"--notify-base must be an absolute http address, not {notifyBase}.");
    }

    public string HostAddress => NotifyBase.GetLeftPart(UriPartial.Authority);
}
