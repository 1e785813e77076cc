using System.Text.Json.Nodes;
using Banyan.Host.Http;
using Banyan.Simulation.Faults;
using Microsoft.AspNetCore.Http;

namespace Banyan.Simulation.Town;

/// <summary>
/// Round after round: everybody's wishes at once, with a fault among them; then the power comes back, who got no answer asks again, and
/// time moves on.
/// </summary>
internal sealed class Life(Premises premises, Community town, BadChannel channel, TownClock clock)
{
    /// <summary>The product keeps keys for seven days.</summary>
    private static readonly TimeSpan KeysSurelyKept = TimeSpan.FromDays(6);

    private const int MaxTries = 80;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly MemberWishes members = new(town);
    private readonly OrderWishes orders = new(town);
    private readonly StaffWishes staff = new(town);
    private readonly List<Wish> unanswered = [];
    private Random faults = new(0);
    private bool isTroubled;
    private bool wasTroubled;

    /// <summary>How often the power went.</summary>
    public int Cuts { get; private set; }

    public int Disturbances { get; private set; }

    public int Answers { get; private set; }

    public async Task Live(int rounds)
    {
        for (var round = 1; round <= rounds && town.Violations.Count == 0; round++)
        {
            faults = town.Begin(round);
            await Round(WishesOf(round));
            await Echo();
            MoveClock();
            town.PayLate();
        }
    }

    /// <summary>Lets everything end: every question is answered, every message delivered, everything due done.</summary>
    public async Task Settle()
    {
        channel.CalmDown();
        for (var i = 0; i < MaxTries && (unanswered.Count > 0 || town.FollowUps.Count > 0); i++)
        {
            await Together(TakePending(), []);
        }

        (int Hours, int Times)[] steps = [(0, 1), (1, 3), (24, 1), (72, 2), (200, 2), (2, 3), (300, 3), (1, 3)];
        foreach (var (hours, times) in steps)
        {
            for (var i = 0; i < times; i++)
            {
                clock.Move(TimeSpan.FromHours(hours) + TimeSpan.FromMinutes(10));
                town.PayLate();
                await Together([], channel.TakeMail());
                await premises.Drain();
            }
        }

        town.Violations.AddRange(channel.TakeMail().Select(message => $"{message.Path} {message.Content} was never taken"));
        town.Violations.AddRange(unanswered.Select(wish => $"{wish.What} was never answered"));
    }

    private List<Wish> WishesOf(int round)
    {
        var wishes = TakePending();
        foreach (var shop in town.Shops)
        {
            var arrivals = round < 4 ? 25 : 0;
            for (var i = 0; i < arrivals; i++)
            {
                wishes.Add(members.Arrive(shop));
            }

            for (var i = town.Random.Next(6, 30); i > 0; i--)
            {
                var wish = town.Random.Next(10) switch
                {
                    < 2 => members.Draw(shop),
                    < 8 => orders.Draw(shop),
                    _ => staff.Draw(shop),
                };
                wishes.AddRange(wish is null ? [] : [wish]);
            }

            if (town.Chance(20))
            {
                wishes.AddRange(orders.Rush(shop));
            }
        }

        return wishes;
    }

    private List<Wish> TakePending()
    {
        var pending = unanswered.Concat(town.FollowUps).ToList();
        unanswered.Clear();
        town.FollowUps.Clear();
        return pending;
    }

    private async Task Round(List<Wish> wishes)
    {
        var mail = channel.TakeMail();
        var strike = Arm();
        var drain = faults.Next(100) < 30 ? Draining() : Task.CompletedTask;
        await Together(wishes, mail);
        await drain;
        await strike;
        await Recover();
        wasTroubled = isTroubled;
        isTroubled = false;
    }

    /// <summary>Chooses this round's fault.</summary>
    private Task Arm()
    {
        var luck = faults.Next(100);
        if (luck < 40)
        {
            return Task.CompletedTask;
        }

        isTroubled = true;
        if (luck < 88)
        {
            var moment =
                luck < 72 ? CutMoment.BeforeStatement
                : luck < 80 ? CutMoment.BeforeCommit
                : CutMoment.AfterCommit;
            premises.Fuse.BlowAt(moment, faults.Next(1, moment == CutMoment.BeforeStatement ? 250 : 12));
            return Task.CompletedTask;
        }

        Disturbances++;
        var (waits, holds) = (faults.Next(1, 60), faults.Next(20, 300));
        return Task.Run(async () =>
        {
            await Task.Delay(waits);
            await premises.Disturbance.Strike(holds);
        });
    }

