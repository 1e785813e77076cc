using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Catalog;

internal sealed class CatalogEditor(Commit commit, IIdSource ids, TimeProvider clock, IEnumerable<ICourseShelf> courses) : ICatalogEditor
{
    public async Task<Result<Id>> SaveCategory(
        Id shopId,
        Id? categoryId,
        string name,
        string iconUrl,
        int sort,
        CancellationToken cancellation
    )
    {
        var check = Check.Body().Text(name, 1, 20).Picture(iconUrl).Number(sort, 0, 100_000);
        if (check.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var category = new Category
        {
            ShopId = shopId,
            Id = categoryId ?? ids.Next(),
            Name = name.Trim(),
            IconUrl = iconUrl,
            Sort = sort,
        };
        return await commit.Run(
            new SaveCategoryAct(category, categoryId is null) { ShopId = shopId, At = clock.GetUtcNow() },
            cancellation
        );
    }

    public async Task<Result<Id>> SaveProduct(Id shopId, Id? productId, ProductInput input, Author author, CancellationToken cancellation)
    {
        if (ProductCheck.Of(input) is { } invalid)
        {
            return invalid;
        }

        if (input.CourseId is { } course && !await HasCourse(shopId, course, cancellation))
        {
            return Refusal.Invalid("courseId", "没有这门课程，请重新选择", "There is no such course");
        }

        Id[] skuIds = [.. input.Skus.Select(sku => sku.Id ?? ids.Next())];
        var act = new SaveProductAct(productId ?? ids.Next(), productId is null, input, skuIds, author.Actor)
        {
            ShopId = shopId,
            At = clock.GetUtcNow(),
            Key = author.Key,
        };
        return await commit.Run(act, cancellation);
    }

    private async Task<bool> HasCourse(Id shopId, Id courseId, CancellationToken cancellation)
    {
        foreach (var shelf in courses)
        {
            if (await shelf.Has(shopId, courseId, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    public Task<Result<Id>> Shelve(Id shopId, Id productId, bool onShelf, CancellationToken cancellation) =>
        commit.Run(new ShelveAct(productId, onShelf) { ShopId = shopId, At = clock.GetUtcNow() }, cancellation);

    private sealed class SaveCategoryAct(Category category, bool isNew) : Act<Id>
    {
        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Run)
            {
                needs.Add(CatalogRows.CategoryById, ShopId, category.Id);
            }
        }

        public override Result<Id> Decide(World world)
        {
            var before = world.One(CatalogRows.CategoryById, ShopId, category.Id);
            if ((before is null) != isNew)
            {
                return Refusal.NotFound;
            }

            world.Put(category with { Version = before?.Version ?? 0 });
            return category.Id;
        }
    }

    private sealed class ShelveAct(Id productId, bool onShelf) : Act<Id>
    {
        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Run)
            {
                needs.Add(CatalogRows.ProductById, ShopId, productId);
            }
        }

        public override Result<Id> Decide(World world)
        {
            if (world.One(CatalogRows.ProductById, ShopId, productId) is not { } product)
            {
                return Refusal.NotFound;
            }

            // By hand is the last word: a plan made before is dropped.
            world.Put(
                product with
                {
                    OnShelf = onShelf,
                    OnShelfAt = onShelf ? null : product.OnShelfAt,
                    OffShelfAt = onShelf ? product.OffShelfAt : null,
                    Revision = product.Revision + 1,
                    UpdatedAt = At,
                }
            );
            return productId;
        }
    }
}
