namespace Banyan.WeChatSandbox.Pages;

/// <summary>Where the cashier may send the shopper back to: the Host, or another http page on this machine; nowhere else.</summary>
internal static class ReturnAddress
{
    public static string? Allow(string? wanted, SandboxOptions options, HttpRequest request)
    {
        if (wanted is not { Length: > 0 and <= 2000 } || wanted.Any(c => char.IsControl(c) || c is '\\' or ' '))
        {
            return null;
        }

        // A path belongs to the Host; "//elsewhere" is not a path.
        if (wanted[0] == '/')
        {
            return wanted.StartsWith("//", StringComparison.Ordinal) ? null : options.HostAddress + wanted;
        }

        var known =
            Uri.TryCreate(wanted, UriKind.Absolute, out var uri)
            && uri.UserInfo.Length == 0
            && uri.Scheme is "http" or "https"
            && (uri.IsLoopback || uri.Host == options.NotifyBase.Host || uri.Host == request.Host.Host);
        return known ? uri!.AbsoluteUri : null;
    }
}