    private async Task Draining()
    {
        try
        {
            await premises.Drain();
        }
        catch (Exception) when (isTroubled || wasTroubled)
        {
            // The pump beats again later; what it had taken is taken over when its lease is over.
        }
    }

    /// <summary>Starts again where the power went, sometimes more than once: it may go while the work that lay there is done.</summary>
    private async Task Recover()
    {
        while (premises.Fuse.IsBlown)
        {
            Cuts++;
            await premises.Restart();
            if (faults.Next(100) < 30)
            {
                premises.Fuse.BlowAt(CutMoment.BeforeStatement, faults.Next(1, 80));
            }

            await Draining();
        }

        premises.Fuse.Disarm();
    }

    /// <summary>
    /// Sends everything at once; answers are taken in order, so that a seed tells the same story as far as threads
    /// allow.
    /// </summary>
    private async Task Together(IReadOnlyList<Wish> wishes, IReadOnlyList<BadChannel.Message> mail)
    {
        var letters = Task.WhenAll(mail.Select(message => Try(new DirectCall(HttpMethods.Post, message.Path) { Body = message.Content })));
        var answers = await Task.WhenAll(wishes.Select(wish => Try(wish.Call)));
        foreach (var (message, answer) in mail.Zip(await letters))
        {
            if (answer is not { Status: < 300 })
            {
                channel.SendAgain(message);
            }
        }

        foreach (var (wish, answer) in wishes.Zip(answers))
        {
            Take(wish, answer);
        }
    }

    /// <returns>Null when there was no answer: the power went before it was given.</returns>
    private async Task<DirectAnswer?> Try(DirectCall call)
    {
        try
        {
            var answer = await Task.Run(() => premises.Send(call)).WaitAsync(Patience);
            return premises.Fuse.IsBlown ? null : answer;
        }
        catch (PowerCutException)
        {
            return null;
        }
    }

    private void Take(Wish wish, DirectAnswer? answer)
    {
        var mayFail = isTroubled || wasTroubled || wish.NeedsChannel;
        if (answer is null || answer.Status == StatusCodes.Status429TooManyRequests || (answer.Status >= 500 && mayFail))
        {
            if (++wish.Tries >= MaxTries)
            {
                town.Violations.Add($"{wish.What} was asked {MaxTries} times: {answer}");
                return;
            }

            unanswered.Add(wish);
            return;
        }

        Answers++;
        var isRight = answer.Status switch
        {
            < 300 => !wish.IsForbidden,
            400 => wish.MayBeWrong,
            404 => wish.IsForbidden || wish.MayBeGone,
            409 => !wish.IsForbidden,
            _ => false,
        };
        if (!isRight)
        {
            town.Violations.Add($"{wish.What} ({wish.Call.Method} {wish.Call.Path}) was answered {answer.Status} {answer.Text}");
        }
        else if (answer.Status < 300)
        {
            wish.Then?.Invoke(answer.Text.Length == 0 ? new JsonObject() : JsonNode.Parse(answer.Text)!);
        }
    }

    /// <summary>
    /// Who lost an answer on the way asks again, long after: the same key is still the same order, for as long as keys are kept.
    /// </summary>
    private async Task Echo()
    {
        if (town.SomeOrder() is not { } order || premises.Fuse.IsBlown || town.Now - order.PlacedAt > KeysSurelyKept)
        {
            return;
        }

        if (await Try(order.Sent()) is { } answer && !(answer.Status >= 500 && wasTroubled))
        {
            if (answer.Status >= 300 || JsonNode.Parse(answer.Text)!.Text("id") != order.Id)
            {
                town.Violations.Add($"{order.Key} made order {order.Id} and was answered later with {answer.Status} {answer.Text}");
            }
        }
    }

    private void MoveClock() =>
        clock.Move(
            town.Random.Next(100) switch
            {
                < 50 => TimeSpan.FromSeconds(town.Random.Next(120)),
                < 75 => TimeSpan.FromMinutes(town.Random.Next(2, 20)),
                < 87 => TimeSpan.FromMinutes(town.Random.Next(60, 400)),
                < 95 => TimeSpan.FromHours(town.Random.Next(20, 80)),
                _ => -TimeSpan.FromSeconds(town.Random.Next(1, 90)),
            }
        );
}
