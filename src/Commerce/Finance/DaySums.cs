using Banyan.Kernel;

namespace Banyan.Commerce.Finance;

/// <summary>A balance that pays for orders beside cash, and what went through it.</summary>
/// <param name="Code">Such as <c>stored_value</c>.</param>
/// <param name="PaidFen">What it paid for orders.</param>
/// <param name="RefundedFen">What refunds gave back to it.</param>
/// <param name="GrantedFen">Everything else that came into it: rewards, top-ups at the counter, corrections.</param>
/// <param name="TakenFen">Everything else that was taken out of it.</param>
public sealed record BalanceFigures(string Code, Fen PaidFen, Fen RefundedFen, Fen GrantedFen, Fen TakenFen)
{
    public static BalanceFigures Nothing(string code) => new(code, Fen.Zero, Fen.Zero, Fen.Zero, Fen.Zero);

    public static BalanceFigures operator +(BalanceFigures left, BalanceFigures right) =>
        new(
            left.Code,
            left.PaidFen + right.PaidFen,
            left.RefundedFen + right.RefundedFen,
            left.GrantedFen + right.GrantedFen,
            left.TakenFen + right.TakenFen
        );
}

/// <summary>What the ledger says of a day. CashInFen − RefundedFen − ReturnedFen = NetCashFen.</summary>
/// <param name="Orders">Orders that were paid on the day, by whatever means.</param>
/// <param name="DiscountFen">What coupons, points, levels and campaigns took off those orders.</param>
/// <param name="CashInFen">Money that came in through WeChat Pay, for whatever it was used afterwards.</param>
/// <param name="RefundedFen">Money that went back for orders.</param>
/// <param name="ReturnedFen">Payments that came too late or twice and went back.</param>
/// <param name="NetCashFen">The movement of the cash account.</param>
/// <param name="AccruedFen">Commission that sales earned.</param>
/// <param name="MaturedFen">Commission that became withdrawable.</param>
/// <param name="ReversedFen">Commission that refunds took back.</param>
/// <param name="Balances">In the order of <see cref="FinanceDays.Balances"/>.</param>
public sealed record DaySums(
    int Orders,
    Fen DiscountFen,
    Fen CashInFen,
    Fen RefundedFen,
    Fen ReturnedFen,
    Fen NetCashFen,
    Fen AccruedFen,
    Fen MaturedFen,
    Fen ReversedFen,
    IReadOnlyList<BalanceFigures> Balances
)
{
    public static DaySums Nothing(IEnumerable<string> balances) =>
        new(
            0,
            Fen.Zero,
            Fen.Zero,
            Fen.Zero,
            Fen.Zero,
            Fen.Zero,
            Fen.Zero,
            Fen.Zero,
            Fen.Zero,
            [.. balances.Select(BalanceFigures.Nothing)]
        );

    public static DaySums operator +(DaySums left, DaySums right) =>
        new(
            left.Orders + right.Orders,
            left.DiscountFen + right.DiscountFen,
            left.CashInFen + right.CashInFen,
            left.RefundedFen + right.RefundedFen,
            left.ReturnedFen + right.ReturnedFen,
            left.NetCashFen + right.NetCashFen,
            left.AccruedFen + right.AccruedFen,
            left.MaturedFen + right.MaturedFen,
            left.ReversedFen + right.ReversedFen,
            [.. left.Balances.Zip(right.Balances, (one, other) => one + other)]
        );
}

/// <param name="Day">By the shop's calendar.</param>
public sealed record FinanceDay(DateOnly Day, DaySums Figures);

/// <param name="Code">As in <see cref="BalanceFigures"/>.</param>
/// <param name="Name">In the language asked for.</param>
public sealed record BalanceName(string Code, string Name);

/// <summary>The daily settlement.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Balances">What pays beside cash.</param>
/// <param name="Items">The oldest first; days on which nothing happened too.</param>
public sealed record FinanceDays(
    DateOnly From,
    DateOnly To,
    IReadOnlyList<BalanceName> Balances,
    IReadOnlyList<FinanceDay> Items,
    DaySums Total
);
