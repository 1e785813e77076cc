using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Growth.Campaigns.Engine;

/// <summary>
/// How runs and what they need are found under lock. A version is immutable, but is read with the claims because the run names it.
/// </summary>
internal static class RunRows
{
    public static readonly RowSet<Run, Id> ById = new(Stage.Run, run => run.Id);
    public static readonly RowSet<RunMember, Id> MembersOf = new(Stage.Run, member => member.RunId);
    public static readonly RowSet<CampaignVersion, string> VersionByKey = new(Stage.Claim, version => version.Key);
    public static readonly RowSet<CampaignFact, string> FactByKey = new(Stage.Claim, fact => fact.Key);
}

/// <summary>Campaigns are locked only where they are published or stopped: runs live by their version.</summary>
internal static class CampaignRows
{
    public static readonly RowSet<Campaign, Id> ById = new(Stage.Run, campaign => campaign.Id);
}

internal sealed class CampaignTable : IEntityTypeConfiguration<Campaign>
{
    public void Configure(EntityTypeBuilder<Campaign> builder)
    {
        builder.HasShopKey();
        builder.Property(campaign => campaign.Kind).HasMaxLength(40);
        builder.Property(campaign => campaign.Name).HasMaxLength(60);
        builder.Property(campaign => campaign.Draft).HasJson();
        builder.HasIndex(campaign => new
        {
            campaign.ShopId,
            campaign.Status,
            campaign.EndsAt,
        });
        builder.HasIndex(campaign => new { campaign.ShopId, campaign.ProductId });
    }
}

internal sealed class CampaignVersionTable : IEntityTypeConfiguration<CampaignVersion>
{
    public void Configure(EntityTypeBuilder<CampaignVersion> builder)
    {
        builder.HasShopKey();
        builder.Ignore(version => version.Frame);
        builder.Property(version => version.Key).HasMaxLength(40);
        builder.Property(version => version.Kind).HasMaxLength(40);
        builder.Property(version => version.Name).HasMaxLength(60);
        builder.Property(version => version.PublishedBy).HasMaxLength(60);
        builder.HasIndex(version => new { version.ShopId, version.Key }).IsUnique();
        builder.HasIndex(version => new { version.ShopId, version.CampaignId });
    }
}

internal sealed class RunTable : IEntityTypeConfiguration<Run>
{
    public void Configure(EntityTypeBuilder<Run> builder)
    {
        builder.HasShopKey();
        builder.Ignore(run => run.Left);
        builder.Property(run => run.Kind).HasMaxLength(40);
        builder.HasIndex(run => new
        {
            run.ShopId,
            run.CampaignId,
            run.Status,
        });
        builder.HasIndex(run => run.DeadlineAt);
    }
}

internal sealed class RunMemberTable : IEntityTypeConfiguration<RunMember>
{
    public void Configure(EntityTypeBuilder<RunMember> builder)
    {
        builder.HasShopKey();
        builder.Property(member => member.Role).HasMaxLength(20);
        builder
            .HasIndex(member => new
            {
                member.ShopId,
                member.RunId,
                member.MemberId,
            })
            .IsUnique();
        builder.HasIndex(member => new { member.ShopId, member.MemberId });
        builder.HasIndex(member => new
        {
            member.ShopId,
            member.CampaignId,
            member.At,
        });
    }
}

internal sealed class RunActTable : IEntityTypeConfiguration<RunAct>
{
    public void Configure(EntityTypeBuilder<RunAct> builder)
    {
        builder.HasShopKey();
        builder.Property(act => act.Type).HasMaxLength(40);
        builder.Property(act => act.Effects).HasMaxLength(400);
        builder.HasIndex(act => new { act.ShopId, act.RunId });
    }
}

internal sealed class CampaignFactTable : IEntityTypeConfiguration<CampaignFact>
{
    public void Configure(EntityTypeBuilder<CampaignFact> builder)
    {
        builder.HasKey(fact => new { fact.ShopId, fact.Key });
        builder.Property(fact => fact.Key).HasMaxLength(120);
        builder.Property(fact => fact.Value).HasMaxLength(2000);
        builder.HasIndex(fact => new { fact.ShopId, fact.CampaignId });
    }
}

internal sealed class RunNoticeTable : IEntityTypeConfiguration<RunNotice>
{
    public void Configure(EntityTypeBuilder<RunNotice> builder)
    {
        builder.HasShopKey();
        builder.Property(notice => notice.Text).HasMaxLength(200);
        builder.HasIndex(notice => new
        {
            notice.ShopId,
            notice.RunId,
            notice.MemberId,
        });
    }
}
