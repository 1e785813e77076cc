namespace Banyan.Host.Demo;

internal sealed record ShopsContent(ShopContent Main, ShopContent Second, IReadOnlyList<CampaignContent> Campaigns);

internal sealed record ShopContent(
    string Slug,
    string Name,
    string ServicePhone,
    string Notice,
    IReadOnlyList<BannerContent> Banners,
    IReadOnlyList<StaffContent> Staff,
    IReadOnlyList<StoreContent>? Stores = null
);

internal sealed record BannerContent(
    string Title,
    string Subtitle,
    string Button,
    IReadOnlyList<string> Goods,
    int Palette,
    LinkContent Link
);

/// <summary>Where a banner leads: a category by name, a campaign by key, or the distribution page.</summary>
internal sealed record LinkContent(string Type, string To);

internal sealed record StaffContent(string Login, string Name, IReadOnlyList<string> Roles);

/// <summary>A group-buy campaign; prices and stock in the order of the product's SKUs, days relative to today.</summary>
internal sealed record CampaignContent(
    string Key,
    string Name,
    string Slug,
    string Seal,
    string Promise,
    int TeamSize,
    int Hours,
    IReadOnlyList<int> Prices,
    IReadOnlyList<int> Stock,
    int FromDay,
    int ToDay,
    int Palette
);

internal sealed record PeopleContent(
    IReadOnlyList<PersonaContent> Personas,
    IReadOnlyList<string> Nicknames,
    IReadOnlyList<string> Surnames,
    IReadOnlyList<string> GivenNames,
    IReadOnlyList<string> Suffixes,
    IReadOnlyList<IReadOnlyList<string>> Addresses,
    IReadOnlyList<string> Remarks,
    IReadOnlyList<string> RefundReasons,
    IReadOnlyList<string> Channels,
    IReadOnlyList<IReadOnlyList<string>> Carriers
);

/// <summary>A ready login of the demo: the nickname is the persona's name at the sandbox.</summary>
internal sealed record PersonaContent(string Name, string About, string Avatar, string Role);
