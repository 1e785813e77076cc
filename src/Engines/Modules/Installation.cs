namespace Banyan.Engines.Modules;

/// <summary>Facts about this installation that modules may need.</summary>
/// <param name="DataDirectory">Where this node may keep files: uploads, keys.</param>
/// <param name="PublicUrl">How people reach it, without a slash at the end, such as <c>https://shop.example.cn</c>.</param>
/// <param name="IsDemo">A demonstration: personas, a movable clock, a sandbox instead of WeChat.</param>
public sealed record Installation(string DataDirectory, string PublicUrl, bool IsDemo);
