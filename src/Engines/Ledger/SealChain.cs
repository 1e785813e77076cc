using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Ledger;

/// <summary>How a link is reckoned, for sealing and for checking alike.</summary>
internal static class SealChain
{
    /// <summary>Postings in one link at most.</summary>
    public const int MaxPostings = 500;

    /// <summary>The link before the first.</summary>
    public const string Beginning = "";

    public static string Hash(string before, IEnumerable<Posting> postings)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(before + "\n"));
        foreach (var posting in postings)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Line(posting)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The postings after <paramref name="after"/> in the order of their ids.</summary>
    public static Task<List<Posting>> After(BanyanDb db, Id shopId, Id after, Id? upTo, int limit, CancellationToken cancellation) =>
        db.Set<Posting>()
            .IgnoreQueryFilters()
            .AsNoTracking()
            .Where(posting => posting.ShopId == shopId && posting.Id > after && (upTo == null || posting.Id <= upTo))
            .OrderBy(posting => posting.Id)
            .Take(limit)
            .ToListAsync(cancellation);

    /// <summary>Every field, lengths included, so that no two postings look alike.</summary>
    private static string Line(Posting posting)
    {
        string[] fields =
        [
            posting.Id.ToString(),
            posting.FromAccount,
            posting.ToAccount,
            posting.Amount.ToString(CultureInfo.InvariantCulture),
            posting.SourceType,
            posting.SourceId,
            posting.Explanation,
            posting.PostedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        ];
        return string.Concat(fields.Select(field => $"{field.Length}:{field}|")) + "\n";
    }
}
