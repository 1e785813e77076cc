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

    private static readonly RowSet<CartLine, Id> OfMember = new(Stage.Member, line => line.MemberId);

    private static readonly Refusal Full = Refusal.Conflict("cart_full", "购物车放满了，先结算一些吧", "The cart is full");

    public override void Need(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Member)
        {
            needs.Add(OfMember, ShopId, memberId);
        }
    }

    public override Result<Done> Decide(World world)
    {
        var cart = world.Many(OfMember, ShopId, memberId);
        var before = cart.FirstOrDefault(line => line.SkuId == skuId);
        if (before is null && cart.Count >= MaxLines)
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
        world.Put(line with { Quantity = body.Quantity, Selected = body.Selected });
        return Done.Yes;
    }
}
