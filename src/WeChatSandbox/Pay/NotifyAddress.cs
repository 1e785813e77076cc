namespace Banyan.WeChatSandbox.Pay;

/// <summary>WeChat wants https without a query; plain http is allowed to this machine only.</summary>
internal static class NotifyAddress
{
    public static bool IsAllowed(string? address) =>
        address is { Length: <= 255 }
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri is { Query: "", Fragment: "", UserInfo: "" }
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
