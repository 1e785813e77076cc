using System.Net;
using System.Net.Sockets;

namespace Banyan.Testing;

/// <summary>
/// Ports for servers that a test starts. Taken below the range the system gives to outgoing connections (32768 and up), so that a
/// connection made between asking and binding cannot take one away.
/// </summary>
public static class FreePorts
{
    private const int First = 15_000;
    private const int Last = 32_000;

    /// <summary>Processes begin apart; within one, no port is given twice before all others.</summary>
    private static int cursor = Environment.ProcessId * 37 % (Last - First);

    public static int Next()
    {
        for (var tried = 0; tried < Last - First; tried++)
        {
            var port = First + ((Interlocked.Increment(ref cursor) & int.MaxValue) % (Last - First));
            if (CanBind(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException("No port is free.");
    }

    private static bool CanBind(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
