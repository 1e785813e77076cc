using Banyan.Kernel;

namespace Banyan.Growth.Sharing.Contracts;

/// <summary>What a share leads to.</summary>
/// <param name="Type">home, product, campaign, run or distribution.</param>
public sealed record ShareTarget(string Type, Id? Id);

/// <summary>Shares and their openings, for the HTTP endpoints and the demo seed alike.</summary>
public interface IShares
{
    /// <summary>The member's code for this target and channel; the same again at the next call.</summary>
    Task<Result<string>> Create(Id shopId, Id sharerId, ShareTarget target, string channel, CancellationToken cancellation);

    /// <summary>Notes that a visitor opened a share.</summary>
    /// <param name="memberId">The visitor if logged in.</param>
    Task<Result<OpenedShare>> Open(Id shopId, string code, string visitorId, Id? memberId, CancellationToken cancellation);
}

/// <summary>An opening and where it leads.</summary>
public sealed record OpenedShare(Id TouchId, ShareTarget Target, Id SharerId);

/// <summary>Draws the mini-program code of a share; WeChat does it (getwxacodeunlimit).</summary>
public interface IShareCodePictures
{
    /// <summary>A PNG whose scene is the share's code.</summary>
    Task<Result<byte[]>> Draw(string code, CancellationToken cancellation);
}
