using Banyan.Commerce.Members.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Distribution.Contracts;

/// <param name="RatePercent">As people read it: 20 %, or ¥3.00/件.</param>
public sealed record RateView(string Role, string Label, string RatePercent);

/// <summary>A distributor's own page.</summary>
/// <param name="JoinText">What joining means here.</param>
/// <param name="TodayFen">Earned by today's orders.</param>
/// <param name="TotalFen">Everything that stands.</param>
/// <param name="HeldFen">Set aside while refunds are under way.</param>
/// <param name="BalanceFen">Withdrawable.</param>
public sealed record DistributionCenter(
    DistributorStatus Status,
    bool CanApply,
    string JoinText,
    Fen TodayFen,
    Fen TotalFen,
    Fen PendingFen,
    Fen HeldFen,
    Fen BalanceFen,
    int CustomerCount,
    int TeamCount,
    int OrderCount,
    IReadOnlyList<RateView> Rates
);

/// <summary>What somebody earns by one line of an order.</summary>
/// <param name="AmountFen">What stands.</param>
/// <param name="OriginalFen">What it was before refunds.</param>
/// <param name="MaturesAt">When it becomes withdrawable; null while the order is on its way.</param>
public record CommissionView(
    Id Id,
    Id OrderId,
    string OrderNo,
    Person Buyer,
    string ProductName,
    string ImageUrl,
    CommissionRole Role,
    string RoleText,
    Fen BasePaidFen,
    Fen RefundedFen,
    string RuleText,
    Fen AmountFen,
    Fen OriginalFen,
    CommissionState State,
    string StateText,
    DateTimeOffset? MaturesAt,
    DateTimeOffset CreatedAt
);

/// <summary>A commission with its payee, for staff.</summary>
public sealed record ConsoleCommission : CommissionView
{
    public ConsoleCommission(CommissionView view, Buyer payee)
        : base(view) => Payee = payee;

    public Buyer Payee { get; init; }
}

/// <summary>Why something is as it is, step by step.</summary>
public sealed record Explanation(string Title, IReadOnlyList<ExplanationStep> Steps);

public sealed record ExplanationStep(string Label, string Text);

/// <summary>Somebody whom a member brought.</summary>
public sealed record Customer(
    Id MemberId,
    string Nickname,
    string AvatarUrl,
    DateTimeOffset BoundAt,
    string Channel,
    int OrderCount,
    Fen PaidFen
);

/// <summary>The public rules page.</summary>
public sealed record DistributionRulesView(
    string Html,
    Commerce.Catalog.Contracts.RatePlan Plan,
    IReadOnlyList<RateView> Rates,
    bool ThirdPayee
);

/// <summary>A distributor in the console's list.</summary>
public sealed record ConsoleDistributor(
    Id MemberId,
    string Nickname,
    string AvatarUrl,
    DistributorStatus Status,
    Person? Sharer,
    int CustomerCount,
    int OrderCount,
    Fen SalesFen,
    Fen TotalFen,
    Fen PendingFen,
    Fen BalanceFen,
    DateTimeOffset? JoinedAt
);
