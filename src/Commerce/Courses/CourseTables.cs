using Banyan.Commerce.Courses.Contracts;
using Banyan.Engines.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Commerce.Courses;

internal sealed class CourseTable : IEntityTypeConfiguration<Course>
{
    public void Configure(EntityTypeBuilder<Course> builder)
    {
        builder.HasShopKey();
        builder.Property(course => course.Title).HasMaxLength(CourseLimits.Title);
        builder.Property(course => course.CoverUrl).HasMaxLength(500);
    }
}

internal sealed class LessonTable : IEntityTypeConfiguration<Lesson>
{
    public void Configure(EntityTypeBuilder<Lesson> builder)
    {
        builder.HasShopKey();
        builder.Property(lesson => lesson.Title).HasMaxLength(CourseLimits.Title);
        builder.Property(lesson => lesson.MediaUrl).HasMaxLength(500);
        builder.HasIndex(lesson => new
        {
            lesson.ShopId,
            lesson.CourseId,
            lesson.Position,
        });
    }
}

internal sealed class LessonProgressTable : IEntityTypeConfiguration<LessonProgress>
{
    public void Configure(EntityTypeBuilder<LessonProgress> builder)
    {
        builder.HasShopKey();
        builder.Property(progress => progress.Key).HasMaxLength(48);
        builder.HasIndex(progress => new { progress.ShopId, progress.Key }).IsUnique();
        builder.HasIndex(progress => new
        {
            progress.ShopId,
            progress.MemberId,
            progress.CourseId,
        });
        builder.HasIndex(progress => new { progress.ShopId, progress.CourseId });
    }
}

internal sealed class EntitlementTable : IEntityTypeConfiguration<Entitlement>
{
    public void Configure(EntityTypeBuilder<Entitlement> builder)
    {
        builder.HasShopKey();
        builder.Property(entitlement => entitlement.SourceType).HasMaxLength(40);
        builder.Property(entitlement => entitlement.SourceId).HasMaxLength(60);
        builder.Property(entitlement => entitlement.Why).HasMaxLength(120);
        builder.Property(entitlement => entitlement.RevokeReason).HasMaxLength(120);
        builder.HasIndex(entitlement => new { entitlement.ShopId, entitlement.MemberId });
        builder.HasIndex(entitlement => new { entitlement.ShopId, entitlement.CourseId });
        builder.HasIndex(entitlement => new { entitlement.ShopId, entitlement.SubjectId });
        builder.HasIndex(entitlement => new { entitlement.ShopId, entitlement.LineId });
        builder
            .HasIndex(entitlement => new
            {
                entitlement.ShopId,
                entitlement.SourceType,
                entitlement.SourceId,
                entitlement.CourseId,
            })
            .IsUnique();
    }
}

/// <summary>Lengths that a course and its lessons stay within.</summary>
internal static class CourseLimits
{
    public const int Title = 60;
    public const int Html = 100_000;
    public const int Lessons = 200;
    public const int ValidDays = 3_650;
    public const int Minutes = 1_440;
    public const int Reason = 60;
}
