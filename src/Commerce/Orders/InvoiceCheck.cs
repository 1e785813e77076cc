using System.Net.Mail;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders;

/// <summary>What a wish for an invoice must say.</summary>
internal static class InvoiceCheck
{
    private const int MaxTitle = 60;
    private const int MaxEmail = 80;
    private const int ShortestTaxNo = 15;
    private const int LongestTaxNo = 20;

    public static Refusal? Problem(InvoiceWish? invoice)
    {
        if (invoice is null)
        {
            return null;
        }

        var taxNo = TaxNoOf(invoice);
        return Check
            .Body()
            .Text(invoice.Title, 1, MaxTitle, "invoice.title")
            .Text(invoice.Email, 1, MaxEmail, "invoice.email")
            .That(IsEmail(invoice.Email), "invoice.email", "请填写正确的邮箱", "Must be an e-mail address")
            .That(
                invoice.Kind == InvoiceKind.Personal || IsTaxNo(taxNo),
                "invoice.taxNo",
                "请填写 15–20 位税号（数字和大写字母）",
                "A tax number has 15 to 20 digits and capital letters"
            )
            .ToRefusal();
    }

    public static OrderInvoice? Clean(InvoiceWish? invoice) =>
        invoice is null ? null : new OrderInvoice(invoice.Kind, invoice.Title.Trim(), TaxNoOf(invoice), invoice.Email.Trim());

    /// <summary>As it is printed: without the spaces that people put in to read it, in capitals. A person has none.</summary>
    private static string? TaxNoOf(InvoiceWish invoice) =>
        invoice.Kind == InvoiceKind.Company ? invoice.TaxNo?.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant() : null;

    private static bool IsTaxNo(string? taxNo) =>
        taxNo is { Length: >= ShortestTaxNo and <= LongestTaxNo } && taxNo.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c));

    private static bool IsEmail(string? email) =>
        MailAddress.TryCreate(email?.Trim(), out var address)
        && address.Address == email?.Trim()
        && address.Host.Contains('.', StringComparison.Ordinal);
}
