namespace Banyan.Host.Demo.Plan;

/// <summary>What the plan has not sold yet, so that nobody orders what is gone.</summary>
internal sealed class StockPlan(IReadOnlyList<CategoryContent> catalog)
{
    private readonly Dictionary<(string Slug, int Sku), int> left = catalog
        .SelectMany(category => category.Goods)
        .SelectMany(goods => goods.Skus.Select((sku, index) => (goods.Slug, index, sku.Stock)))
        .ToDictionary(sku => (sku.Slug, sku.index), sku => sku.Stock);

    /// <summary>Takes the pieces if at least a few stay for the visitors of the demo.</summary>
    public bool TryTake(string slug, int sku, int quantity)
    {
        const int Kept = 5;
        if (left[(slug, sku)] < quantity + Kept)
        {
            return false;
        }

        left[(slug, sku)] -= quantity;
        return true;
    }
}
