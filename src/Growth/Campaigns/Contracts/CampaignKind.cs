using System.Text.Json;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Contracts;

/// <summary>
/// A kind as the engine sees it, with its config and run types erased. Written by deriving from <see
/// cref="CampaignKind{TConfig,TRun}"/>.
/// </summary>
public interface ICampaignKind
{
    /// <summary>Stable, snake_case, such as <c>group_buy</c>; stored on campaigns and runs.</summary>
    string Code { get; }

    /// <summary>Name of a TDesign icon.</summary>
    string Icon { get; }

    KindTexts Texts { get; }

    /// <summary>The form that configures it.</summary>
    ConfigForm Form { get; }

    object Defaults { get; }

    object ReadConfig(string json);

    string WriteConfig(object config);

    IRunState ReadRun(string json);

    string WriteRun(IRunState run);

    Decision Decide(object config, IRunState? run, Act act, Chance chance);

    IReadOnlyList<string> FactKeys(string actType, Actor? actor);

    Result<OfferTerms> Price(object config, IRunState? run, Id memberId, Id skuId);

    IReadOnlyList<Participant> Participants(IRunState run);

    RunSize SizeOf(object config, IRunState? run);

    IReadOnlyList<string> ActsOf(object config, IRunState run);

    object? ViewOf(object config, IRunState run);

    KindFace Face(object config, Words words);

    IReadOnlyList<PoolSize> Pools(object config, Id campaignId);

    IReadOnlyList<Finding> Lint(object config, LintFacts facts);

    IReadOnlyList<Finding> Worse(object before, object after);

    /// <summary>
    /// It only lowers prices and has no runs: shoppers meet it at the goods and at the checkout, not as a page of its own.
    /// </summary>
    bool IsPriceOnly { get; }

    IReadOnlyList<PriceRule> Rules(object config, PriceRuleFrame frame);
}

/// <summary>What a price campaign gives its rules along.</summary>
/// <param name="Ref">Such as <c>campaign:42</c>.</param>
/// <param name="Name">The campaign's name, shown where the rule has no better words.</param>
public sealed record PriceRuleFrame(string Ref, string Name, Words Words);

/// <summary>
/// A kind of campaign: a pure decision and what can be said about its config and its runs. No I/O, no clock, no injected service.
/// </summary>
/// <typeparam name="TConfig">A record whose properties carry <see cref="FieldAttribute"/>; every property has a default, so that old
/// versions load.</typeparam>
/// <typeparam name="TRun">A record that survives JSON for ever: properties are added, never renamed.</typeparam>
public abstract class CampaignKind<TConfig, TRun> : ICampaignKind
    where TConfig : class, new()
    where TRun : class, IRunState
{
    protected CampaignKind()
    {
        Texts = KindTexts.Of(GetType());
        Form = ConfigForm.Of<TConfig>();
    }

    public abstract string Code { get; }

    public abstract string Icon { get; }

    public KindTexts Texts { get; }

    public ConfigForm Form { get; }

    public object Defaults => new TConfig();

    /// <summary>What follows from the act. Pure.</summary>
    /// <param name="run">Null when the act would start a run.</param>
    public abstract Decision<TRun> Decide(TConfig config, TRun? run, Act act, Chance chance);

    /// <summary>The members of a run as lists and statistics show them.</summary>
    public abstract IReadOnlyList<Participant> Participants(TRun run);

    /// <summary>How large a run is and how much of it is filled.</summary>
    public abstract RunSize SizeOf(TConfig config, TRun? run);

    /// <summary>How a campaign with this config is shown.</summary>
    public abstract KindFace Face(TConfig config, Words words);

    /// <summary>Which saved facts an act of this type needs to see.</summary>
    public virtual IReadOnlyList<string> FactKeys(string actType, Actor? actor) => [];

    /// <summary>The price at which the member may buy the SKU, starting a run (null) or in a run.</summary>
    public virtual Result<OfferTerms> Price(TConfig config, TRun? run, Id memberId, Id skuId) => Refusal.NotFound;

    /// <summary>Acts that the page of a run offers; whether each is allowed is found out by deciding it.</summary>
    public virtual IReadOnlyList<string> ActsOf(TConfig config, TRun run) => [];

    /// <summary>What only this kind's own page understands.</summary>
    public virtual object? ViewOf(TConfig config, TRun run) => null;

    /// <summary>Pools that exist from publishing on.</summary>
    public virtual IReadOnlyList<PoolSize> Pools(TConfig config, Id campaignId) => [];

    /// <summary>What must not be published, beyond what the form's own limits say.</summary>
    public virtual IReadOnlyList<Finding> Lint(TConfig config, LintFacts facts) => [];

    /// <summary>Where the new config is worse for members than the published one: only favourable changes may follow.</summary>
    public virtual IReadOnlyList<Finding> Worse(TConfig before, TConfig after) => [];

    public virtual bool IsPriceOnly => false;

    /// <summary>The price rules of a campaign with this config, while it runs.</summary>
    public virtual IReadOnlyList<PriceRule> Rules(TConfig config, PriceRuleFrame frame) => [];

    object ICampaignKind.ReadConfig(string json) => JsonSerializer.Deserialize<TConfig>(json, JsonColumns.Options)!;

    string ICampaignKind.WriteConfig(object config) => JsonSerializer.Serialize((TConfig)config, JsonColumns.Options);

    IRunState ICampaignKind.ReadRun(string json) => JsonSerializer.Deserialize<TRun>(json, JsonColumns.Options)!;

    string ICampaignKind.WriteRun(IRunState run) => JsonSerializer.Serialize((TRun)run, JsonColumns.Options);

    Decision ICampaignKind.Decide(object config, IRunState? run, Act act, Chance chance) =>
        Decide((TConfig)config, (TRun?)run, act, chance);

    Result<OfferTerms> ICampaignKind.Price(object config, IRunState? run, Id memberId, Id skuId) =>
        Price((TConfig)config, (TRun?)run, memberId, skuId);

    IReadOnlyList<Participant> ICampaignKind.Participants(IRunState run) => Participants((TRun)run);

    RunSize ICampaignKind.SizeOf(object config, IRunState? run) => SizeOf((TConfig)config, (TRun?)run);

    IReadOnlyList<string> ICampaignKind.ActsOf(object config, IRunState run) => ActsOf((TConfig)config, (TRun)run);

    object? ICampaignKind.ViewOf(object config, IRunState run) => ViewOf((TConfig)config, (TRun)run);

    KindFace ICampaignKind.Face(object config, Words words) => Face((TConfig)config, words);

    IReadOnlyList<PoolSize> ICampaignKind.Pools(object config, Id campaignId) => Pools((TConfig)config, campaignId);

    IReadOnlyList<Finding> ICampaignKind.Lint(object config, LintFacts facts) => Lint((TConfig)config, facts);

    IReadOnlyList<PriceRule> ICampaignKind.Rules(object config, PriceRuleFrame frame) => Rules((TConfig)config, frame);

    IReadOnlyList<Finding> ICampaignKind.Worse(object before, object after) => Worse((TConfig)before, (TConfig)after);
}

