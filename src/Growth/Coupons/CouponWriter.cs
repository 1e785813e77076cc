using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Growth.Coupons.Contracts;
using Banyan.Kernel;
using Microsoft.AspNetCore.Http;

namespace Banyan.Growth.Coupons;

/// <summary>Makes coupons and changes them. What one is worth is fixed from the first copy on: members hold it.</summary>
internal sealed class CouponWriter(BanyanDb db, Commit commit, IIdSource ids, TimeProvider clock)
{
    private const int MaxTotal = 10_000_000;
    private const int MaxScope = 200;

    public async Task<IResult> Save(StaffCaller caller, Id? id, CouponBody body, CancellationToken cancellation)
    {
        if (Problem(body) is { } invalid)
        {
            return invalid.ToHttp();
        }

        var act = new SaveAct(id ?? ids.Next(), id is null, body) { ShopId = caller.ShopId, At = clock.GetUtcNow() };
        return await Answer(act, cancellation).ConfigureAwait(false);
    }

    public Task<IResult> Stop(StaffCaller caller, Id id, CancellationToken cancellation) =>
        Answer(new StopAct(id) { ShopId = caller.ShopId, At = clock.GetUtcNow() }, cancellation);

    private async Task<IResult> Answer(Act<Id> act, CancellationToken cancellation)
    {
        var done = await commit.Run(act, cancellation).ConfigureAwait(false);
        return done.IsOk ? Results.Ok(await StaffCoupons.One(db, done.Value, cancellation).ConfigureAwait(false)) : done.Refusal.ToHttp();
    }

    private static Refusal? Problem(CouponBody body)
    {
        var terms = body.Terms;
        var check = Check
            .Body()
            .Text(body.Name, 1, CouponLimits.Name)
            .Text(body.Note, 0, CouponLimits.Note)
            .Number(body.Total, 1, MaxTotal)
            .Number(body.PerMember, 1, 100)
            .Money(terms.FromFen, Fen.Zero, new Fen(100_000_000), "body.terms.fromFen")
            .Count(terms.Scope.Ids, terms.Scope.Kind == ScopeKind.All ? 0 : 1, MaxScope, "body.terms.scope.ids")
            .Count(terms.Scope.ExceptProductIds, 0, MaxScope, "body.terms.scope.exceptProductIds");
        check = terms.Type switch
        {
            CouponType.Fixed => check
                .Money(terms.OffFen, new Fen(1), new Fen(100_000_000), "body.terms.offFen")
                .That(
                    terms.FromFen == Fen.Zero || terms.OffFen <= terms.FromFen,
                    "body.terms.offFen",
                    "减的金额不能比使用门槛还高",
                    "A coupon cannot take off more than its threshold"
                ),
            CouponType.Percent => check
                .Number(terms.KeepPpm ?? -1, 10_000, 990_000, "body.terms.keepPpm")
                .Money(terms.CapFen, new Fen(1), new Fen(100_000_000), "body.terms.capFen"),
            CouponType.Gift => check.That(terms.GiftSkuId is not null, "body.terms.giftSkuId", "请选择赠品", "Choose the gift"),
            CouponType.Freight => check,
        };
        check = terms.ValidDays is { } days
            ? check.Number(days, 1, 3650, "body.terms.validDays")
            : check.That(
                terms.UsableUntil is { } until && until > (terms.UsableFrom ?? DateTimeOffset.MinValue),
                "body.terms.usableUntil",
                "请填写有效期：领取后多少天，或起止日期",
                "Say how long it is good for: days after taking, or dates"
            );
        return check.ToRefusal();
    }

    private sealed class SaveAct(Id templateId, bool isNew, CouponBody body) : Act<Id>
    {
        private static readonly Refusal Fixed = Refusal.Conflict(
            "coupon_terms_fixed",
            "已经有人领取，面额、门槛、范围和有效期不能再改；可以停止发放后新建一张",
            "Somebody holds this coupon: its terms are fixed. Stop it and make another one"
        );

        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Member)
            {
                needs.Add(CouponRows.TemplateById, ShopId, templateId);
            }
            else if (stage == Stage.Pool)
            {
                needs.Add(Quota.PoolByKey, ShopId, CouponTemplate.PoolOf(templateId));
            }
        }

        public override Result<Id> Decide(World world)
        {
            var before = world.One(CouponRows.TemplateById, ShopId, templateId);
            if ((before is null) != isNew)
            {
                return Refusal.NotFound;
            }

            var pool = world.One(Quota.PoolByKey, ShopId, CouponTemplate.PoolOf(templateId));
            var isTaken = pool is not null && pool.Taken + pool.Held > 0;
            if (isTaken && (!Same(before!.Terms, body.Terms) || before.PerMember > body.PerMember))
            {
                return Fixed;
            }

            var resized = Quota.Resize(world, ShopId, CouponTemplate.PoolOf(templateId), body.Total);
            if (!resized.IsOk)
            {
                return resized.Refusal;
            }

            world.Put(
                (
                    before
                    ?? new CouponTemplate
                    {
                        ShopId = ShopId,
                        Id = templateId,
                        Name = "",
                        Terms = body.Terms,
                        Total = body.Total,
                        PerMember = body.PerMember,
                        CreatedAt = At,
                    }
                ) with
                {
                    Name = body.Name.Trim(),
                    Note = body.Note.Trim(),
                    Terms = body.Terms,
                    Total = body.Total,
                    PerMember = body.PerMember,
                    InCentre = body.InCentre,
                }
            );
            return templateId;
        }

        /// <summary>Records with lists are never equal by themselves.</summary>
        private static bool Same(CouponTerms one, CouponTerms other) =>
            one with { Scope = GoodsScope.All } == other with { Scope = GoodsScope.All }
            && one.Scope.Kind == other.Scope.Kind
            && one.Scope.Ids.SequenceEqual(other.Scope.Ids)
            && one.Scope.ExceptProductIds.SequenceEqual(other.Scope.ExceptProductIds);
    }

    private sealed class StopAct(Id templateId) : Act<Id>
    {
        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Member)
            {
                needs.Add(CouponRows.TemplateById, ShopId, templateId);
            }
        }

        public override Result<Id> Decide(World world)
        {
            if (world.One(CouponRows.TemplateById, ShopId, templateId) is not { } template)
            {
                return Refusal.NotFound;
            }

            world.Put(template with { IsStopped = true });
            return templateId;
        }
    }
}
