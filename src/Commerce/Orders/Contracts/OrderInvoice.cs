namespace Banyan.Commerce.Orders.Contracts;

public enum InvoiceKind
{
    Personal,
    Company,
}

public enum InvoiceState
{
    Requested,
    Issued,
}

/// <summary>An invoice of an order: what the buyer asked for, and what the shop made of it.</summary>
/// <param name="Title">抬头: whom it is made out to.</param>
/// <param name="TaxNo">The company's tax number; null for a person.</param>
/// <param name="Email">Where it is sent.</param>
public sealed record OrderInvoice(InvoiceKind Kind, string Title, string? TaxNo, string Email)
{
    /// <summary>Set when it was issued.</summary>
    public string? Number { get; init; }

    /// <summary>Where the buyer finds it, an https address; may be missing when it was sent by mail.</summary>
    public string? FileUrl { get; init; }

    public DateTimeOffset? IssuedAt { get; init; }
}

/// <summary>What a buyer wants an invoice for, as it came.</summary>
public sealed record InvoiceWish(InvoiceKind Kind, string Title, string? TaxNo, string Email);

/// <summary>Made by the shop outside of here; this only says that and where it is.</summary>
/// <param name="FileUrl">An https address; null or empty when it was sent by mail.</param>
public sealed record IssuedInvoice(string Number, string? FileUrl);
