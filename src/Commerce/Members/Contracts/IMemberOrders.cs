using Banyan.Kernel;

namespace Banyan.Commerce.Members.Contracts;

/// <summary>What Members show of orders without knowing them; Orders implements it.</summary>
public interface IMemberOrders
{
    /// <summary>Paid orders and what was paid and kept (refunds taken off), per member. Members without orders are left out.</summary>
    Task<IReadOnlyDictionary<Id, OrderSum>> SumsOf(Id shopId, IReadOnlyCollection<Id> memberIds, CancellationToken cancellation);

    /// <summary>The member's latest orders as the console lists them.</summary>
    Task<IReadOnlyList<MemberOrder>> LatestOf(Id shopId, Id memberId, int count, CancellationToken cancellation);
}

public sealed record OrderSum(int OrderCount, Fen PaidFen);

/// <summary>An order on a member's page of the console; the same fields as a row of the order list.</summary>
/// <param name="State">lower_snake, as orders show it.</param>
public sealed record MemberOrder(
    Id Id,
    string No,
    string State,
    string StateText,
    string? HoldText,
    Fen PayableFen,
    Fen RefundedFen,
    IReadOnlyList<MemberOrderLine> Lines,
    string Receiver,
    DateTimeOffset CreatedAt,
    DateTimeOffset? PaidAt,
    string MerchantRemark
);

public sealed record MemberOrderLine(
    Id Id,
    Id SkuId,
    Id ProductId,
    string Name,
    string SpecText,
    string ImageUrl,
    int Quantity,
    Fen UnitPriceFen,
    Fen PayableFen,
    Fen RefundedFen
);
