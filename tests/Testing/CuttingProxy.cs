using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Banyan.Testing;

/// <summary>
/// Stands between a program and PostgreSQL and cuts the wire at COMMIT: before the server hears of it, or after it has done it but before
/// the program is told.
/// </summary>
public sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int server;

    public CuttingProxy(int server)
    {
        this.server = server;
        listener.Start();
        _ = Accept();
    }

    /// <summary>How many of the next COMMITs are lost on their way to the server.</summary>
    public int LoseCommits { get; set; }

    /// <summary>How many of the next COMMITs are done while their answer is lost.</summary>
    public int LoseAnswers { get; set; }

    /// <summary>Nobody gets through, as if the server were down.</summary>
    public bool IsDown { get; set; }

    /// <summary>The same database by way of the proxy.</summary>
    public string Route(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Port = ((IPEndPoint)listener.LocalEndpoint).Port }.ConnectionString;

    public void Dispose() => listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                _ = Forward(client);
            }
        }
        catch (SocketException)
        {
            // Disposed.
        }
        catch (ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task Forward(TcpClient client)
    {
        using (client)
        {
            if (IsDown)
            {
                return;
            }

            using var upstream = new TcpClient();
            await upstream.ConnectAsync(IPAddress.Loopback, server);
            var toServer = Copy(client, upstream, "COMMIT", () => LoseCommits > 0 && LoseCommits-- > 0);
            var toClient = Copy(upstream, client, "COMMIT\0", () => LoseAnswers > 0 && LoseAnswers-- > 0);
            await Task.WhenAny(toServer, toClient);
        }
    }

    private async Task Copy(TcpClient from, TcpClient to, string word, Func<bool> cuts)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var length = await from.GetStream().ReadAsync(buffer);
                if (length == 0 || IsDown || (buffer.AsSpan(0, length).IndexOf(Encoding.ASCII.GetBytes(word)) >= 0 && cuts()))
                {
                    return;
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, length));
            }
        }
        catch (IOException)
        {
            // The other side has hung up.
        }
        catch (ObjectDisposedException)
        {
            // As above.
        }
        catch (InvalidOperationException)
        {
            // As above: a socket that is no longer connected has no stream.
        }
    }
}
