using System.Xml.Linq;
using Banyan.Host.Demo;
using Banyan.Host.Demo.Pictures;

namespace Banyan.Host.Tests.Demo;

public sealed class PictureTests
{
    private static readonly IReadOnlyList<(string Name, string Svg)> Pictures = [.. PictureSet.All(Nicknames.Take(300))];

    [Fact]
    public void Every_product_has_three_pictures_and_every_member_an_avatar()
    {
        var names = Pictures.Select(picture => picture.Name).ToHashSet();
        foreach (var goods in DemoContent.MainCatalog.SelectMany(category => category.Goods))
        {
            names.ShouldContain(PictureSet.Picture("goods", goods.Slug, 1));
            names.ShouldContain(PictureSet.Picture("goods", goods.Slug, 2));
            names.ShouldContain(PictureSet.Picture("goods", goods.Slug, 3));
        }

        names.Count(name => name.StartsWith("avatar-", StringComparison.Ordinal)).ShouldBe(300);
        names.Count.ShouldBe(Pictures.Count);
    }

    [Fact]
    public void Covers_are_all_different_and_avatars_vary()
    {
        Pictures
            .Where(picture => picture.Name.EndsWith("-1.svg", StringComparison.Ordinal))
            .Select(picture => picture.Svg)
            .ShouldBeUnique();
        Pictures
            .Where(picture => picture.Name.StartsWith("avatar-", StringComparison.Ordinal))
            .Select(picture => picture.Svg)
            .Distinct()
            .Count()
            .ShouldBeGreaterThan(250);
    }

    [Fact]
    public void Pictures_are_well_formed_small_and_refer_to_nothing_outside()
    {
        foreach (var (name, svg) in Pictures)
        {
            svg.Length.ShouldBeLessThan(16_000, name);
            var root = XElement.Parse(svg);
            var ids = root.DescendantsAndSelf().Attributes("id").Select(id => id.Value).ToList();
            ids.ShouldBeUnique();
            foreach (var element in root.DescendantsAndSelf())
            {
                element.Name.LocalName.ShouldNotBeOneOf("script", "foreignObject", "image", "style", "a");
                element
                    .Attributes()
                    .ShouldAllBe(attribute => !attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
                element.Attributes("shade").ShouldBeEmpty(name);
                foreach (var target in Targets(element))
                {
                    ids.ShouldContain(target, name);
                }
            }

            svg.ShouldNotContain("$", Case.Sensitive, name);
        }
    }

    private static IEnumerable<string> Targets(XElement element)
    {
        foreach (var attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
        {
            if (attribute.Name.LocalName == "href")
            {
                attribute.Value.ShouldStartWith("#");
                yield return attribute.Value[1..];
            }
            else if (attribute.Value.Contains("url(", StringComparison.Ordinal))
            {
                attribute.Value.ShouldStartWith("url(#");
                yield return attribute.Value["url(#".Length..^1];
            }
        }
    }
}