/// <param name="Label">Beside the price, such as 3人团价.</param>
/// <param name="Explain">One Chinese sentence: why this price.</param>
/// <param name="LaterLanes">Which lanes may still lower the price.</param>
public sealed record OfferTerms(Fen UnitPriceFen, string Label, string Explain, IReadOnlyList<Lane> LaterLanes);

/// <summary>
/// How a participant stands. <see cref="Unpaid"/> holds a place without having paid; <see cref="Joined"/> needs no payment.
/// </summary>
public enum ParticipantState
{
    Unpaid,
    Paid,
    Joined,
    Refunding,
    Refunded,
    Closed,
}

/// <param name="Role">Such as <c>leader</c>; its name is in the kind's texts under <c>roles.leader</c>.</param>
/// <param name="IsNew">Was new to the shop when they came.</param>
public sealed record Participant(Id MemberId, string Role, ParticipantState State, Id? OrderId, bool IsNew, DateTimeOffset At);

/// <param name="Taken">Places that nobody else can have, paid or not.</param>
public sealed record RunSize(int Total, int Taken);

public sealed record PoolSize(string Key, long Total);

/// <summary>One price of a campaign.</summary>
/// <param name="Stock">Pieces that the campaign sells at this price.</param>
public sealed record SkuPrice(Id SkuId, Fen PriceFen, int Stock);

/// <summary>What the generic campaign page shows of a config.</summary>
/// <param name="Label">Such as 3人团.</param>
/// <param name="Rules">Everything that a participant must know before they begin, one sentence each.</param>
public sealed record KindFace(
    string Label,
    Id? ProductId,
    IReadOnlyList<SkuPrice> Prices,
    IReadOnlyList<FaceFact> Facts,
    IReadOnlyList<string> Rules,
    string? ShareTitle
);

public sealed record FaceFact(string Label, string Value);

/// <summary>Why something may not be published.</summary>
/// <param name="Field">As the form names it, such as <c>config.teamSize</c>.</param>
public sealed record Finding(string Field, string Zh, string En);

/// <param name="ListPrices">Ordinary prices of the SKUs of the config's product.</param>
public sealed record LintFacts(
    string Name,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    DateTimeOffset Now,
    IReadOnlyDictionary<Id, Fen> ListPrices
);
