using System.Net.Sockets;
using System.Text;

namespace DenseEdge.FleetServer.Tests.Support;

/// <summary>A connection whose bytes a test writes itself: what no HTTP client would send.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client = new();

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        RawConnection connection = new();
        await connection._client.ConnectAsync(address.Host, address.Port);
        return connection;
    }

    public async Task WriteAsync(string text) => await _client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>Reads the answer's first line; null if the server hung up without one.</summary>
    public async Task<string?> ReadStatusAsync()
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        using StreamReader reader = new(_client.GetStream(), Encoding.ASCII, leaveOpen: true);
        try
        {
            return await reader.ReadLineAsync(patience.Token);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _client.Dispose();
}
