using Banyan.Commerce.Accounting.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Wallet.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Wallet;

/// <param name="Account">A code of <see cref="WalletAccounts"/>.</param>
/// <param name="Amount">In the account's unit; below zero takes away.</param>
/// <param name="Reason">Shown to the member and kept in the books.</param>
public sealed record WalletCorrection(string Account, long Amount, string Reason);

/// <summary>Staff add to a balance or take from it: a top-up paid at the counter, a mistake, a kindness.</summary>
internal static class CorrectWallet
{
    private const long MaxAmount = 10_000_000;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/members/{id}/wallet", Handle)
            .RequirePermission("wallet.write")
            .WithName("CorrectWallet")
            .WithTags("Wallet")
            .Produces<IReadOnlyList<WalletBalance>>();

    private static async Task<IResult> Handle(
        StaffCaller caller,
        Id id,
        WalletCorrection body,
        IdempotencyHeader header,
        WalletDesk desk,
        CancellationToken cancellation
    )
    {
        var check = Check
            .Body()
            .Choice(body.Account, [.. WalletAccounts.All.Select(account => account.Code)])
            .Number(body.Amount, -MaxAmount, MaxAmount)
            .That(body.Amount != 0, "amount", "请填写要增加或扣除的数额", "Say how much to add or take away")
            .Text(body.Reason, 2, 60);
        if (check.ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var key = header.For(caller.Actor, body);
        if (!key.IsOk)
        {
            return key.Refusal.ToHttp();
        }

        if (!await desk.Db.Set<Member>().AnyAsync(member => member.Id == id, cancellation))
        {
            return Refusal.NotFound.ToHttp();
        }

        var act = new CorrectWalletAct(id, body, caller.Name)
        {
            ShopId = caller.ShopId,
            At = desk.Clock.GetUtcNow(),
            Key = key.Value,
        };
        var done = await desk.Commit.Run(act, cancellation);
        return done.IsOk ? await ShowWallet.All(caller.ShopId, id, desk.Reads, cancellation) : done.Refusal.ToHttp();
    }

    private sealed class CorrectWalletAct(Id memberId, WalletCorrection correction, string by) : Act<Done>
    {
        private readonly WalletAccount account = WalletAccounts.Find(correction.Account)!;

        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Account)
            {
                Ledger.Need(needs, ShopId, account.Account.Of(memberId));
            }
        }

        public override Result<Done> Decide(World world)
        {
            var (own, shop) = (account.Account.Of(memberId), account.Shop.OfShop());
            var balance = world.One(Ledger.AccountByKey, ShopId, own.Key)?.Balance ?? 0;
            if (correction.Amount > 0 && account.Max is { } max && balance + correction.Amount > max)
            {
                return TooMuch(new Fen(max));
            }

            // Points may fall below zero by refunds, but nobody takes away what is not there.
            if (balance + Math.Min(correction.Amount, 0) < 0)
            {
                return Ledger.Insufficient;
            }

            var (from, to) = correction.Amount > 0 ? (shop, own) : (own, shop);
            var movement = new Movement(
                from,
                to,
                Math.Abs(correction.Amount),
                WalletCorrectionSource.SourceType,
                world.NextId().ToString(),
                WalletCorrectionSource.Explain(correction.Reason.Trim(), by)
            );
            return Ledger.Post(world, ShopId, movement, At).Refusal is { } refusal ? refusal : Done.Yes;
        }

        private static Refusal TooMuch(Fen max) =>
            Refusal.Conflict(
                "stored_value_limit",
                $"单个会员储值余额不能超过 {max.ToYuan()}（单用途商业预付卡管理办法）",
                $"A member may hold at most {max.ToYuan()} of stored value"
            );
    }
}

/// <summary>What correcting a balance needs.</summary>
internal sealed record WalletDesk(BanyanDb Db, Commit Commit, GroupReads Reads, TimeProvider Clock);

/// <summary>Corrections by staff; the reason is in the posting itself.</summary>
internal sealed class WalletCorrectionSource : IPostingSource
{
    public const string SourceType = "wallet_correction";

    public string Type => SourceType;

    public Sentence Label { get; } = new("人工调整", "Correction by staff");

    /// <param name="by">The name of whoever corrected it: for the books.</param>
    public static string Explain(string reason, string by) => $"{reason}（{by}）";

    /// <summary>The reason alone: which of the staff did it is not the member's business.</summary>
    public static string ForMember(Posting posting) =>
        posting.SourceType == SourceType && posting.Explanation.LastIndexOf('（') is > 0 and var end
            ? posting.Explanation[..end]
            : posting.Explanation;
}
