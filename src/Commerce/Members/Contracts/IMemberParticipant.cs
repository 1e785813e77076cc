using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Members.Contracts;

/// <summary>
/// Takes part in signing in from a higher ring: bonds, welcome gifts. Its effects join the transaction that registers the member.
/// It cannot refuse: nobody is kept out of a shop because of how they came.
/// </summary>
public interface IMemberParticipant
{
    /// <summary>
    /// Outside every lock: reads what it needs to know. What it returns comes back in <see cref="MemberSignedIn.Prepared"/>.
    /// </summary>
    Task<object?> Prepare(SignInDraft draft, CancellationToken cancellation);

    /// <summary>Names rows. The member's id is in the draft; a new member's row is in no row set yet.</summary>
    void Need(Stage stage, SignInDraft draft, object? prepared, World world, Needs needs);

    /// <summary>What follows. Called once per sign-in, with the member's row as it is after it.</summary>
    void On(MemberSignedIn happened, World world);
}

/// <summary>Somebody about to sign in.</summary>
/// <param name="MemberId">The member, or the identity the new one will have.</param>
/// <param name="IsNew">
/// Whether no such member was there when it was read. Two first sign-ins at once both read so; only one of them becomes
/// <see cref="MemberSignedIn.IsNew"/>, and the other reaches no participant.
/// </param>
/// <param name="ShareCode">The share they came by, if the client knows it.</param>
/// <param name="VisitorId">What their touches before the login were recorded under.</param>
public sealed record SignInDraft(Id ShopId, Id MemberId, bool IsNew, string? ShareCode, string? VisitorId, DateTimeOffset At);

/// <summary>Somebody signed in.</summary>
/// <param name="IsNew">With this sign-in the member was registered.</param>
/// <param name="Prepared">What this participant returned from Prepare.</param>
public sealed record MemberSignedIn(Member Member, bool IsNew, SignInDraft Draft, object? Prepared);
