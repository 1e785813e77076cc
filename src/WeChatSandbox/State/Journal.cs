using System.Text.Json;

namespace Banyan.WeChatSandbox.State;

/// <summary>
/// An append-only file of JSON lines (kind, key, value); the last line of a key counts. Payments and refunds must survive a restart,
/// because the shop's own database does: a paid order has to stay refundable the next morning.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Kind, string Key), JsonElement> _latest = [];
    private readonly StreamWriter _writer;

    public Journal(string path)
    {
        if (File.Exists(path))
        {
            Load(path);
        }

        Compact(path);
        _writer = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read)) { AutoFlush = true };
    }

    public IEnumerable<T> Read<T>(string kind)
    {
        lock (_gate)
        {
            return [.. _latest.Where(e => e.Key.Kind == kind).Select(e => e.Value.Deserialize<T>(Json.Own)!)];
        }
    }

    public void Append<T>(string kind, string key, T value)
    {
        var line = JsonSerializer.Serialize(new Line(kind, key, JsonSerializer.SerializeToElement(value, Json.Own)), Json.Own);
        lock (_gate)
        {
            _writer.WriteLine(line);
        }
    }

    public void Dispose() => _writer.Dispose();

    private void Load(string path)
    {
        foreach (var text in File.ReadLines(path))
        {
            try
            {
                if (JsonSerializer.Deserialize<Line>(text, Json.Own) is { Kind: not null, Key: not null } line)
                {
                    _latest[(line.Kind, line.Key)] = line.Value;
                }
            }
            catch (JsonException)
            {
                // A process that was killed leaves half a line at the end; everything before it is whole.
            }
        }
    }

    private void Compact(string path)
    {
        var fresh = path + ".new";
        File.WriteAllLines(fresh, _latest.Select(e => JsonSerializer.Serialize(new Line(e.Key.Kind, e.Key.Key, e.Value), Json.Own)));
        File.Move(fresh, path, overwrite: true);
    }

    private sealed record Line(string Kind, string Key, JsonElement Value);
}
