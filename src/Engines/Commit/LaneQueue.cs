using System.Diagnostics;
using Banyan.Engines.Telemetry;
using Banyan.Kernel;

namespace Banyan.Engines.Commit;

/// <summary>
/// What waits in a lane. Every shop has a line of its own and the lines are served in turn, so that one shop's rush does not hold up its
/// neighbours; bulk work has lines apart, of which each batch takes a little. Inside a line the order is kept.
/// </summary>
internal sealed class LaneQueue(CommitOptions options, int lane = 0)
{
    private readonly object door = new();
    private readonly Dictionary<(Id Shop, bool IsBulk), Line> lines = [];
    private readonly LinkedList<Line> turns = [];
    private readonly LinkedList<Line> bulkTurns = [];
    private int count;
    private int hopedFor;
    private bool isClosed;

    public int Count
    {
        get
        {
            lock (door)
            {
                return count;
            }
        }
    }

    /// <summary>
    /// False: too much waits already, or what waits in this line has been waiting too long; the caller is told to come
    /// back.
    /// </summary>
    public bool TryAdd(Pending pending)
    {
        lock (door)
        {
            if (isClosed || count >= options.MaxQueue)
            {
                return false;
            }

            var line = LineOf(pending);
            if (line.Oldest is { } oldest && Stopwatch.GetElapsedTime(oldest.QueuedAt) > options.MaxWait)
            {
                return false;
            }

            line.Add(pending);
            count++;
            EngineMeter.Waiting(lane, 1);
            if (count >= hopedFor)
            {
                Monitor.Pulse(door);
            }
        }

        return true;
    }

    /// <summary>Puts back what must be decided again: it goes first, and is never turned away.</summary>
    public void PutBack(IReadOnlyList<Pending> again)
    {
        if (again.Count == 0)
        {
            return;
        }

        lock (door)
        {
            foreach (var pending in again.Reverse())
            {
                LineOf(pending).AddFirst(pending);
                count++;
                EngineMeter.Waiting(lane, 1);
            }
        }
    }

    /// <summary>
    /// Waits until something may be taken; false when the queue is closed and empty. Those who were just answered are about to come back:
    /// if fewer than <paramref name="hoped"/> wait, it gives the others <paramref name="patience"/> to join them, so that a full batch is
    /// not followed by one of the two quickest.
    /// </summary>
    public bool Wait(int hoped = 1, TimeSpan patience = default)
    {
        lock (door)
        {
            if (count < hoped && patience > TimeSpan.Zero && !isClosed)
            {
                hopedFor = hoped;
                Monitor.Wait(door, patience);
            }

            hopedFor = 1;
            while (count == 0 && !isClosed)
            {
                Monitor.Wait(door);
            }

            return count > 0;
        }
    }

    public void Close()
    {
        lock (door)
        {
            isClosed = true;
            Monitor.Pulse(door);
        }
    }

    /// <summary>
    /// Takes the next batch: either acts, line by line in turn, or a single edit. An edit runs alone and keeps its place in its line: it
    /// ends the line's part in a batch and comes first in the next.
    /// </summary>
    public void Take(List<PendingAct> acts, int limit, out PendingEdit? edit)
    {
        lock (door)
        {
            var kept = bulkTurns.Count == 0 ? 0 : Math.Min(options.BulkPerBatch, limit - 1);
            edit = TakeFrom(turns, acts, limit - kept);
            if (edit is null)
            {
                TakeFrom(bulkTurns, acts, Math.Min(limit, acts.Count + options.BulkPerBatch));
            }

            var taken = acts.Count + (edit is null ? 0 : 1);
            count -= taken;
            EngineMeter.Waiting(lane, -taken);
        }
    }

    private PendingEdit? TakeFrom(LinkedList<Line> ring, List<PendingAct> acts, int limit)
    {
        var blocked = 0;
        while (ring.First is { } turn && acts.Count < limit && blocked < ring.Count)
        {
            var line = turn.Value;
            if (line.Oldest is PendingEdit)
            {
                if (acts.Count == 0)
                {
                    var edit = (PendingEdit)line.Take();
                    Turn(ring, line);
                    return edit;
                }

                // Stays at the front of the ring, behind which the others are served: it is the first of the next batch.
                ring.Remove(turn);
                ring.AddLast(turn);
                blocked++;
                continue;
            }

            acts.Add((PendingAct)line.Take());
            blocked = 0;
            Turn(ring, line);
        }

        BringEditForward(ring);
        return null;
    }

    /// <summary>A line that was served goes to the end; one that is empty goes away.</summary>
    private void Turn(LinkedList<Line> ring, Line line)
    {
        ring.Remove(line.Node);
        if (line.Oldest is null)
        {
            lines.Remove(line.Name);
        }
        else
        {
            ring.AddLast(line.Node);
        }
    }

    private static void BringEditForward(LinkedList<Line> ring)
    {
        for (var node = ring.First; node is not null; node = node.Next)
        {
            if (node.Value.Oldest is PendingEdit)
            {
                ring.Remove(node);
                ring.AddFirst(node);
                return;
            }
        }
    }

    private Line LineOf(Pending pending)
    {
        var name = (pending.ShopId, pending.IsBulk);
        if (!lines.TryGetValue(name, out var line))
        {
            lines[name] = line = new Line(name);
            (pending.IsBulk ? bulkTurns : turns).AddLast(line.Node);
        }

        return line;
    }

    private sealed class Line
    {
        private readonly LinkedList<Pending> waiting = [];

        public Line((Id Shop, bool IsBulk) name)
        {
            Name = name;
            Node = new LinkedListNode<Line>(this);
        }

        public (Id Shop, bool IsBulk) Name { get; }

        public LinkedListNode<Line> Node { get; }

        public Pending? Oldest => waiting.First?.Value;

        public void Add(Pending pending) => waiting.AddLast(pending);

        public void AddFirst(Pending pending) => waiting.AddFirst(pending);

        public Pending Take()
        {
            var first = waiting.First!.Value;
            waiting.RemoveFirst();
            return first;
        }
    }
}
