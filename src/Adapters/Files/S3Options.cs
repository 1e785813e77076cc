namespace Banyan.Adapters.Files;

/// <summary>
/// Where uploaded files are kept when not on this machine: the configuration section <c>Files:S3</c>. Anything that speaks Amazon's
/// protocol will do (MinIO, Alibaba OSS, Tencent COS, Huawei OBS).
/// </summary>
public sealed record S3Options
{
    public const string Section = "Files:S3";

    /// <summary>Such as https://oss-cn-hangzhou.aliyuncs.com; empty: files stay in the data directory.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>What requests are signed for; where the provider does not care, any word.</summary>
    public string Region { get; init; } = "us-east-1";

    public string Bucket { get; init; } = "";

    public string AccessKey { get; init; } = "";

    public string SecretKey { get; init; } = "";

    /// <summary>In front of every name, such as <c>mall/</c>.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The bucket stands in the path (MinIO) and not in the host's name (OSS, COS).</summary>
    public bool PathStyle { get; init; }

    public bool IsSet => Endpoint.Length > 0;

    /// <summary>What is missing, for the person who writes the configuration; null: nothing.</summary>
    public string? Problem =>
        !IsSet ? null
        : !Uri.TryCreate(Endpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http")
            ? $"{Section}:Endpoint must be an http or https address"
        : Bucket.Length == 0 ? $"{Section}:Bucket is missing"
        : AccessKey.Length == 0 || SecretKey.Length == 0 ? $"{Section}:AccessKey and {Section}:SecretKey are needed"
        : null;
}
