using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Analytics;

/// <summary>The console's first page.</summary>
internal sealed record Overview(
    DateTimeOffset Now,
    DayFigures Today,
    DayFigures Yesterday,
    IReadOnlyList<DatedFigures> Days,
    IReadOnlyList<OverviewStep> Funnel,
    IReadOnlyList<TopProduct> TopProducts,
    OverviewTodo Todo,
    IReadOnlyList<ConsoleCampaignCard> Campaigns
);

/// <summary>What happened on one of the shop's days.</summary>
/// <param name="Touches">Openings of shares.</param>
/// <param name="Visitors">Different people among them.</param>
/// <param name="Orders">Placed, paid or not.</param>
/// <param name="PaidFen">Paid on this day, whenever it was ordered; refunds are not taken off.</param>
/// <param name="RefundedFen">Given back on this day, whenever it was paid.</param>
/// <param name="CommissionFen">Promised to distributors on this day; what refunds took back later is not taken off.</param>
internal record DayFigures(
    int Touches,
    int Visitors,
    int NewMembers,
    int Orders,
    int PaidOrders,
    Fen PaidFen,
    Fen RefundedFen,
    Fen CommissionFen
);

internal sealed record DatedFigures : DayFigures
{
    public DatedFigures(DateOnly date, DayFigures figures)
        : base(figures) => Date = date;

    public DateOnly Date { get; init; }
}

internal sealed record OverviewStep(string Step, string Label, int Count);

internal sealed record TopProduct(Id Id, string Name, string CoverUrl, long SoldCount, Fen PaidFen);

/// <summary>What waits for staff.</summary>
internal sealed record OverviewTodo(int ToShip, int Refunds, int DistributorApplications, int LowStock, int DeadJobs, int AbnormalOrders);
