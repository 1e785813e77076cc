using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Commerce.Members;

internal sealed class MemberTable : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> builder)
    {
        builder.HasShopKey();
        builder.Property(member => member.OpenId).HasMaxLength(64);
        builder.Property(member => member.UnionId).HasMaxLength(64);
        builder.Property(member => member.Nickname).HasMaxLength(MemberLimits.Nickname);
        builder.Property(member => member.NicknameSearch).HasMaxLength(MemberLimits.Nickname * 2);
        builder.Property(member => member.AvatarUrl).HasMaxLength(MemberLimits.Url);
        builder.Property(member => member.PhoneSealed).HasMaxLength(1000);
        builder.Property(member => member.PhoneIndex).HasMaxLength(64);
        builder.HasIndex(member => new { member.ShopId, member.OpenId }).IsUnique();
        builder.HasIndex(member => new { member.ShopId, member.PhoneIndex }).IsUnique();
        builder.HasIndex(member => new { member.ShopId, member.LastSeenAt });
    }
}

internal static class MemberLimits
{
    public const int Nickname = 24;
    public const int Url = 500;
}
