using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Carts;

/// <summary>
/// Puts a SKU into a member's cart or changes how many. The whole cart is locked, so two pages open at once cannot
/// overfill it.
/// </summary>
internal sealed class PutCartLine(Id memberId, Id skuId, PutCartItemBody body) : Act<Done>
{
    private const int MaxLines = 99;

    private static readonly Refusal Full = Refusal.Conflict("cart_full", "购物车放满了，先结算一些吧", "The cart is full");

    public override void Need(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Member)
        {
            needs.Add(CartRows.OfMember, ShopId, memberId);
        }
    }

    public override Result<Done> Decide(World world)
    {
        var cart = world.Many(CartRows.OfMember, ShopId, memberId);
        var before = cart.FirstOrDefault(line => line.SkuId == skuId);
        var isIn = before is { IsIn: true };
        if (!isIn && cart.Count(line => line.IsIn) >= MaxLines)
        {
            return Full;
        }

        var line =
            before
            ?? new CartLine
            {
                ShopId = ShopId,
                Key = CartLine.KeyOf(memberId, skuId),
                MemberId = memberId,
                SkuId = skuId,
                Quantity = body.Quantity,
                Selected = body.Selected,
                AddedAt = At,
            };
        world.Put(line with { Quantity = body.Quantity, Selected = body.Selected, AddedAt = isIn ? line.AddedAt : At });
        return Done.Yes;
    }
}

/// <summary>Takes SKUs out of a member's cart.</summary>
internal sealed class RemoveCartLines(Id memberId, IReadOnlyCollection<Id> skuIds) : Act<Done>
{
    public override void Need(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Member)
        {
            needs.Add(CartRows.OfMember, ShopId, memberId);
        }
    }

    public override Result<Done> Decide(World world)
    {
        foreach (var line in world.Many(CartRows.OfMember, ShopId, memberId).Where(line => line.IsIn && skuIds.Contains(line.SkuId)))
        {
            world.Put(line with { Quantity = 0 });
        }

        return Done.Yes;
    }
}
